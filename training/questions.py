"""Questions with answers about a scene. An answer is text with pointers `<i>` (index of a proposal in the scene)."""
import random

import numpy as np

from .phrases import LIMIT, MODIFIERS, ORDINALS, OUTSIDE, RELATIONS, TALK, nouns, say, split, typo
from .words import CLASSES, COLOUR_WORDS, COLOURS, INDEX, KINDS, KIND_WORDS, article, plural, synonyms

KIND_IDS = {k: [INDEX[c] for c in v.split(', ')] for k, v in KINDS.items()}
WEIGHTS = {'find': 10, 'modified': 16, 'relation': 8, 'all': 7, 'count': 9, 'presence': 13, 'colour': 6, 'isit': 4, 'region': 6, 'caption': 2,
           'kinds': 2, 'near': 3, 'unknown': 7, 'talk': 1.5, 'limit': 2.5, 'follow': 7}
PLACES = [['at the top left', 'at the top', 'at the top right'], ['on the left', 'in the middle', 'on the right'],
          ['at the bottom left', 'at the bottom', 'at the bottom right']]


class Asker:
    """Asks about one scene; `phrasing` and `vocabulary` say whether held out templates and words are used."""

    def __init__(self, scene, seed, phrasing=False, vocabulary=False):
        self.s, self.r, self.phrasing, self.vocabulary = scene, random.Random(seed), phrasing, vocabulary
        self.nouns = nouns(vocabulary)
        self.last = None  # (class, proposal) of the previous answer when it named one thing

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
        """Sure proposals of the classes, or else weak ones -> (indices, sure?)."""
        all_ = np.flatnonzero(np.isin(self.s.top, ids))
        sure = all_[self.s.sure[all_]]
        return (sure, True) if len(sure) else (all_, False)

    def subject(self, least=1, absent=False):
        """(class ids, word, name) of something that is here at least so often, or that is not here."""
        r = self.r
        for _ in range(12):
            if r.random() < .18:
                k = r.choice(list(KINDS))
                ids, word, name = KIND_IDS[k], self.kind_word(k), k
            else:
                here = self.s.top[self.s.sure].tolist() if r.random() < .9 else self.s.top.tolist()
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

    def one(self, i):
        self.last = (int(self.s.top[i]), int(i))
        name = CLASSES[self.s.top[i]]
        return f'The {name} <{i}> is {self.place(i)}.' if self.s.sure[i] else f'There may be {article(name)} {name} <{i}>.'

    def several(self, found, sure, name):
        if len(found) == 0:
            return f'There is no {name} here.'
        if len(found) == 1:
            return self.one(found[0])
        verb = 'are' if sure else 'may be'
        return f'There {verb} {len(found)} {plural(name)}: {self.points(found)}.'

    # -- kinds of questions -----------------------------------------------------------------------------------
    def find(self):
        got = self.subject(absent=self.r.random() < .2)
        if not got:
            return None
        ids, word, name = got
        return self.ask('find', x=self.the(word)), self.several(*self.members(ids), name)

    def the(self, word):
        return self.r.choice(['the ', 'the ', 'the ', article(word) + ' ', '']) + word

    def all(self):
        got = self.subject(least=2, absent=self.r.random() < .15)
        return got and (self.ask('all', x=plural(got[1])), self.several(*self.members(got[0]), got[2]))

    def count(self):
        got = self.subject(absent=self.r.random() < .15)
        if not got:
            return None
        found, sure = self.members(got[0])
        if len(found) == 1 and sure:
            name = CLASSES[self.s.top[found[0]]]
            self.last = (int(self.s.top[found[0]]), int(found[0]))
            return self.ask('count', x=plural(got[1])), f'There is 1 {name}: <{found[0]}>.'
        return self.ask('count', x=plural(got[1])), self.several(found, sure, got[2])

    def presence(self):
        absent = self.r.random() < .48
        colour = None
        got = self.subject(absent=absent)
        if not got:
            return None
        ids, word, name = got
        found, sure = self.members(ids)
        if not absent and self.r.random() < .3 and sure:
            c = self.pick_colour(found, wrong=self.r.random() < .5)
            if c is not None:
                colour, found = COLOURS[c], [i for i in found if self.has_colour(i, c)]
                word, name = f'{self.colour_word(c)} {word}', f'{colour} {name}'
        question = self.ask('presence', x=plural(word), a=f'{article(word)} {word}')
        if len(found) == 0:
            return question, f'No, there is no {name} here.'
        if len(found) == 1:
            self.last = (int(self.s.top[found[0]]), int(found[0]))
            real = CLASSES[self.s.top[found[0]]]
            real = f'{colour} {real}' if colour else real
            return question, f'Yes, there {"is" if sure else "may be"} {article(real)} {real} <{found[0]}>.'
        return question, f'Yes, there {"are" if sure else "may be"} {len(found)} {plural(name)}: {self.points(found)}.'

    def has_colour(self, i, c):
        return self.s.colours[i, c] >= .3 or self.s.colours[i].argmax() == c

    def pick_colour(self, found, wrong=False):
        """A colour that some (or none) of them have, none of them in doubt."""
        shares = self.s.colours[found]
        clear = [c for c in range(11) if all(self.has_colour(i, c) or self.s.colours[i, c] == 0 for i in found)]
        good = [c for c in clear if any(self.has_colour(i, c) for i in found) != wrong]
        return self.r.choice(good) if good and len(shares) else None

    def noun_phrase(self, found, word):
        """('left {n}', index) that means exactly one of them; None when the try fails."""
        r, s = self.r, self.s
        kind = r.choice(['left', 'right', 'top', 'bottom', 'middle', 'large', 'small', 'nth_left', 'nth_right', 'colour', 'colour', 'colour'])
        form = r.choice(split(MODIFIERS[kind], self.phrasing))
        if kind == 'colour':
            c = self.pick_colour(found, wrong=False)
            if c is None:
                return None
            fit = [i for i in found if self.has_colour(i, c)]
            return (form.format(n=word, c=self.colour_word(c)), fit[0]) if len(fit) == 1 else None
        x, y = s.centre[found].T
        value = {'left': x, 'right': -x, 'top': y, 'bottom': -y, 'middle': np.hypot(x - .5, y - .5), 'large': -np.log(s.area[found]) / 8,
                 'small': np.log(s.area[found]) / 8, 'nth_left': x, 'nth_right': -x}[kind]
        order = np.argsort(value)
        if len(found) < 2:
            return None
        gaps = np.diff(value[order])
        if not kind.startswith('nth'):
            return (form.format(n=word), found[order[0]]) if gaps[0] > .025 else None
        k = r.randrange(min(len(found), 6))
        near = gaps[max(0, k - 1):k + 1]
        return (form.format(n=word, k=ORDINALS[k], d=k + 1), found[order[k]]) if near.min() > .015 else None

    def modified(self):
        for _ in range(8):
            got = self.subject(least=2)
            if not got:
                return None
            found, sure = self.members(got[0])
            if not sure:
                continue
            if self.r.random() < .1:
                c = self.pick_colour(found, wrong=True)
                if c is not None:
                    return self.ask('find', x=f'the {self.colour_word(c)} {got[1]}'), f'There is no {COLOURS[c]} {got[2]} here.'
            phrase = self.noun_phrase(found, got[1])
            if phrase:
                return self.ask('find', x=f'the {phrase[0]}'), self.one(phrase[1])
        return None

    def relation(self):
        """Things placed by another that is here once."""
        r, s = self.r, self.s
        single = [c for c in set(s.top.tolist()) if len(self.members([c])[0]) == 1 and self.members([c])[1]]
        for _ in range(10):
            got = self.subject(least=2 if r.random() < .8 else 1)
            if not single or not got:
                return None
            found, sure = self.members(got[0])
            anchor_class = r.choice(single)
            j = self.members([anchor_class])[0][0]
            if not sure or j in found:
                continue
            kind = r.choice(list(RELATIONS))
            (x, y), (ax, ay) = s.centre[found].T, s.centre[j]
            z = ''
            if kind == 'near':
                away = np.hypot(x - ax, y - ay)
                order = np.argsort(away)
                fit = found[order[:1]]
                if len(found) > 1 and away[order[1]] < away[order[0]] * 1.15 + .01:
                    continue
            elif kind == 'on':
                foot = s.boxes[found, 3]
                fit = found[(x > s.boxes[j, 0]) & (x < s.boxes[j, 2]) & (foot > s.boxes[j, 1]) & (foot < s.boxes[j, 3]) & (y < ay)]
            elif kind == 'between':
                others = [c for c in single if c != anchor_class and c not in got[0]]
                if not others:
                    continue
                other = r.choice(others)
                k = self.members([other])[0][0]
                low, high = sorted([ax, s.centre[k, 0]])
                fit, z = found[(x > low) & (x < high)], f'the {self.word(other)}'
            else:
                gap = {'left': ax - x, 'right': x - ax, 'above': ay - y, 'below': y - ay}[kind]
                if (abs(gap) < .02).any():
                    continue
                fit = found[gap > 0]
            if len(fit) == 1:
                form = r.choice(split(RELATIONS[kind], self.phrasing))
                return self.ask('find', x='the ' + form.format(n=got[1], y=f'the {self.word(anchor_class)}', z=z)), self.one(fit[0])
        return None

    def target(self):
        """(noun phrase, proposal) for questions about one sure thing."""
        for _ in range(6):
            got = self.subject()
            if not got:
                return None
            found, sure = self.members(got[0])
            if sure and len(found) == 1:
                return f'the {got[1]}', int(found[0])
            phrase = sure and self.noun_phrase(found, got[1])
            if phrase:
                return f'the {phrase[0]}', int(phrase[1])
        return None

    def colours_of(self, i):
        """'brown and white': the first colour, and a second of at least 0.25."""
        order = np.argsort(-self.s.colours[i], kind='stable')
        return ' and '.join(COLOURS[c] for c in order[:2] if c == order[0] or self.s.colours[i, c] >= .25)

    def colour(self):
        got = self.target()
        return got and (self.ask('colour', x=got[0]), self.say_colour(got[1]))

    def say_colour(self, i):
        self.last = (int(self.s.top[i]), int(i))
        return f'The {CLASSES[self.s.top[i]]} <{i}> is {self.colours_of(i)}.'

    def isit(self):
        got = self.target()
        if not got:
            return None
        c = self.pick_colour([got[1]], wrong=self.r.random() < .5)
        if c is None:
            return None
        return self.ask('isit', x=got[0], v=self.colour_word(c)), ('Yes' if self.has_colour(got[1], c) else 'No') + ', t' + self.say_colour(got[1])[1:]

    def region(self):
        i = self.r.randrange(len(self.s)) if len(self.s) else None
        if i is None:
            return None
        self.last = (int(self.s.top[i]), i)
        named = f'{self.colours_of(i)} {CLASSES[self.s.top[i]]}'
        named = f'{article(named)} {named}'
        return self.ask('region', x=f'<region><{i}>'), f'That {"is" if self.s.sure[i] else "may be"} {named} <{i}>.'

    def groups(self, ids, most):
        """'2 dogs <0> <3> and a cat <4>', classes by their best score; None when there is nothing sure."""
        classes = [c for c in dict.fromkeys(self.s.top[self.s.sure].tolist()) if c in ids]
        parts = []
        for c in classes[:most]:
            found, name = self.members([c])[0], CLASSES[c]
            parts.append(f'{article(name)} {name} <{found[0]}>' if len(found) == 1 else f'{len(found)} {plural(name)} {self.points(found, 4)}')
        return (', '.join(parts[:-1]) + ' and ' + parts[-1] if len(parts) > 1 else parts[0]) if parts else None

    def caption(self):
        got = self.groups(range(80), 5)
        return self.ask('caption'), f'I see {got}.' if got else 'I see nothing that I know in this picture.'

    def kinds(self):
        k = self.r.choice(list(KINDS))
        here = [k for k, v in KIND_IDS.items() if np.isin(self.s.top[self.s.sure], v).any()]
        k = self.r.choice(here) if here and self.r.random() < .8 else k
        if any(not self.members([c])[1] and len(self.members([c])[0]) for c in KIND_IDS[k]):
            return None
        got = self.groups(KIND_IDS[k], 5)
        return self.ask('kinds', x=plural(self.kind_word(k))), f'I see {got}.' if got else f'There is no {k} here.'

    def nearest(self, i):
        others = np.flatnonzero(self.s.sure & (np.arange(len(self.s)) != i))
        if not len(others):
            return None
        away = np.hypot(*(self.s.centre[others] - self.s.centre[i]).T)
        order = np.argsort(away)
        clear = len(others) == 1 or away[order[1]] > away[order[0]] * 1.15 + .01
        return int(others[order[0]]) if clear else None

    def near(self):
        got = self.target()
        j = self.nearest(got[1]) if got else None
        return None if j is None else (self.ask('near', x=got[0]), self.one(j))

    def unknown(self):
        word = self.r.choice(self.nouns)
        kind = self.r.choice(['find', 'find', 'presence', 'presence', 'count', 'colour', 'all'])
        shown = f'{self.r.choice(COLOURS)} {word}' if self.r.random() < .1 else word
        x = plural(shown) if kind in ('count', 'all') else f'the {shown}' if kind != 'presence' else shown + 's'
        if kind in ('count', 'all'):
            word = x.split(' ')[-1]
        question = self.ask(kind, x=x, a=f'{article(shown)} {shown}')
        heard = next((w for w in question.replace('?', '').replace('.', '').replace('!', '').replace(',', '').split(' ') if w in (word, word + 's')), None)
        return heard and (question, f'I do not know the word {heard}.')

    def talk(self):
        answer, texts = self.r.choice(TALK)
        return self.r.choice(split(texts, self.phrasing)) + self.r.choice(['', '', '.', '!', '?']), answer

    def limit(self):
        text = self.r.choice(split(OUTSIDE, self.phrasing))
        return (typo(self.r, text) if self.r.random() < .1 else text) + self.r.choice(['', '', '?', '.', '!']), LIMIT

    def follow(self):
        """A question that only the previous turn explains."""
        if not self.last:
            return None
        (c, i), r = self.last, self.r
        if not self.s.sure[i]:
            return None
        found, _ = self.members([c])
        rest = [int(j) for j in found if j != i]
        kind = r.choice(['colour', 'where', 'near', 'count', 'other', 'about', 'isit'])
        tail = r.choice(['', '', '?'])
        if kind == 'colour':
            return r.choice(['what colour is it', 'what color is that', 'which colour does it have', 'and its colour', 'what colour']) + tail, self.say_colour(i)
        if kind == 'where':
            return r.choice(['where is it', 'where', 'and where is it', 'show me it', 'where exactly is that']) + tail, self.one(i)
        if kind == 'near':
            j = self.nearest(i)
            return None if j is None else (r.choice(['what is next to it', 'and the thing beside it', "what's near it", 'what is beside that']) + tail, self.one(j))
        if kind == 'count':
            return r.choice(['how many are there', 'how many of them are there', 'how many', 'and how many of those']) + tail, \
                (self.several(found, True, CLASSES[c]) if rest else f'There is 1 {CLASSES[c]}: <{i}>.')
        if kind == 'other':
            return (r.choice(['and the other one', 'the other one', 'no, the other one', 'where is the other one']) + tail, self.one(rest[0])) if len(rest) == 1 else None
        if kind == 'about':
            got = self.subject(absent=r.random() < .3)
            return got and (r.choice(['what about the {}', 'and the {}', 'no, i meant the {}', 'and a {}', 'no, the {}']).format(got[1]) + tail,
                            self.several(*self.members(got[0]), got[2]))
        x = self.pick_colour([i], wrong=r.random() < .5)
        return x is not None and (r.choice(['is it {}', 'is that {}', 'and is it {}']).format(self.colour_word(x)) + tail,
                                  ('Yes' if self.has_colour(i, x) else 'No') + ', t' + self.say_colour(i)[1:])

    def ask(self, kind, **parts):
        return say(self.r, kind, self.phrasing, **parts)

    def turns(self, most, kinds=None):
        """Up to so many (kind, question, answer)."""
        names = kinds or list(WEIGHTS)
        out = []
        for _ in range(most * 4):
            if len(out) == most:
                break
            kind = self.r.choices(names, [WEIGHTS[k] for k in names])[0]
            before = self.last
            if kind != 'follow':
                self.last = None
            got = getattr(self, kind)()
            if got:
                out.append((kind, *got))
            else:
                self.last = before
        return out
