"""Questions with answers about a scene. An answer is text with pointers `<i>` (index of a proposal in the scene).

Where an answer has to weigh things first (yes or no, the third from the left), it begins with a thought between two `<think>`:
what was asked for in plain words, what was looked at in that order. No one is shown it; it is a chain of thought made of pointers.
"""
import numpy as np

from .facts import KIND_IDS, PLAIN
from .measured import ANY_ANCHOR, placed
from .phrases import CORNERS, DESCRIBED, LIMIT, MODIFIERS, OUTSIDE, RELATIONS, TALK, split, typo
from .placing import Placing
from .words import CLASSES, COLOURS, KINDS, article, plural

WEIGHTS = {'find': 10, 'modified': 16, 'combined': 5, 'described': 5, 'relation': 8, 'all': 7, 'both': 4, 'count': 9, 'presence': 13, 'colour': 6, 'isit': 4, 'region': 6, 'caption': 2,
           'kinds': 2, 'near': 3, 'unknown': 7, 'talk': 1.5, 'limit': 2.5, 'nonsense': 2, 'follow': 7, 'isat': 3, 'isrel': 3, 'compare': 3, 'there': 2, 'around': 3, 'isthere': 3}
NOTHING = 'a an and any at by for from in is it of off on or the there this to up was what where which with'.split()
THINGS = ['thing', 'thing', 'object', 'item']
PLAIN_RELATIONS = {'left': '{n} left of the {y}', 'right': '{n} right of the {y}', 'above': '{n} above the {y}', 'below': '{n} below the {y}', 'near': '{n} next to the {y}',
                   'on': '{n} on the {y}', 'with': '{n} with the {y}', 'between': '{n} between the {y} and the {z}'}
# Once the easy kinds are learnt: more of those where a word has to be weighed against all proposals.
HARD = {**WEIGHTS, 'find': 5, 'modified': 34, 'described': 4, 'relation': 18, 'all': 4, 'both': 3, 'count': 7, 'colour': 9, 'isit': 5, 'region': 3,
        'caption': 1, 'near': 6, 'unknown': 6, 'talk': 1, 'limit': 2, 'presence': 14}
# What is still wrong then: things by others, two at once, counting, what was described and what was asked before.
LAST = {**HARD, 'find': 6, 'modified': 24, 'combined': 12, 'described': 7, 'relation': 24, 'both': 6, 'all': 5, 'count': 10, 'isit': 4, 'colour': 5, 'caption': 5, 'near': 6, 'follow': 9, 'isat': 5, 'isrel': 6, 'compare': 6, 'there': 4, 'around': 5, 'isthere': 6}


