"""What place words pick, measured on boxes (x0,y0,x1,y1, fractions): the truth of questions, and how a reader checks the pointer of an answer.

An answer names what was asked for in plain words before it points ("The cup left of the bottle <3>"). The words are the decoder's; where they say a
place, a size, an order or a colour, what fits is a matter of arithmetic. `workers/inference/nano/decoder/measured-pick.ts` is the same in the browser.
"""
import re

import numpy as np

from .phrases import ORDINALS
from .scenes import SECOND, SHOWN
from .words import CLASSES, COLOURS, INDEX, KINDS, article, plural

ANY_ANCHOR = ('near', 'on', 'with')  # clear also when the thing beside them is here several times
CLEAR = 1.15  # "next to" means the nearest, and by so much

HOW = {'left of': 'left', 'right of': 'right', 'next to': 'near'}
RELATION = re.compile(r'(?P<n>.+?) (?P<how>left of|right of|above|below|next to|on|with|between) the (?P<y>.+?)(?: and the (?P<z>.+))?')
NTH = re.compile(rf'(?P<k>{"|".join(ORDINALS)}) (?P<n>.+) from the (?P<side>left|right)')
CORNER = re.compile(r'(?P<v>top|bottom) (?P<h>left|right) (?P<n>.+)')
PLACE = re.compile(r'(?P<how>left|right|top|bottom|middle|largest|smallest) (?P<n>.+)')
COLOUR = re.compile(rf'(?P<c>{"|".join(COLOURS)}) (?P<n>.+)')
SPOKEN = re.compile(r'(?:^\s*|[.:,] | or | than | is )(?:the|there (?:is|may be) an?|(?:next to|left of|right of|above|below|on|with) the) ([^.:,<>]+)$', re.I)
IDS = {**{name: [c] for name, c in INDEX.items()}, **{k: [INDEX[c] for c in v.split(', ')] for k, v in KINDS.items()}, 'thing': list(range(80))}


def centres(boxes):
    return (boxes[:, :2] + boxes[:, 2:]) / 2


def areas(boxes):
    return (boxes[:, 2:] - boxes[:, :2]).prod(1)


def placed(kind, boxes, found, anchors, clear=True):
    """Those of `found` (indices into `boxes` [n,4]) that stand so to the things at `anchors` (`between`: the two).

    With `clear`, none where people could disagree.
    """
    x, y = centres(boxes)[found].T
    (ax, ay), own, others = centres(boxes)[anchors].T, boxes[found], boxes[anchors]
    if kind == 'near':
        away = np.hypot(x[:, None] - ax, y[:, None] - ay).min(1)
        order = np.argsort(away, kind='stable')
        sure = not clear or len(found) == 1 or away[order[1]] >= away[order[0]] * CLEAR + .01
        return found[order[:1]] if sure else found[:0]
    if kind == 'on':
        foot = own[:, 3:]
        return found[((x[:, None] > others[:, 0]) & (x[:, None] < others[:, 2]) & (foot > others[:, 1]) & (foot < others[:, 3]) & (y[:, None] < ay)).any(1)]
    if kind == 'with':
        low, high = np.maximum(own[:, None, :2], others[:, :2]), np.minimum(own[:, None, 2:], others[:, 2:])
        shared = np.clip(high - low, 0, None).prod(2)
        return found[(shared > .3 * np.minimum(areas(own)[:, None], areas(others))).any(1)]
    if kind == 'between':
        return found[(x > ax.min()) & (x < ax.max())]
    gap = {'left': ax[0] - x, 'right': x - ax[0], 'above': ay[0] - y, 'below': y - ay[0]}[kind]
    return found[:0] if clear and (abs(gap) < .02).any() else found[gap > 0]


def members(scene, ids):
    """Sure proposals of the classes, or else weak ones, also by a second class -> (indices, sure?)."""
    first = np.flatnonzero(np.isin(scene.top, ids) & scene.sure)
    return (first, True) if len(first) else (like(scene, ids), False)


def like(scene, ids):
    """All proposals that may be of the classes, also by a second class: what "the largest" is picked from. Of all things the sure ones."""
    if len(ids) == len(INDEX) and scene.sure.any():
        return np.flatnonzero(scene.sure)
    return np.flatnonzero(scene.soft[:, ids].max(1) >= SECOND) if len(scene) else np.zeros(0, int)


def shows(scene, i, c):
    """Whether proposal i is called by colour c."""
    return scene.colours[i, c] >= SHOWN or scene.colours[i].argmax() == c


def order(how, scene, found):
    """`found`, what a place word means first."""
    x, y = scene.centre[found].T
    value = {'left': x, 'right': -x, 'top': y, 'bottom': -y, 'middle': np.hypot(x - .5, y - .5), 'largest': -scene.area[found], 'smallest': scene.area[found]}[how]
    return found[np.argsort(value, kind='stable')]


