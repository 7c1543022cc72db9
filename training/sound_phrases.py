"""Phrasing of questions about sound; the notation of `phrases`. {n}: a noun phrase, {c}: a clause ("the dog barks"), {q}: the clause asked ("does the dog bark")."""
HEARD = '[heard/audible/to be heard/there/in the recording/in the sound/on the tape]'
SOUND_FRAMES = {
    'when': f'''[when/at what time/at which time/at what point/at what moment/during which part] [do/can] [you/i/we] hear {{n}}|[when/at what time/at what point] is {{n}} {HEARD}|when is there {{n}}|when does {{n}} [occur/come/sound/happen/start and stop/begin and end]
|{{n}}|{{n}}|where is {{n}}|where do you hear {{n}}|[find/show/show me/mark/give me/list/play/go to/look for/listen for/jump to] {{n}}|[find/show me/mark/list] [all/the/] [moments/parts/times] [with/of] {{n}}|[find/show me/tell me/mark/say] when {{n}} is {HEARD}
|[find/tell me/show me] when [you/we] hear {{n}}|[can/could/would] you [find/show me/tell me] {{n}}|[i am looking for/i want to hear/i need/let me hear] {{n}}|which [part/parts/seconds] [has/have/contain] {{n}}|[the times/the moments/the parts] with {{n}}|how often [do you hear/is there] {{n}} and when|the sound of {{n}}|when is the sound of {{n}}
|what time is {{n}} {HEARD}|since when do you hear {{n}}|from when to when is {{n}} {HEARD}|the timestamps of {{n}}
|#whereabouts do you hear {{n}}|in which seconds is {{n}} noticeable|pick out {{n}}|when would i hear {{n}}|where in the recording is {{n}}|spot {{n}} for me|at which second does {{n}} turn up''',
    'when c': '''when {q}|when {q}|at what [time/point/moment] {q}|[find/show me/tell me/mark/say/play] [when/where] {c}|when {c}|[the moments/the parts/the times/the time] [when/where] {c}|when is it that {c}|[do you know/can you tell me/can you say] when {c}|during which part {q}|how often {q} and when
|[when/where] do you hear that {c}|where {q}|{c}: when|i want to know when {c}|from when to when {q}|#at which second {q}|pick the moments in which {c}|in which stretch {q}|whereabouts {q}|point out when {c}|{c} - at what time''',
    'presence': '''do you hear {n}|[can/could/did] you hear {n}|is there {n}|is there any {n}|is {n} [heard/audible/there/in it/in the recording]|does it [have/contain/include] {n}|[can/do] [i/we] hear {n}|any {n}|[tell me/say/check/i wonder] if [there is/you hear] {n}|have you heard {n}|is {n} to be heard|yes or no: is there {n}
|does the [recording/sound/audio] [have/contain] {n}|is there the sound of {n}|there is {n}, isn't there|is it possible to hear {n}|will i hear {n}|is there {n} [in the background/somewhere/at all]
|was there {n}|was {n} heard|did {n} sound|does {n} [appear/come up/happen/sound]|could that be {n}|might there be {n}|{n}, yes or no|do you find {n}|do you detect {n}|can {n} be heard|is {n} present|is {n} among the sounds
|is {n} on the recording|are there sounds of {n}|tell me whether {n} is heard|i think i hear {n}|i believe there is {n}, is that so|surely there is {n}|has there been {n}|do we get to hear {n}
|#did you notice {n}|would you say there is {n}|does {n} occur|is {n} noticeable|there is {n}, right''',
    'presence c': '''{q}|{q}|{q} [here/at all/in it/in the recording/anywhere]|do you hear that {c}|[tell me/say/check/i wonder] [if/whether] {c}|is it so that {c}|do you think {c}|{c}, doesn't it|is it true that {c}|yes or no: {q}|#would you say {c}|{c}, right|am i right that {c}|did you notice that {c}''',
    'count': '''how [often/many times] [do you hear/can you hear/is there/did you hear] {n}|how many times is {n} [heard/there]|count {n}|count how often [there is/you hear] {n}|[what is/tell me/give me] the number of times [you hear/there is] {n}|how many [sounds/occurrences] of {n} are there|#how frequently is there {n}|on how many occasions do you hear {n}|tally {n}''',
    'count c': '''how [often/many times] {q}|[count/tell me/say/do you know] how [often/many times] {c}|#how frequently {q}|on how many occasions {q}''',
    'first': '''when do you [first/initially] hear {n}|when is {n} [first/] heard [first/for the first time]|[find/show me/play/mark] the first {b}|the first {b}|first {b}|when is the first {b}|the very first {b}|first time you hear {n}|when do you hear {n} first
|first time there is {n}|when is {n} there first|when does {n} come first|when does {n} first [come/sound/occur]|{n} for the first time|at which second is the first {b}|when's the first {b}|first moment with {n}
|where is the first {b}|tell me when the first {b} is|give me the first {b}|the first time {n} [is heard/sounds]|which {b} is first|when was {n} heard first
|#the earliest {b}|when did you initially hear {n}|{b} at the start''',
    'last': '''when do you [last/lastly] hear {n}|when is {n} [last/] heard [last/for the last time]|[find/show me/play/mark] the last {b}|the last {b}|last {b}|when is the last {b}|the very last {b}|last time you hear {n}|when do you hear {n} last
|last time there is {n}|when is {n} there last|when does {n} come last|when does {n} last [come/sound/occur]|{n} for the last time|at which second is the last {b}|when's the last {b}|last moment with {n}
|where is the last {b}|tell me when the last {b} is|give me the last {b}|the last time {n} [is heard/sounds]|which {b} is last|when was {n} heard last
|#the final {b}|when did you hear {n} for the last time|{b} at the end''',
    'enter': '''when does {n} [start/begin/set in/come in/come up]|[find/show me/tell me/mark] [when/the moment/where] {n} [starts/begins]|[at what time/at what point] does {n} [start/begin]|the [start/beginning] of {n}|{n} [starts/begins]|since when is {n} heard|when has {n} [started/begun]
|when does {n} [come on/commence/kick in/arise/appear/become audible/come along]|when do you [begin/start] to hear {n}|at which second does {n} [start/begin]|where does {n} [start/begin/set in]|the [moment/time/point] {n} [starts/begins/sets in]
|when is the [start/beginning] of {n}|what is the start of {n}|when will {n} start|how far in does {n} [start/begin]|after how many seconds does {n} [start/begin]|the first moment of {n}|{n}: when does it [start/begin]
|{n}, start|the second {n} starts|from when do you hear {n}|when do we begin hearing {n}|tell me the starting time of {n}|when has {n} set in|as of when is {n} heard|when is it that {n} [starts/begins]|start of {n}
|beginning of {n}|when's {n} starting|since what time is {n} [there/heard]|when do you get to hear {n}
|#from which moment on is {n} there|when is the onset of {n}|when did {n} get going''',
    'leave': '''when does {n} [stop/end/finish/fade/die away/cease]|[find/show me/tell me/mark] [when/the moment/where] {n} [stops/ends]|[at what time/at what point] does {n} [stop/end]|the end of {n}|{n} [stops/ends]|until when is {n} heard|when has {n} [stopped/ended]
|when does {n} [cut off/break off/go away/disappear/vanish/halt/quit/leave/conclude/let up/subside]|when do you [stop/cease] hearing {n}|when do you no longer hear {n}|at which second does {n} [stop/end]
|where does {n} [stop/end/finish]|the [moment/time/point] {n} [stops/ends/fades]|when is the end of {n}|what is the end of {n}|when will {n} [stop/end]|how long until {n} [stops/ends]|after how many seconds does {n} [stop/end]
|the last moment of {n}|{n}: when does it [stop/end]|{n}, end|the second {n} stops|till when do you hear {n}|until what time is {n} [heard/there]|when is {n} [done/finished/gone/no longer heard]|tell me the end time of {n}
|when do we stop hearing {n}|when is it that {n} [stops/ends]|end of {n}|when's {n} ending
|#up to which moment is {n} there|when is {n} over|when did {n} go quiet''',
    'long': '''how long [is/was] {n} [heard/audible/there]|how long does {n} [last/go on/take/continue]|for how long [do/can] you hear {n}|how many seconds [is/does] {n} [heard/last]|[what is/tell me] the [duration/length] of {n}|how much time does {n} take|how long do you hear {n}
|how many seconds of {n} [are there/do you hear]|{n} lasts how long|how long will you hear {n}|how lengthy is {n}|what length [has/is] {n}|over how many seconds is {n} heard|the [duration/length] of {n}
|how long in all is {n} [heard/there]|total [time/length/duration] of {n}|what is the total time of {n}|for how many seconds [is there/do you hear] {n}|how long was {n}|how long a sound is {n}|measure the length of {n}
|how long did you hear {n}|tell me how long {n} [is/lasts]|how long does {n} keep on|how long {n} lasts
|#for what time is {n} there|{n}: how long|how extended is {n}''',
    'heard': '''what do you hear|what can [you/i/we] hear|what is [heard/to be heard/audible/in it/here/in the recording/going on]|what sounds [are there/do you hear/are in it]|[describe/list/name] [the sounds/all sounds/what you hear/everything you hear/the recording]|which sounds do you [hear/know]|what does it sound like|tell me what you hear
|what happens|[give me/make] [an overview/a list of the sounds]|what's [there/in it/this]
|what is to hear|what makes [the/these] sounds|what is making noise|what all do you hear|everything you hear|all sounds|[the/all the] sounds, please|list everything|what is playing|what's the sound|what is this sound
|what is on the recording|what does the recording have|which noises do you hear|name [everything/all] you can hear|what noise is [there/this/it]|describe [the sound/the audio/this]|tell me about the [sound/recording/audio]
|what are the sounds|what can be heard|what's to be heard|what is [audible/heard] here|what's going on|identify the sounds|explain what is heard|what kinds of sounds are there|what is the recording of
|#summarise the sounds|what noises are there|what have you heard|write down what you hear|what am i listening to''',
    'kinds': '''[what/which] {k} do you hear|[what/which] {k} [can/could] you hear|[what/which] {k} are [heard/there/in it]|[list/name/find] the {k}|what sounds of {k} are there|[what/which] {k} make a sound
|which kinds of {k} do you hear|what sort of {k} do you hear|do you hear {k}, and which|which of the {k} are heard|say which {k} are there|what {k} can be heard|name all {k} you can hear|what {k} do we hear
|show me the {k} you hear
|#what {k} have you heard|tell me which {k} you hear|enumerate the {k}''',
    'region': '''what is [{x}/heard in {x}/in {x}/this {x}/that {x}]|what do you hear in {x}|what can you hear in {x}|what [sound/noise] is [{x}/in {x}/this {x}]|{x}|describe {x}|name {x}|what happens in {x}|tell me what is in {x}|what's that {x}|#identify {x}|what would you call {x}|recognise the sound in {x}|what is going on in {x}''',
    'loudest': '''[what/which] is the {e} [sound/noise/thing]|[what/which] [sound/noise] is [the {e}/{e}]|[find/show me/play/mark/tell me] the {e} [sound/noise/moment/part]|the {e} [sound/noise/part]|when is it {e}|where is the {e} [sound/part]|what do you hear {e}
|which is the {e} of the sounds|what is {e}|which one is {e}|what is the {e} of all|when is the {e} [sound/part/noise/moment]|where is it {e}|which moment is {e}|at what time is it {e}|the {e} of all sounds
|the {e} one|{e} [sound/noise]|the {e}|what makes the {e} [sound/noise]|what sounds {e}|give me the {e} [sound/noise/one]|tell me what is {e}|what was {e}|which thing is {e}|who or what is {e}
|#name the {e} noise|which of the sounds is {e}|pick the {e} one''',
    'loudest of': '''[find/show me/play/mark/when is/where is] the {e} {b}|the {e} {b}|{e} {b}|which {b} is [the {e}/{e}]|when do you hear the {e} {b}
|which is the {e} {b}|when is the {e} {b} heard|what time is the {e} {b}|i want the {e} {b}|give me the {e} {b}|tell me when the {e} {b} is|where do you hear the {e} {b}|when does the {e} {b} come|show the {e} {b}
|#pick the {e} {b}|at what time is the {e} {b}''',
    'together': '''when [do you hear/is there] {x} and {y} [together/at the same time/at once]|when are {x} and {y} [heard/there] [together/at the same time]|when is {x} heard [while/when] there is {y}|when do you hear {x} with {y}|{x} [while/during] {y}|{x} and {y} [together/at once/at the same time]|[find/show me/tell me/mark] when {x} and {y} are [together/both heard]|when are both {x} and {y} heard
|is {x} ever heard together with {y}|when does {x} overlap with {y}|{x} over {y}|when is there {x} with {y} in the background
|when do {x} and {y} [sound/come] [together/at once]|when is {x} alongside {y}|{x} along with {y}|when is there both {x} and {y}|when do you hear both, {x} and {y}|when is {x} heard as well as {y}|times with {x} and also {y}
|{x} plus {y}|when is there {x} and also {y}|{x} accompanied by {y}|when is {x} mixed with {y}|when do you hear {x} [as/while] there is {y}|at which moments are {x} and {y} both heard
|#when do {x} and {y} coincide|the moments with both {x} and {y}|{x} at the same time as {y}''',
    'without': '''when [do you hear/is there] {x} without {y}|when is {x} heard [without/but not] {y}|{x} without {y}|{x} but no {y}|[find/show me/tell me/mark] {x} without {y}|when is there only {x} and no {y}|when is {x} alone, without {y}|when is there {x} while {y} is [silent/not heard]|{x} and no {y}
|{x} with no {y}|when is there {x} with no {y}|when is {x} heard and {y} is not|{x} when there is no {y}|when do you hear only {x}, not {y}|times of {x} excluding {y}|{x} but leave out {y}|{x} except with {y}
|{x} lacking {y}|when is {x} [there/heard] by itself, no {y}|the moments of {x} with no {y}|the parts with {x} but without {y}|{x} apart from {y}|{x} not together with {y}|{x} and not {y}|{x}, never {y}
|when is {y} missing while you hear {x}|when is {y} not there but {x} is|when do you hear {x} and not {y}|{x} unaccompanied by {y}|while there is no {y}, when is {x} heard|with {y} gone, when is {x} there
|find {x} where {y} is [absent/missing/silent]|pure {x}, no {y}|i want {x} and no {y}|{x} unless there is {y}
|#{x} in the absence of {y}|when is {x} free of {y}|{x} minus {y}''',
    'order': '''is {x} [heard/there] {o} {y}|does {x} [come/start/sound] {o} {y}|do you hear {x} {o} {y}|[tell me/say/check] if {x} [comes/is heard] {o} {y}|is it true that {x} comes {o} {y}|did {x} come {o} {y}|#would you say {x} was {o} {y}|{x} is {o} {y}, right|am i right that {x} comes {o} {y}''',
    'beside': '''what do you hear {o} {x}|what [comes/happens/is heard/is there] {o} {x}|what [sound/noise] [comes/is heard/is there] {o} {x}|[tell me/show me/find] what [comes/is heard] {o} {x}|what else is heard {o} {x}|{o} {x}, what do you hear|which sound [comes/do you hear] {o} {x}|what can i hear {o} {x}
|what was heard {o} {x}|what can be heard {o} {x}|{o} {x} - what sound|sounds {o} {x}|what is the sound {o} {x}|which noise is [heard/there] {o} {x}|list what you hear {o} {x}|name the sounds {o} {x}|what all do you hear {o} {x}
|what is audible {o} {x}|what have i heard {o} {x}|what do we hear {o} {x}|what comes directly {o} {x}
|#name what sounds {o} {x}|what follows or precedes, {o} {x}|{o} {x}: which noise''',
    # Sight and sound: {v} what is seen, {s} what is heard.
    'seen with': '''when [is/do you see] {v} [while/when/and] [you hear/there is] {s}|when is {v} [visible/in view/there] while {s} is heard|when do you see {v} and hear {s}|{v} [while/during] {s}|[find/show me/tell me] when {v} is [visible/in view] and {s} is heard|when is {v} [in view/visible] with {s}|when do i see {v} together with {s}|{s} while {v} is [visible/in view/on screen]|when do you hear {s} while you see {v}
|when is {s} heard with {v} in view
|when is {v} [seen/shown/visible] [and/with] {s} [heard/to be heard]|when do i see {v} and hear {s} [too/as well]|{v} visible and {s} heard|{v} [with/and] {s} at the same time|{v} together with {s}|times with {v} in view and {s}
|find when you see {v} and hear {s}|when is there {s} with {v} [visible/there/shown]|when is {v} shown during {s}|during {s}, when is {v} [visible/in view]|while {s} is heard, when do you see {v}|when is {v} seen as {s} is heard
|at what time is {v} visible with {s}|when are {v} and {s} there together|when do {v} and {s} come together|when do you hear {s} with {v} [in view/visible/there]|seeing {v} and hearing {s}, when
|#the moments with {v} visible and {s} audible|at what time does {v} show while {s} sounds|when are {v} seen and {s} heard at once''',
    'seen with c': '''when is {v} [visible/in view/there/on screen] while {c}|when do you see {v} while {c}|when {c} and {v} is [visible/in view]|when {q} [in view/on screen] with {v}|[find/show me] {v} while {c}|[when/where] {q} while {v} is [visible/in view/there]|when {q} and {v} is [visible/in view]
|during which part is {v} visible while {c}|when is {v} seen as {c}|{v} visible while {c}|{v} in view and {c}|when is {v} shown when {c}|find when {v} is there and {c}|tell me when {v} is visible and {c}
|while {c}, when is {v} visible|at what time is {v} [there/in view] as {c}|when {q} with {v} [visible/shown/there]
|#the moments in which {c} with {v} in the picture|{v} at the time when {c}''',
    'seen during': '''[what/who] [is visible/do you see/is in view/can i see/is there to see/is seen] [while there is/during/while you hear/when you hear/with] {s}|[what/which things] do you see during {s}|[show me/tell me] [what/who] is [visible/in view] while there is {s}|{s}: what do you see
|what do you see [along with/together with/at the same time as/at the time of] {s}|what is shown [during/with/while you hear] {s}|when you hear {s}, what do you see|while {s} is heard, what is [visible/shown/there]
|with {s}, what is visible|what is in the picture [during/with/while there is] {s}|what can be seen during {s}|tell me what you see during {s}|during {s}, what do you see|what do you see when {s} is heard
|which things are visible while there is {s}|what is in view as {s} sounds|{s} is heard: what is visible
|#[what/who] appears with {s}|name what is visible during {s}|[what/who] is on screen at the time of {s}''',
    'heard during': '''what do you hear while [you see {v}/{v} is visible/{v} is in view/{v} is there]|what [sound/noise] is there while {v} is [visible/in view/there]|what is heard [during/with/while you see] {v}|what can i hear when {v} is [visible/there]|what sounds [come with/are heard with] {v}|does {v} come with a sound
|what do you hear [along with/together with] {v}|what is the sound [while/when] {v} is [there/visible]|what do you hear as {v} is shown|which sound is there with {v}|when you see {v}, what do you hear|while {v} is visible, what is heard
|with {v} in view, what do you hear|what does one hear when {v} is seen|what noise is heard while you see {v}|{v} visible: what is heard|what can you hear as long as {v} is there|tell me what is heard while {v} is [there/in view]
|#which noises go with {v}|name what you hear while {v} is on screen|what is audible with {v} in view''',
    'it long': '''how long|for how long|how long does it [last/go on]|how long is it|what is its length|how many seconds
|how much time|how many seconds is it|how long was it|how long is that|how long does that last|and how long|and for how long|what is the duration|the duration|how long did it go on|tell me how long|what length
|for how many seconds|over what time|how lengthy|and its length|how much time does it take
|#its duration|how extended''',
    'it enter': '''when does it [start/begin]|and when does it start|where does it begin|since when
|when did it [start/begin]|when does that [start/begin]|where does that start|the start|its start|its beginning|and its start|from when|as of when|what is its start|at which second does it start|tell me when it starts
|start time|when is its start|when does it [come/set in]|from what time|and since when|its first second
|#from when on|its onset''',
    'it leave': '''when does it [stop/end]|and when does it stop|where does it end|until when
|when did it [stop/end]|when does that [stop/end]|where does that end|the end|its end|and its end|till when|and until when|what is its end|at which second does it [end/stop]|tell me when it [ends/stops]
|end time|when is its end|when does it [go/finish/cease/fade]|until what time|and when does it [end/stop]|its last second
|#up to when|when is it over''',
    'it about': '''what about {n}|and {n}|no, i meant {n}|how about {n}|i mean {n}|sorry, {n}|and what about {n}|[and/so] when is {n}
|what of {n}|and what of {n}|or {n}|same for {n}|the same for {n}|now {n}|next, {n}|or rather {n}|rather {n}|instead {n}|[okay/ok], {n}|and where is {n}|but {n}|let's see {n}|now what about {n}|do the same for {n}
|also {n}|{n} too|{n} as well|i said {n}|i was thinking of {n}|sorry, i meant {n}|actually {n}|well, {n}|and for {n}
|#no no, {n}|then {n}|i was asking about {n}''',
}
EXTREMES = {'loudest': '[loudest/noisiest]', 'quietest': '[quietest/softest/faintest]', 'longest': 'longest', 'shortest': '[shortest/briefest]', 'first': 'first', 'last': 'last'}