class Asker(Placing):
    """One method a kind of question -> (question, answer), or None when the scene does not allow it."""

    def find(self):
        got = self.subject(absent=self.r.random() < .2)
        if not got:
            return None
        ids, word, name = got
        return self.ask('find', x=self.the(word)), self.several(*self.members(ids), name, ids)

    def all(self):
        got = self.subject(least=2, absent=self.r.random() < .15)
        return got and (self.ask('all', x=plural(got[1])), self.several(*self.members(got[0]), got[2], got[0]))

    def count(self):
        got = self.subject(absent=self.r.random() < .15)
        if not got:
            return None
        found, sure = self.members(got[0])
        if len(found) == 1 and sure:
            name = CLASSES[self.s.top[found[0]]]
            self.last = (int(self.s.top[found[0]]), int(found[0]))
            return self.ask('count', x=plural(got[1])), f'There is 1 {name}: <{found[0]}>.'
        return self.ask('count', x=plural(got[1])), self.several(found, sure, got[2], got[0])

    def presence(self):
        absent = self.r.random() < .48
        colour = None
        got = self.subject(absent=absent)
        if not got:
            return None
        ids, word, name = got
        found, sure = self.members(ids)
        self.think(name, *found[:1])
        if not absent and self.r.random() < .3 and sure:
            c = self.pick_colour(found, wrong=self.r.random() < .5)
            if c is not None:
                self.think(f'{COLOURS[c]} {name}', *found[:5], colours=True)
                colour, found = COLOURS[c], [i for i in found if self.has_colour(i, c)]
                word, name = f'{self.colour_word(c)} {word}', f'{colour} {name}'
        question = self.ask('presence', x=plural(word), a=f'{article(word)} {word}')
        if len(found) == 0:
            return question, f'No, there is no {name} here.'
        if len(found) == 1:
            self.last = (int(self.s.top[found[0]]), int(found[0]))
            real = self.name_of(found[0], ids)
            real = f'{colour} {real}' if colour else real
            return question, f'Yes, there {"is" if sure else "may be"} {article(real)} {real} <{found[0]}>.'
        return question, f'Yes, there {"are" if sure else "may be"} {len(found)} {plural(name)}: {self.points(found)}.'

    def modified(self):
        for _ in range(8):
            got = self.subject()
            if not got:
                return None
            if self.r.random() < .07:  # whatever it is
                got = list(range(80)), self.r.choice(THINGS), 'thing'
            found, sure = self.members(got[0])
            if sure and self.r.random() < .08:
                c = self.pick_colour(found, wrong=True)
                if c is not None:
                    self.think(f'{COLOURS[c]} {got[2]}', *found[:5], colours=True)
                    return self.ask('find', x=f'the {self.colour_word(c)} {got[1]}'), self.instead(found, COLOURS[c], got[2], got[0])
            phrase = self.noun_phrase(got[0], got[1])
            if phrase:
                if ' from the ' in phrase[2]:
                    self.think(self.looked(phrase[1], phrase[2].format(n=got[2])))
                return self.ask('find', x=f'the {phrase[0]}'), self.one_of(phrase[1], got[0], phrase[2].format(n=got[2]))
        return None

    def combined(self):
        """One thing by two words: a corner, or a colour and what it is among its like of that colour."""
        r, s = self.r, self.s
        for _ in range(8):
            got = self.subject(least=2)
            if not got:
                return None
            ids, word, name = got
            found, sure = self.members(ids)
            if not sure:
                continue
            if r.random() < .4:
                at = [self.place(i).removeprefix('at the ') for i in found]
                fit = [i for i, place in zip(found, at) if place in CORNERS and at.count(place) == 1]
                if not fit:
                    continue
                i = r.choice(fit)
                plain = self.place(i).removeprefix('at the ')
                form = r.choice(split(CORNERS[plain], self.phrasing))
                return self.ask('find', x='the ' + form.format(n=word)), self.one(i, name=f'{plain} {name}')
            c, kind = self.pick_colour(found), r.choice(['left', 'right', 'top', 'bottom', 'large', 'small'])
            if c is None:
                continue
            fit = np.array([i for i in found if self.has_colour(i, c)])
            x, y = s.centre[fit].T
            value = {'left': x, 'right': -x, 'top': y, 'bottom': -y, 'large': -np.log(s.area[fit]) / 8, 'small': np.log(s.area[fit]) / 8}[kind]
            order = np.argsort(value)
            if len(fit) == 1 or value[order[1]] - value[order[0]] < .025:
                continue
            people = all(s.top[i] == 0 for i in found) and r.random() < .5
            shade, place = (r.choice(split(MODIFIERS[k], self.phrasing)) for k in ('clothes' if people else 'colour', kind))
            one, two = (shade, place) if people or r.random() < .7 else (place, shade)
            phrase = two.format(n=one.format(n=word, c=self.colour_word(c)), c=self.colour_word(c))
            self.think(f'{COLOURS[c]} {name}', *fit[:6])
            return self.ask('find', x=f'the {phrase}'), self.one(fit[order[0]], name=f'{PLAIN.get(kind, kind)} {COLOURS[c]} {name}')
        return None

    def instead(self, found, colour, name, ids):
        """Nothing has the colour: what there is."""
        if len(found) == 1:
            other = self.name_of(found[0], ids)
            return f'I see no {colour} {name}, but there is {article(other)} {other} <{found[0]}>.'
        return f'I see no {colour} {name}, but there are {len(found)} {plural(name)}: {self.points(found)}.'

    def described(self):
        """A thing described by words that the model does not know or can not see: the thing all the same, and the word."""
        got = self.subject()
        if not got:
            return None
        ids, word, name = got
        found, sure = self.members(ids)
        r, strange = self.r, self.r.choice(self.nouns)
        form = r.choice(split(DESCRIBED, self.phrasing))
        spoken = form.format(n=word, w=strange)
        answer = self.several(found, sure, name, ids)
        if '{w}' not in form:
            return self.ask('find', x=f'the {spoken}'), answer
        question = self.ask('find', x=f'the {spoken}')
        heard = strange if f' {strange}' in f' {question}' else None
        return heard and (question, f'{answer} I do not know the word {heard}.')

    def relation(self):
        """Things placed by others: by one that is here once, or, where that is clear, by the nearest of several."""
        r, s = self.r, self.s
        here = {c: self.members([c])[0] for c in sorted(set(s.top.tolist())) if self.members([c])[1]}
        for _ in range(10):
            got = self.subject(least=2 if r.random() < .8 else 1)
            if not here or not got:
                return None
            found, sure = self.members(got[0])
            kind, anchor_class = r.choice(list(RELATIONS)), r.choice(list(here))
            anchors = here[anchor_class]
            if not sure or np.intersect1d(anchors, found).size or len(anchors) > (4 if kind in ANY_ANCHOR and r.random() < .3 else 1):
                continue
            looked, z, plain_z = [CLASSES[anchor_class], *anchors], '', ''
            if kind == 'between':
                others = [c for c, members in here.items() if c != anchor_class and c not in got[0] and len(members) == 1]
                if not others:
                    continue
                other = r.choice(others)
                z, plain_z = f'the {self.word(other)}', CLASSES[other]
                looked += [plain_z, *here[other]]
                anchors = np.concatenate([anchors, here[other]])
            fit = placed(kind, s.boxes, found, anchors)
            if len(fit) == 1:
                form = r.choice(split(RELATIONS[kind], self.phrasing))
                self.think(*looked, got[2], *found[:8])
                question = self.ask('find', x='the ' + form.format(n=got[1], y=f'the {self.word(anchor_class)}', z=z))
                return question, self.one(fit[0], name=PLAIN_RELATIONS[kind].format(n=got[2], y=CLASSES[anchor_class], z=plain_z))
        return None

    def both(self):
        """Two things asked for at once; what is missing is said."""
        one, two = self.subject(absent=self.r.random() < .15), self.subject(absent=self.r.random() < .25)
        if not one or not two or set(one[0]) & set(two[0]):
            return None
        answers = [self.several(*self.members(ids), name, ids) for ids, _, name in (one, two)]
        self.last = None
        return self.ask('both', x=self.the(one[1]), y=self.the(two[1])), ' '.join(answers)

    def colour(self):
        if self.r.random() < .15 and len(self.s):
            i = self.r.randrange(len(self.s))
            return self.ask('colour', x=f'<region><{i}>'), self.say_colour(i)
        got = self.target()
        return got and (self.ask('colour', x=got[0]), self.say_colour(got[1], got[2]))

    def isit(self):
        got = self.target()
        if not got:
            return None
        c = self.pick_colour([got[1]], wrong=self.r.random() < .5)
        if c is None:
            return None
        self.think(self.looked(*got[1:]), self.shades(got[1]))
        return self.ask('isit', x=got[0], v=self.colour_word(c)), ('Yes' if self.has_colour(got[1], c) else 'No') + ', t' + self.say_colour(got[1], got[2])[1:]

    def region(self):
        i = self.r.randrange(len(self.s)) if len(self.s) else None
        if i is None:
            return None
        self.last = (int(self.s.top[i]), i)
        named = f'{self.colours_of(i)} {CLASSES[self.s.top[i]]}'
        named = f'{article(named)} {named}'
        return self.ask('region', x=f'<region><{i}>'), f'That {"is" if self.s.sure[i] else "may be"} {named} <{i}>.'

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

    def near(self):
        got = self.target()
        return got and (self.ask('near', x=got[0]), self.beside_it(*got[1:]))

    def beside_it(self, i, said):
        """What lies nearest is measured by whoever reads the answer."""
        self.last = None
        return f'Next to the {said} <{i}> <near>.'

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

    def nonsense(self):
        """Letters, digits and small words that ask for nothing."""
        r = self.r
        letters = lambda: ''.join(r.choice('abcdefghijklmnopqrstuvwxyz') for _ in range(r.randint(1, 3)))
        text = r.choice([
            lambda: letters() * r.randint(3, 12), lambda: letters()[0] * r.randint(2, 30), lambda: ' '.join(str(r.randrange(100)) for _ in range(r.randint(1, 6))),
            lambda: ' '.join([r.choice(NOTHING)] * r.randint(2, 5)), lambda: ' '.join(r.choice(NOTHING) for _ in range(r.randint(1, 5))),
            lambda: ''.join(r.choice('.,;:!?-_/#*+=()[]{}<>|') for _ in range(r.randint(1, 8))), lambda: ''.join(letters() + r.choice(' .,;') for _ in range(r.randint(2, 6))),
            lambda: ' '.join(''.join(chr(r.randrange(start, start + 40)) for _ in range(r.randint(2, 7))) for start in [r.choice([0x400, 0x4e00, 0x3040, 0x5d0, 0x1f400])] * r.randint(1, 3)),
        ])()
        return text.replace('<r', '<'), LIMIT

    def follow(self):
        """A question that only the previous turn explains."""
        if not self.last:
            return None
        (c, i), r = self.last, self.r
        if not self.s.sure[i]:
            return None
        found, _ = self.members([c])
        rest = [int(j) for j in found if j != i]
        kind = r.choice(['colour', 'where', 'near', 'count', 'other', 'about', 'is'])
        ask = lambda **parts: self.ask(f'it {kind}', **parts)
        if kind == 'colour':
            return ask(), self.say_colour(i)
        if kind == 'where':
            return ask(), self.one(i)
        self.think(CLASSES[c], i)
        if kind == 'near':
            self.thought = ''
            return ask(), self.beside_it(i, CLASSES[c])
        if kind == 'count':
            return ask(), self.several(found, True, CLASSES[c]) if rest else f'There is 1 {CLASSES[c]}: <{i}>.'
        if kind == 'other':
            return (ask(), self.one(rest[0])) if len(rest) == 1 else None
        if kind == 'about':
            got = self.subject(absent=r.random() < .3)
            self.thought = ''
            return got and (ask(x=got[1]), self.several(*self.members(got[0]), got[2], got[0]))
        x = self.pick_colour([i], wrong=r.random() < .5)
        self.think(CLASSES[c], i, self.shades(i))
        return x is not None and (ask(v=self.colour_word(x)), ('Yes' if self.has_colour(i, x) else 'No') + ', t' + self.say_colour(i)[1:])

    def turns(self, most, kinds=None, weights=None):
        """Up to so many (kind, question, answer)."""
        weights = weights or WEIGHTS
        names = kinds or list(weights)
        out = []
        for _ in range(most * 4):
            if len(out) == most:
                break
            kind = self.r.choices(names, [weights[k] for k in names])[0]
            if 'follow' in names and self.last and self.r.random() < .22:
                kind = 'follow'  # conversations go on
            before = self.last
            if kind != 'follow':
                self.last = None
            self.thought, self.passed = '', {}
            got = getattr(self, kind)()
            if got:
                out.append((kind, got[0], self.thought + got[1]))
            else:
                self.last = before
        return out
