"""Phrasing of questions about where things stand; the notation of `phrases`. {x}, {y}: definite noun phrases ("the dog"), {p}: a place, {r}: a relation,
{c}: a comparative, {a}: "a cup", {n}: its plural."""
AT = {  # what a part of the picture is called
    'left': 'on the left|on the left side|at the left|to the left|on the left of the picture|in the left half|#on the left-hand side|over on the left',
    'right': 'on the right|on the right side|at the right|to the right|on the right of the picture|in the right half|#on the right-hand side|over on the right',
    'top': 'at the top|on top of the picture|up at the top|in the upper part|at the top of the picture|in the upper half|#up above in the picture|towards the top',
    'bottom': 'at the bottom|in the lower part|down at the bottom|at the bottom of the picture|in the lower half|#down in the picture|towards the bottom',
    'middle': 'in the middle|in the centre|in the center|in the middle of the picture|at the centre|#right in the middle|about the middle',
}
BY = {  # how one thing stands to another
    'left': 'left of|to the left of|on the left of|on the left side of|#on the left-hand side of|further left than',
    'right': 'right of|to the right of|on the right of|on the right side of|#on the right-hand side of|further right than',
    'above': 'above|over|higher than|#up above', 'below': 'below|under|underneath|lower than|#beneath',
    'on': 'on|on top of|sitting on|lying on|standing on|#atop|upon',
}
MORE = {'larger': 'bigger|larger|#more massive', 'smaller': 'smaller|tinier|#littler', 'taller': 'taller|more tall|#greater in height', 'shorter': 'shorter|less tall|#smaller in height'}
_ASKED = '''is {s}|is {s} or not|[tell me/say/check/i wonder] [if/whether] {t}|would you say {t}|is it true that {t}|{t}, [right/isn't it/is that so/correct/yes or no]|am i right that {t}|i think {t}
|[yes or no: is/say, is/please tell me: is] {s}|is it so that {t}|{t}, do you agree|can you [see/tell/check] [if/whether] {t}|[do you see/does it look like] that {t}
|[so/then], is {s}|could you [tell me/say/check/see] [if/whether] {t}|[please check/please say/let me know/find out/look/see/verify] [if/whether] {t}|is it [the case/a fact/right/correct] that {t}|{t}: [yes or no/is that right]|i [suppose/guess/would say] {t}|{t}, [no/or not/do i see that right]|#do you think {t}|i believe {t}|could it be that {t}|{t} - true or false'''
_IS = lambda x, rest: _ASKED.replace('{s}', f'{x} {rest}').replace('{t}', f'{x} is {rest}')
PLACE_FRAMES = {
    'isat': _IS('{x}', '{p}') + '|[could/might/would] {x} be {p}|does {x} [stand/sit/lie] {p}',
    'isrel': _IS('{x}', '{r} {y}') + '|[could/might/would] {x} be {r} {y}|does {x} [stand/sit/lie] {r} {y}',
    'compared': _IS('{x}', '{c} than {y}') + '|[could/might/would] {x} be {c} than {y}|does {x} look {c} than {y}',
    'compare': '''[which/what] is {c}, {x} or {y}|which [one/thing/of them/of the two] is {c}, {x} or {y}|{x} or {y}, [which/what/which one/who] is {c}|{x} or {y}: [which/what] is {c}|is {x} or {y} {c}|who is {c}, {x} or {y}
|[tell me/say/show me/find out] [which/what] is {c}, {x} or {y}|[between/of/out of/comparing] {x} and {y}, [which/what/which one] is {c}|compare {x} and {y}: which is {c}|is {x} {c} or {y}|[which/what] looks {c}, {x} or {y}
|which is the {c} one, {x} or {y}|what is the {c} one of {x} and {y}|find the {c} of {x} and {y}|{c}, {x} or {y}|[which/what] is {c}: {x} or {y}|[can/could] you [tell me/say] [which/what] is {c}, {x} or {y}|i want to know which is {c}, {x} or {y}|{x}, {y}: which is {c}|which [seems/appears] {c}, {x} or {y}|who [seems/looks] {c}, {x} or {y}|if you compare {x} with {y}, which is {c}|the {c} of {x} and {y}|is it {x} or {y} that is {c}|#which would you call {c}, {x} or {y}|{x} versus {y}: who is {c}|who wins in being {c}, {x} or {y}''',
    'there': '''what is {p}|what do you see {p}|what can [i/you/we] see {p}|what is there {p}|[what/which] [things/objects] are {p}|what have [you/we] got {p}|[list/name/show me/tell me/describe/say] what is {p}|[list/name/find/show] [everything/the things/all things/all] {p}
|what [lies/stands/sits/is shown/is to be seen/can be seen/is visible/is located] {p}|what's {p}|is there anything {p}|do you see anything {p}|anything {p}|{p}, what is there|{p}: what do you see|[things/objects] {p}|what are the [things/objects] {p}
|what would i [find/see] {p}|[everything/all] {p}|who is {p}|who do you see {p}|what kinds of things are {p}|tell me what you see {p}|what all is {p}|#what does one see {p}|which items are {p}|give me an overview of what is {p}|what might that be {p}|enumerate what is {p}''',
    'around': '''what is {r} {x}|what's {r} {x}|what do you see {r} {x}|what can you see {r} {x}|which [thing/object] is {r} {x}|what [lies/stands/sits/is shown/can be seen] {r} {x}|[tell me/show me/find/say/name/list] what is {r} {x}|what is there {r} {x}|who is {r} {x}|what would i find {r} {x}
|is there anything {r} {x}|the thing {r} {x}|whatever is {r} {x}|what thing do you see {r} {x}|what have you got {r} {x}|[find/show me/mark/box] the [thing/object] {r} {x}|who [stands/sits/lies] {r} {x}|who do you see {r} {x}|anything {r} {x}|what [things/objects] are {r} {x}|what is located {r} {x}
|i want to see what is {r} {x}|where is the thing {r} {x}|what is placed {r} {x}|[can/could] you [tell me/show me/see/find] what is {r} {x}|do you see [something/anything] {r} {x}|i wonder what is {r} {x}|what is [directly/right/just] {r} {x}|what would be {r} {x}|which of the things is {r} {x}|what else is {r} {x}|#what might be {r} {x}|which item is {r} {x}|what does one see {r} {x}|have a look {r} {x}: what is there''',
    'holds': '''what is {x} [holding/wearing/carrying/using/touching/riding/eating/playing with/sitting on]|what does {x} [hold/wear/carry/use/touch/ride/have/have with it]|what has {x} got|what is with {x}|what is {x} with|what [touches/overlaps/belongs to/goes with] {x}|what is in the [hand/hands/arms] of {x}
|[tell me/show me/say/find] what {x} is [holding/carrying/wearing/using/riding/touching]|[tell me/show me/say] what {x} [holds/has/carries/wears/uses/rides]|is {x} [holding/carrying/wearing/using/riding] anything|does {x} [hold/carry/wear/use/ride] [anything/something]
|what can you see with {x}|who is with {x}|who is [riding/holding/carrying/using/touching] {x}|who [rides/holds/carries/uses/touches/has] {x}|what does {x} have in hand|#what is {x} busy with|what is {x} equipped with|which thing is {x} [holding/using]|who is in touch with {x}''',
    'isthere': '''is there {a} {r} {y}|are there [any {n}/{n}/some {n}] {r} {y}|[do/can] you see [{a}/any {n}] {r} {y}|[tell me/say/check/i wonder] [if/whether] there is {a} {r} {y}|any {n} {r} {y}|is {a} {r} {y}|there is {a} {r} {y}, [isn't there/right/correct]|does {a} [stand/lie/sit] {r} {y}
|yes or no: is there {a} {r} {y}|is there [really/perhaps/maybe] {a} {r} {y}|[do/can] [we/i] see {a} {r} {y}|is it so that {a} is {r} {y}|are {n} {r} {y}|have you got {a} {r} {y}|could there be {a} {r} {y}|i think there is {a} {r} {y}|does the picture [show/have/contain] {a} {r} {y}
|[look/see] if there is {a} {r} {y}|is {a} [placed/located/to be seen] {r} {y}|am i right that there is {a} {r} {y}
|is there [anything like/something like] {a} {r} {y}|[please check/find out/let me know] [if/whether] there is {a} {r} {y}|{r} {y}, is there {a}|is there [a single one/one] of the {n} {r} {y}|do you happen to see {a} {r} {y}|would there be {a} {r} {y}|might there be {a} {r} {y}|there are {n} {r} {y}, right|#would you say there is {a} {r} {y}|can {a} be seen {r} {y}|have you spotted {a} {r} {y}|is it true that there is {a} {r} {y}''',
}