def pick(phrase, scene):
    """'largest red cup', 'third dog from the left', 'cup on the table' -> proposals that fit, best first; None for words that place nothing."""
    said = RELATION.fullmatch(phrase)
    if said and said['n'] in IDS and said['y'] in IDS and (said['z'] is None or said['z'] in IDS):
        kind = HOW.get(said['how'], said['how'])
        anchors = members(scene, IDS[said['y']])[0]
        found = np.setdiff1d(members(scene, IDS[said['n']])[0], anchors)
        if kind not in ANY_ANCHOR:
            anchors = anchors[:1]
        if kind == 'between':
            anchors = np.concatenate([anchors, members(scene, IDS.get(said['z'], []))[0][:1] if said['z'] else found[:0]])
        if not len(found) or len(anchors) < (2 if kind == 'between' else 1):
            return None
        fit = placed(kind, scene.boxes, found, anchors, clear=False)
        away = np.hypot(*(scene.centre[fit][:, None] - scene.centre[anchors]).transpose(2, 0, 1)).min(1) if len(fit) else fit
        return fit[np.argsort(away, kind='stable')]
    said = NTH.fullmatch(phrase)
    if said and said['n'] in IDS:
        return order(said['side'], scene, members(scene, IDS[said['n']])[0])[ORDINALS.index(said['k']):][:1]
    said = CORNER.fullmatch(phrase)
    if said and said['n'] in IDS:
        found = members(scene, IDS[said['n']])[0]
        at = np.minimum(2, (scene.centre[found] * 2.99).astype(int))
        return found[(at == [0 if said['h'] == 'left' else 2, 0 if said['v'] == 'top' else 2]).all(1)]
    said = PLACE.fullmatch(phrase)
    noun = said['n'] if said else phrase
    colour = COLOUR.fullmatch(noun)
    if colour and colour['n'] in IDS:
        c = COLOURS.index(colour['c'])
        found = np.array([i for i in members(scene, IDS[colour['n']])[0] if shows(scene, i, c)], int)
    elif said and noun in IDS:
        found = like(scene, IDS[noun])
    else:
        return None
    return order(said['how'], scene, found)[:1] if said else found


def pointed(words, index, scene, thinking=False):
    """The proposal that a pointer behind `words` should mean, where the words say it; otherwise `index`."""
    if thinking:  # "left cup <2> red": only what a place word picks
        said = words.strip()
        fit = pick(said, scene) if PLACE.fullmatch(said) else None
    else:
        said = SPOKEN.search(words)
        fit = pick(said[1].strip(), scene) if said else None
    return index if fit is None or not len(fit) or index in fit else int(fit[0])


_NAMES = {**{plural(name): name for name in IDS}, **{name: name for name in IDS}}
_SHADE = rf'(?:(?P<c>{"|".join(COLOURS)}) )?'
NONE = re.compile(rf'(?P<no>There is no|No, there is no) {_SHADE}(?P<n>.+) here\.')
SOME = re.compile(rf'(?P<yes>Yes, there|There|) ?(?:is|are|may be) (?:an?|some|\d+) {_SHADE}(?P<n>[^<>:]+):?(?: <\d+>)+\.')
INSTEAD = re.compile(rf'I see no {_SHADE}(?P<n>.+?), but .*\.')
PLACES = [['at the top left', 'at the top', 'at the top right'], ['on the left', 'in the middle', 'on the right'], ['at the bottom left', 'at the bottom', 'at the bottom right']]


def place(scene, i):
    x, y = scene.centre[i]
    return PLACES[int(y * 2.99)][int(x * 2.99)]


def counted(sentence, scene):
    """'There are 2 dogs: <0> <3>.', 'No, there is no red cup here.' -> the sentence with all that is so called, and no more."""
    none, some, instead = NONE.fullmatch(sentence), SOME.fullmatch(sentence), INSTEAD.fullmatch(sentence)
    said = none or some or instead
    name = said and _NAMES.get(said['n'])
    if not name or (instead and not said['c']):
        return sentence
    found, sure = members(scene, IDS[name])
    c, asked = said['c'], bool(none and said['no'].startswith('No')) or bool(some and said['yes'].startswith('Yes'))
    shade = ''
    if c:
        shown = np.array([i for i in found if shows(scene, i, COLOURS.index(c))], int)
        if (instead or not asked) and not len(shown):
            return sentence
        found, shade = shown, f'{c} '
    real = shade + CLASSES[max(IDS[name], key=lambda k: scene.soft[found[0], k])] if len(found) == 1 else ''
    if not len(found):
        return f'No, there is no {shade}{name} here.' if asked else f'There is no {name} here.'
    head = 'Yes, there' if asked else 'There'
    if len(found) > 1:
        return f'{head} {"are" if sure else "may be"} {len(found)} {plural(shade + name)}: ' + ' '.join(f'<{i}>' for i in found) + '.'
    i = int(found[0])
    if some and re.match(r'There is 1 ', sentence) and sure:
        return f'There is 1 {real}: <{i}>.'
    if asked or not sure:
        return f'{head} {"is" if sure else "may be"} {article(real)} {real} <{i}>.'
    return f'The {shade + name if c else real} <{i}> is {place(scene, i)}.'


WHERE = {'left': 'On the left', 'right': 'On the right', 'top': 'At the top', 'bottom': 'At the bottom', 'middle': 'In the middle'}
OPENING = re.compile(r'^(?!(?:Next to|Left of|Right of|Above|Below|On|With) the )[^<>]*?(?: ?the [^<>]*)?(?=<\d+> <near>)')


def checked(text, scene):
    """An answer about a picture as the app reads it: a statement or a neighbour that is put oddly still is one, lists and numbers are those of the scene."""
    if text.startswith('<near> ') and ' <near>' in text[7:]:
        text = text[7:]
    text = re.sub(r'^(?:<near> )?(?:On|At|In) the (left|right|top|bottom|middle)\.$', lambda m: f'<near> {WHERE[m[1]]}.', text)
    text = text.replace('I hear nothing that I know in this recording.', 'I see nothing that I know in this picture.')
    text = OPENING.sub(lambda m: 'Next to ' + (m[0][m[0].find('the '):] if 'the ' in m[0] else 'this '), text)
    return re.sub(r'[^.]+\.', lambda m: m[0][:len(m[0]) - len(m[0].lstrip())] + counted(m[0].lstrip(), scene), text)
