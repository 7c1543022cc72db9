"""What can be said about a scene: words for its things, sets of them, phrases that mean one of them. The base of `questions.Asker`."""
import random

import numpy as np

from .phrases import MODIFIERS, ORDINALS, nouns, say, split
from .scenes import SECOND, SHOWN
from .words import CLASSES, COLOUR_WORDS, COLOURS, INDEX, KINDS, KIND_WORDS, article, plural, synonyms

KIND_IDS = {k: [INDEX[c] for c in v.split(', ')] for k, v in KINDS.items()}
PLAIN = {'large': 'largest', 'small': 'smallest'}
PLACES = [['at the top left', 'at the top', 'at the top right'], ['on the left', 'in the middle', 'on the right'],
          ['at the bottom left', 'at the bottom', 'at the bottom right']]


class Facts:
    """Asks about one scene; `phrasing` and `vocabulary` say whether held out templates and words are used."""

    def __init__(self, scene, seed, phrasing=False, vocabulary=False):
        self.s, self.r, self.phrasing, self.vocabulary = scene, random.Random(seed), phrasing, vocabulary
        self.nouns = nouns(vocabulary)
        self.known = {}  # classes -> their members
        self.last = None  # (class, proposal) of the previous answer when it named one thing
        self.thought, self.passed = '', {}  # what an answer begins with; what was counted on the way to a thing

    # -- words ------------------------------------------------------------------------------------------------
    def word(self, c):
        """A word for a class: its name, or another word for it."""
        others = synonyms(CLASSES[c], self.vocabulary)
        if self.vocabulary and others:
            return self.r.choice(others)
        return self.r.choice(others) if others and self.r.random() < .45 else CLASSES[c]

    def kind_word(self, k):
        others = KIND_WORDS.get(k)
        return self.r.choice(others.split(', ')) if others and self.r.random() < .35 else k

    def colour_word(self, c):
        name = COLOURS[c]
        return self.r.choice(COLOUR_WORDS[name]) if name in COLOUR_WORDS and self.r.random() < .3 else name

    def place(self, i):
        x, y = self.s.centre[i]
        return PLACES[int(y * 2.99)][int(x * 2.99)]

    # -- sets -------------------------------------------------------------------------------------------------
    def members(self, ids):
        """Sure proposals of the classes, or else weak ones, also by a second class -> (indices, sure?)."""
        key = tuple(ids)
        if key not in self.known:
            first = np.flatnonzero(np.array([t in ids for t in self.s.top.tolist()], bool) & self.s.sure)
            self.known[key] = (first, True) if len(first) else (np.flatnonzero(self.s.soft[:, key].max(1) >= SECOND) if len(self.s) else first, False)
        return self.known[key]

    def like(self, ids):
        """All proposals that may be of the classes, also by a second class: what "the largest" is picked from. Of all things the sure ones."""
        if len(ids) == len(CLASSES):
            return self.members(ids)[0]
        return np.flatnonzero(self.s.soft[:, ids].max(1) >= SECOND) if len(self.s) else np.zeros(0, int)

    def name_of(self, i, ids):
        """The class among `ids` that proposal i is most like."""
        return CLASSES[max(ids, key=lambda c: self.s.soft[i, c])]

    def subject(self, least=1, absent=False):
        """(class ids, word, name) of something that is here at least so often, or that is not here."""
        r = self.r
        for _ in range(12):
            if r.random() < .18:
                k = r.choice(list(KINDS))
                ids, word, name = KIND_IDS[k], self.kind_word(k), k
            else:
                here = self.s.top[self.s.sure].tolist() if r.random() < .9 else self.s.top.tolist()
                if r.random() < .12:  # what the detector's second guesses are is asked for as well
                    here = np.flatnonzero((self.s.soft >= SECOND).any(0)).tolist() if len(self.s) else here
                if absent:  # half of the negatives are of the same kind as something here
                    near = [o for k in KIND_IDS.values() if here and r.choice(here) in k for o in k]
                    c = r.choice(near) if near and r.random() < .5 else r.randrange(80)
                elif not here:
                    return None
                else:
                    c = r.choice(sorted(set(here)) if r.random() < .7 else here)
                ids, word, name = [c], self.word(c), CLASSES[c]
            found, _ = self.members(ids)
            if (absent and not len(found)) or (not absent and len(found) >= least):
                return ids, word, name
        return None

    def points(self, found, most=40):
        return ' '.join(f'<{i}>' for i in sorted(int(i) for i in found)[:most])

    def one(self, i, sure=True, name=None):
        self.last = (int(self.s.top[i]), int(i))
        name = name or CLASSES[self.s.top[i]]
        return f'The {name} <{i}> is {self.place(i)}.' if sure and self.s.sure[i] else f'There may be {article(name)} {name} <{i}>.'

    def one_of(self, i, ids, said):
        """One thing picked from those that may be of the classes; `said` is how it was asked for, in plain words."""
        return self.one(i, self.s.top[i] in ids, said)

    def several(self, found, sure, name, ids=None):
        if len(found) == 0:
            return f'There is no {name} here.'
        if len(found) == 1:
            return self.one(found[0], sure, self.name_of(found[0], ids) if ids else None)
        verb = 'are' if sure else 'may be'
        return f'There {verb} {len(found)} {plural(name)}: {self.points(found)}.'

    # -- thoughts ---------------------------------------------------------------------------------------------
    def think(self, *parts, colours=False):
        """The answer begins with these words and proposals, each proposal with its colours when they matter."""
        show = lambda p: p if isinstance(p, str) else f'<{p}> {self.shades(p)}' if colours else f'<{p}>'
        self.thought = '<think> ' + ' '.join(show(p) for p in parts if p != '') + ' <think> '

    def looked(self, i, said):
        """'third dog from the left <4> <1> <7>': a thing in plain words, and what was counted on the way to it."""
        way = self.passed.get(i, [i]) if ' from the ' in said else [i]
        return ' '.join([said, *(f'<{j}>' for j in way)])

    def shades(self, i):
        """All colours that proposal i may be called by, most of it first."""
        return ' '.join(COLOURS[c] for c in np.argsort(-self.s.colours[i], kind='stable')[:4] if self.has_colour(i, c))

    # -- phrases ------------------------------------------------------------------------------------------
    def the(self, word):
        return self.r.choice(['the ', 'the ', 'the ', article(word) + ' ', '']) + word

    def has_colour(self, i, c):
        return self.s.colours[i, c] >= SHOWN or self.s.colours[i].argmax() == c

    def pick_colour(self, found, wrong=False):
        """A colour that some (or none) of them have, none of them in doubt."""
        shares = self.s.colours[found]
        clear = [c for c in range(11) if all(self.has_colour(i, c) or self.s.colours[i, c] == 0 for i in found)]
        good = [c for c in clear if any(self.has_colour(i, c) for i in found) != wrong]
        return self.r.choice(good) if good and len(shares) else None

    def noun_phrase(self, ids, word):
        """(phrase, index, the phrase in plain words with {n} for the noun) that means exactly one thing of the classes; None when the try fails.

        An answer repeats the plain words before it points: what to look for is then gathered right beside the pointer.
        """
        r, s = self.r, self.s
        kind = r.choice(['left', 'right', 'top', 'bottom', 'middle', 'large', 'small', 'nth_left', 'nth_right', 'colour', 'colour', 'colour'])
        found, sure = self.members(ids)
        if kind not in ('colour', 'nth_left', 'nth_right'):
            found = self.like(ids)
        elif not sure:
            return None
        if len(found) < 2:
            return None
        people = kind == 'colour' and all(s.top[i] == 0 for i in found) and r.random() < .5
        form = r.choice(split(MODIFIERS['clothes' if people else kind], self.phrasing))
        if kind == 'colour':
            c = self.pick_colour(found, wrong=False)
            if c is None:
                return None
            fit = [i for i in found if self.has_colour(i, c)]
            return (form.format(n=word, c=self.colour_word(c)), fit[0], f'{COLOURS[c]} {{n}}') if len(fit) == 1 else None
        x, y = s.centre[found].T
        value = {'left': x, 'right': -x, 'top': y, 'bottom': -y, 'middle': np.hypot(x - .5, y - .5), 'large': -np.log(s.area[found]) / 8,
                 'small': np.log(s.area[found]) / 8, 'nth_left': x, 'nth_right': -x}[kind]
        order = np.argsort(value)
        gaps = np.diff(value[order])
        if not kind.startswith('nth'):
            return (form.format(n=word), int(found[order[0]]), f'{PLAIN.get(kind, kind)} {{n}}') if gaps[0] > .025 else None
        k = r.randrange(min(len(found), 6))
        near = gaps[max(0, k - 1):k + 1]
        if near.min() > .015:
            self.passed[int(found[order[k]])] = [int(i) for i in found[order[:k + 1]]]
        plain = f'{ORDINALS[k]} {{n}} from the {kind.removeprefix("nth_")}'
        return (form.format(n=word, k=ORDINALS[k], d=k + 1), int(found[order[k]]), plain) if near.min() > .015 else None

    def target(self):
        """(noun phrase, proposal, the phrase in plain words) for questions about one sure thing."""
        for _ in range(6):
            got = self.subject()
            if not got:
                return None
            found, sure = self.members(got[0])
            if sure and len(found) == 1:
                return f'the {got[1]}', int(found[0]), self.name_of(found[0], got[0])
            phrase = sure and self.noun_phrase(got[0], got[1])
            if phrase and self.s.sure[phrase[1]] and self.s.top[phrase[1]] in got[0]:
                return f'the {phrase[0]}', phrase[1], phrase[2].format(n=got[2])
        return None

    def colours_of(self, i):
        """'brown and white': the first colour, and a second of at least 0.25."""
        order = np.argsort(-self.s.colours[i], kind='stable')
        return ' and '.join(COLOURS[c] for c in order[:2] if c == order[0] or self.s.colours[i, c] >= .25)

    def say_colour(self, i, said=None):
        self.last = (int(self.s.top[i]), int(i))
        return f'The {said or CLASSES[self.s.top[i]]} <{i}> is {self.colours_of(i)}.'

    def groups(self, ids, most):
        """'2 dogs <0> <3> and a cat <4>', classes by their best score; None when there is nothing sure."""
        classes = [c for c in dict.fromkeys(self.s.top[self.s.sure].tolist()) if c in ids]
        parts = []
        for c in classes[:most]:
            found, name = self.members([c])[0], CLASSES[c]
            parts.append(f'{article(name)} {name} <{found[0]}>' if len(found) == 1 else f'{len(found)} {plural(name)} {self.points(found, 4)}')
        return (', '.join(parts[:-1]) + ' and ' + parts[-1] if len(parts) > 1 else parts[0]) if parts else None

    def ask(self, kind, **parts):
        return say(self.r, kind, self.phrasing, **parts)
