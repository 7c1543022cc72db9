"""Phrasing of questions about time; the same notation as `phrases`."""
WHEN = '[when/at what time/at which time/at what point/at which point/at what moment/during which part]'
SEEN = '[visible/in view/on screen/there/to be seen/in the picture/in the video/in the shot/shown]'
TIME_FRAMES = {
    'when': f'''{WHEN} is {{x}} {SEEN}|{WHEN} [do/can] [you/i/we] see {{x}}|{WHEN} does {{x}} [appear/show up/occur/come into view]|when is there {{a}}|when are there [{{s}}/any {{s}}]
|[find/show/show me/mark/give me/list] [all times/all moments/the moments/the parts/the time/when] [of/with] {{x}}|[find/show me/tell me/mark/say] when {{x}} is {SEEN}|when {{x}} is {SEEN}|{{x}}: when
|[which/what] [parts/part] of the video [show/shows/has/have] {{x}}|[from when to when/how often] is {{x}} {SEEN}|[can/could/would] you [find/show me/tell me] when {{x}} is {SEEN}|the [times/moments/parts] with {{x}}
|#in which [seconds/scenes] is {{x}} {SEEN}|at what times does {{x}} turn up|whereabouts in the video is {{x}}|pick out the moments with {{x}}|[where/when] in time is {{x}}|jump to {{x}}|when would i see {{x}}''',
    'first': f'''when [is/do you see/do i see/can i see] {{x}} [first/for the first time]|when does {{x}} [first/] [appear/show up] [first/for the first time]|[find/show/show me/tell me] the first [{{n}}/time there is {{a}}/moment with {{x}}/time you see {{x}}]
|the first {{n}}|first {{n}}|when is the first {{n}} {SEEN}|when does the first {{n}} [appear/come/show up]|[which/what] {{n}} [comes/appears/is] first|the earliest {{n}}|first time {{x}} is {SEEN}|first time you see {{x}}
|#{{n}} at the [beginning/start]|when is {{x}} initially {SEEN}|what is the earliest moment with {{x}}|when did {{x}} turn up first''',
    'last': f'''when [is/do you see/do i see/can i see] {{x}} [last/for the last time]|when does {{x}} [last/] [appear/show up] [last/for the last time]|[find/show/show me/tell me] the last [{{n}}/time there is {{a}}/moment with {{x}}/time you see {{x}}]
|the last {{n}}|last {{n}}|when is the last {{n}} {SEEN}|when does the last {{n}} [appear/come/show up]|[which/what] {{n}} [comes/appears/is] last|the latest {{n}}|last time {{x}} is {SEEN}|last time you see {{x}}
|#{{n}} at the end|when is {{x}} finally {SEEN}|what is the latest moment with {{x}}|when did {{x}} turn up last''',
    'enter': '''when does {x} [enter/come in/arrive/appear/come into view/come/walk in/get there/show up]|when [has/did] {x} [enter/come in/arrive/appear]|[find/show me/mark/tell me] [when/the moment/where] {x} [enters/comes in/arrives/appears/comes into view]
|[at what time/at what moment/at which point] does {x} [enter/come in/arrive/appear]|the [arrival/entrance/appearance] of {x}|{x} [enters/comes in/arrives/appears]|when {x} [enters/comes in/arrives]
|#when does {x} [step in/turn up/get into the picture]|when is the entrance of {x}|from when on is {x} there|when does {x} start to be there''',
    'leave': '''when does {x} [leave/go/go away/disappear/exit/go out of view/walk out/vanish/get out]|when [has/did] {x} [leave/go/disappear/exit]|[find/show me/mark/tell me] [when/the moment/where] {x} [leaves/goes/disappears/exits/goes away]
|[at what time/at what moment/at which point] does {x} [leave/go/disappear/exit]|the [exit/disappearance/departure] of {x}|{x} [leaves/disappears/exits/goes away]|when {x} [leaves/disappears/goes]
|#when does {x} [step out/depart/get out of the picture]|when is {x} gone|until when is {x} there|when does {x} stop being there''',
    'long': '''how long is {x} [visible/in view/on screen/there/shown/in the video]|how long [does/did] {x} [stay/last/remain]|for how long [is/can you see/do you see] {x}|[how much time/how many seconds] is {x} [there/visible/in view]|how many seconds does {x} stay
|[tell me/say] how long {x} is [there/visible/in view]|[what is/what's] the [duration/length] of {x}|how long [do/can] [you/i/we] see {x}|#for what time is {x} there|how long did you notice {x}|{x}: how long|the time that {x} is there, in seconds''',
    'moves': '''when does {x} [move/go/walk/run/drive/travel] {d}|when is {x} [moving/going/walking] {d}|[find/show me/mark/tell me] when {x} [moves/goes] {d}|{x} [moving/going/moves/goes] {d}|when {x} [moves/goes] {d}|[at what time/at which point] does {x} [move/go] {d}
|[does/did] {x} [move/go] {d}|#when does {x} [head/shift/slide] {d}|at what moment is {x} on its way {d}|{x} travelling {d}|is {x} ever moving {d}''',
    'how': '''how does {x} move|where does {x} [go/move/walk/drive/run]|which [way/direction] does {x} [go/move/walk]|in [which/what] direction does {x} [move/go/walk]|what does {x} do|what is {x} doing|what happens to {x}|[does/is] {x} [move/moving]
|[tell me/describe/say/show me] how {x} moves|[tell me/say] where {x} goes|#which way is {x} heading|what way does {x} travel|describe the motion of {x}|the direction of {x}''',
    'together': '''when are {x} and {y} [together/both there/both visible/in view together/there at the same time/visible at the same time/seen together]|when [do/can] [you/i/we] see {x} and {y} together|[find/show me/mark/tell me] when {x} and {y} are [together/both there]
|when is {x} [with {y}/there with {y}/seen with {y}/together with {y}]|{x} and {y} [together/at the same time]|[when/at what time] is {x} there while {y} is [there/visible]|{x} while {y} is there|are {x} and {y} ever together
|#when do {x} and {y} meet|the moments with both {x} and {y}|when does {x} share the screen with {y}|{x} at the same time as {y}''',
    'without': '''when is {x} [there without/visible without/in view without/seen without] {y}|when is there {a} [without/but no] {y}|[find/show me/mark/tell me] [when {x} is there without/{x} without/the moments with {x} but without] {y}
|{x} without {y}|when is {x} there but not {y}|when is {x} there while {y} is [not/away/gone]|when can i see {x} but not {y}|#{x} in the absence of {y}|when is {x} free of {y}|{x} minus {y}''',
    'order': '''does {x} [come/appear/show up] {o} {y}|is {x} [there/seen/visible] {o} {y}|[tell me/say/do you know] if {x} [comes/appears/is seen] {o} {y}|[does/did] {x} [arrive/enter] {o} {y}|is it true that {x} comes {o} {y}
|#would you say {x} came {o} {y}|am i right that {x} appears {o} {y}|{x} comes {o} {y}, right''',
    'beside': '''what [comes/happens/appears/is there/do you see/is visible/can i see] {o} {x}|[which thing/what thing] [comes/appears/is there] {o} {x}|what's [there/visible] {o} {x}|[show me/find/tell me] what [comes/is there/is visible] {o} {x}|what else is there {o} {x}
|#name what turns up {o} {x}|{o} {x}, what is there|what follows or goes {o} {x}''',
}
# {n}: the noun. What a track can be picked by besides what a thing in a picture can.
TIME_MODIFIERS = {
    'first': 'first {n}|{n} that [comes/appears/is seen/shows up] first|earliest {n}|{n} [at the beginning/at the start]|#{n} that turns up first|initial {n}',
    'last': 'last {n}|{n} that [comes/appears/is seen/shows up] last|latest {n}|{n} [at the end/at the very end]|#{n} that turns up last|final {n}',
    'longest': '{n} that is [there/visible/in view] [longest/the longest/for the longest time]|{n} that stays longest|#{n} that remains longest|{n} shown for most of the time',
    'shortest': '{n} that is [there/visible/in view] [shortest/the shortest/for the shortest time]|{n} that leaves soonest|#{n} that is only there briefly|{n} shown for the least time',
    'moves left': '{n} [moving/going/walking/driving/running/travelling] [left/to the left/leftwards]|{n} that [moves/goes] [left/to the left]|#{n} heading left|{n} on its way left',
    'moves right': '{n} [moving/going/walking/driving/running/travelling] [right/to the right/rightwards]|{n} that [moves/goes] [right/to the right]|#{n} heading right|{n} on its way right',
    'moves up': '{n} [moving/going/flying/rising] [up/upwards]|rising {n}|{n} that [moves/goes] up|#{n} heading up|{n} on its way up',
    'moves down': '{n} [moving/going/falling/sinking] [down/downwards]|falling {n}|{n} that [moves/goes] down|#{n} heading down|{n} on its way down',
    'comes nearer': '{n} [coming/moving/getting] [nearer/closer/towards us/towards the camera]|approaching {n}|{n} that [comes/gets] [nearer/closer]|#{n} heading for us|{n} on its way here',
    'goes away': '{n} [going/moving/getting] [away/further away/away from us/away from the camera]|{n} that [goes/moves] away|#{n} heading off|{n} that gets smaller',
    'stays': '{n} that [stays/does not move/stands still/is still/is not moving]|still {n}|motionless {n}|resting {n}|#{n} that keeps still|unmoving {n}',
}
DIRECTIONS = {'moves left': '[left/to the left/leftwards]', 'moves right': '[right/to the right/rightwards]', 'moves up': '[up/upwards]', 'moves down': '[down/downwards]',
              'comes nearer': '[nearer/closer/towards us/towards the camera/this way]', 'goes away': '[away/further away/away from us/away from the camera]'}
ORDER = {'before': '[before/earlier than/ahead of]', 'after': '[after/later than/following]', 'during': '[during/while there is/at the same time as/together with]'}
