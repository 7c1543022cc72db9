"""Questions with answers about a made-up recording. As in `moments`, a pointer means a segment of sound and operators are measured by the reader."""
import random

import numpy as np

from .phrases import LIMIT, OUTSIDE, expand, nouns, say, split
from .questions import Asker
from .sound_phrases import EXTREMES, SOUND_FRAMES
from .sound_words import KIND_NOUNS, NAMES, PARENTS, SOUND_INDEX, SOUND_KINDS, clauses_of, nouns_of
from .time_phrases import ORDER

SOUND_WEIGHTS = {'when': 22, 'first': 5, 'latest': 4, 'enter': 6, 'leave': 6, 'long': 5, 'together': 8, 'without': 6, 'order': 5, 'beside': 6, 'loudest': 6, 'count': 8,
                 'presence': 14, 'heard': 7, 'kinds': 6, 'region': 4, 'unknown': 6, 'limit': 1, 'nonsense': 1, 'follow': 5}
MASS = set('speech singing music drums strings brass insects applause laughter crying typing footsteps glass water waves rain wind thunder fire'.split())
PARENT_IDS = {SOUND_INDEX[p]: [SOUND_INDEX[c] for c in children.split(', ')] for p, children in PARENTS.items()}
CLEAR = .02


def asked(clause):
    """'someone speaks' -> 'does someone speak', 'dogs bark' -> 'do dogs bark', 'it is windy' -> 'is it windy'."""
    words = clause.split(' ')
    at = 2 if words[0] in ('a', 'an', 'the') else 1
    subject, verb, rest = words[:at], words[at], words[at + 1:]
    if verb in ('is', 'are'):
        return ' '.join([verb, *subject, *rest])
    if not verb.endswith('s'):
        return ' '.join(['do', *subject, verb, *rest])
    base = verb[:-3] + 'y' if verb.endswith('ies') else verb[:-2] if verb.endswith(('ches', 'shes', 'sses', 'zzes', 'oes', 'xes')) else verb[:-1]
    return ' '.join(['does', *subject, base, *rest])


def definite(noun):
    """'a bark' -> 'bark', 'the piano' -> 'piano': the noun without its article."""
    return noun.split(' ', 1)[1] if noun.split(' ')[0] in ('a', 'an', 'the') else noun


class SoundAsker:
    """Asks about one `sound_scenes.SoundScene`; its pointers count from `offset` on."""

    def __init__(self, scene, seed, phrasing=False, vocabulary=False, offset=0):
        self.s, self.r, self.phrasing, self.vocabulary, self.offset = scene, random.Random(seed), phrasing, vocabulary, offset
        self.nouns = nouns(vocabulary)
        self.last, self.thought, self.passed = None, '', {}

    # -- words and sets ---------------------------------------------------------------------------------------
    def ask(self, kind, **parts):
        return say(self.r, kind, self.phrasing, SOUND_FRAMES, **parts)

    def noun(self, c):
        """A noun phrase for a class: its name with or without an article, or another word."""
        others = nouns_of(NAMES[c], self.vocabulary)
        if others and (self.vocabulary or self.r.random() < .55):
            one = self.r.choice(others)
            return 'the ' + definite(one) if one.split(' ')[0] in ('a', 'an') and self.r.random() < .4 else one
        name = NAMES[c]
        return self.r.choice([name, f'the {name}'] if name in MASS else [f'a {name}', f'the {name}', name, f'a {name} sound', f'the sound of a {name}'])

    def clause(self, c):
        others = clauses_of(NAMES[c], self.vocabulary)
        return self.r.choice(others or clauses_of(NAMES[c]))

    def point(self, *ids):
        return ' '.join(f'<{int(i) + self.offset}>' for i in ids)

    def members(self, c):
        """Sure segments of a class, or else weak ones -> (indices, sure?)."""
        all_of = np.flatnonzero(self.s.top == c)
        sure = all_of[self.s.sure[all_of]]
        return (sure, True) if len(sure) else (all_of, False)

    def subject(self, absent=False, sure=False):
        """A class that is heard, or one that is not."""
        here = sorted(set(self.s.top[self.s.sure].tolist() if sure or self.r.random() < .9 else self.s.top.tolist()))
        if absent:
            gone = [c for c in range(len(NAMES)) if c not in set(self.s.top.tolist())]
            near = [c for c in gone for k in SOUND_KINDS.values() if NAMES[c] in k.split(', ') and any(NAMES[h] in k.split(', ') for h in here)]
            return self.r.choice(near) if near and self.r.random() < .5 else self.r.choice(gone)
        return self.r.choice(here) if here else None

    def several(self, c, found, sure):
        name = NAMES[c]
        if len(found) == 0:
            return f'There is no {name} here.'
        if not sure:
            return f'There may be {name} {self.point(*found)}.'
        if len(found) == 1:
            self.last = int(found[0])
            return f'The {name} {self.point(found[0])} is heard.'
        return f'I hear {name} {len(found)} times: {self.point(*found)}.'

    def single(self):
        """(noun phrase, segment) of a class that is heard once, or of the first, last, loudest ... of one."""
        c = self.subject(sure=True)
        if c is None:
            return None
        found, _ = self.members(c)
        if len(found) == 1:
            return self.noun(c), int(found[0]), NAMES[c]
        got = self.extreme_of(c)
        return got and (f'the {got[0]}', got[1], f'{got[2]} {NAMES[c]}')

    def extreme_of(self, c):
        """(phrase without article, segment, the word in plain) of the loudest, first ... of a class, when it is clear."""
        found, sure = self.members(c)
        if not sure or len(found) < 2:
            return None
        s, kind = self.s, self.r.choice(list(EXTREMES))
        values = {'loudest': -s.loud, 'quietest': s.loud, 'longest': s.start - s.end, 'shortest': s.end - s.start, 'first': s.start, 'last': -s.end}[kind][found]
        best = np.sort(values)
        if best[1] - best[0] < (.04 if kind in ('loudest', 'quietest') else CLEAR):
            return None
        return f'{self.r.choice(expand(EXTREMES[kind]))} {definite(self.noun(c))}', int(found[values.argmin()]), kind

    # -- kinds of questions ---------------------------------------------------------------------------------
    def when(self):
        c = self.subject(absent=self.r.random() < .18)
        if c is None:
            return None
        question = self.by_clause(c, 'when c') if self.r.random() < .4 else self.ask('when', n=self.noun(c))
        return question, self.several(c, *self.members(c))

    def by_clause(self, c, kind, **parts):
        clause = self.clause(c)
        return self.ask(kind, c=clause, q=asked(clause), **parts)

    def first(self, kind='first', frame='first', values=None):
        c = self.subject(sure=True)
        if c is None:
            return None
        found, _ = self.members(c)
        values = (self.s.start if values is None else values)[found]
        best = np.sort(values)
        if len(best) > 1 and best[1] - best[0] < CLEAR:
            return None
        noun = self.noun(c)
        self.last = int(found[values.argmin()])
        return self.ask(frame, n=noun, b=definite(noun)), f'The {kind} {NAMES[c]} {self.point(self.last)} is heard.'

    def latest(self):
        return self.first('last', 'last', -self.s.end)

    def part(self, kind, done):
        got = self.single()
        if not got:
            return None
        self.last = got[1]
        return self.ask(kind, n=got[0]), f'The {got[2]} {self.point(got[1])} {done}.'

    def enter(self):
        return self.part('enter', '<enter> starts')

    def leave(self):
        return self.part('leave', '<leave> stops')

    def long(self):
        return self.part('long', 'is heard for <long>')

    def count(self):
        c = self.subject(absent=self.r.random() < .15)
        if c is None:
            return None
        question = self.by_clause(c, 'count c') if self.r.random() < .4 else self.ask('count', n=self.noun(c))
        found, sure = self.members(c)
        return question, f'I hear {NAMES[c]} once: {self.point(found[0])}.' if sure and len(found) == 1 else self.several(c, found, sure)

    def presence(self):
        c = self.subject(absent=self.r.random() < .48)
        if c is None:
            return None
        found, sure = self.members(c)
        question = self.by_clause(c, 'presence c') if self.r.random() < .4 else self.ask('presence', n=self.noun(c))
        self.thought = f'<think> {NAMES[c]} {self.point(*found[:1])} <think> '.replace('  ', ' ')
        if len(found) == 0:
            return question, f'No, there is no {NAMES[c]} here.'
        self.last = int(found[0]) if len(found) == 1 else None
        return question, f'Yes, there {"is" if sure else "may be"} {NAMES[c]}: {self.point(*found)}.'

    def heard(self):
        got = self.groups(range(len(NAMES)))
        return self.ask('heard'), f'I hear {got}.' if got else 'I hear nothing that I know in this recording.'

    def groups(self, ids):
        """'speech <0> <4> and siren <1>', in the order of their beginnings; of a man's voice speech is not said, too."""
        here = [c for c in dict.fromkeys(self.s.top[self.s.sure].tolist()) if c in ids]
        here = [c for c in here if not any(child in here for child in PARENT_IDS.get(c, []))]
        parts = [f'{NAMES[c]} {self.point(*self.members(c)[0][:4])}' for c in here[:6]]
        return (', '.join(parts[:-1]) + ' and ' + parts[-1] if len(parts) > 1 else parts[0]) if parts else None

    def kinds(self):
        here = set(self.s.top[self.s.sure].tolist())
        k = self.r.choice(list(SOUND_KINDS))
        fit = [k for k, v in SOUND_KINDS.items() if any(SOUND_INDEX[n] in here for n in v.split(', '))]
        k = self.r.choice(fit) if fit and self.r.random() < .8 else k
        ids = [SOUND_INDEX[n] for n in SOUND_KINDS[k].split(', ')]
        if any(c in ids and not self.members(c)[1] for c in set(self.s.top.tolist())):
            return None
        got = self.groups(ids)
        noun = self.r.choice(KIND_NOUNS[k].split(', '))
        question = self.ask('kinds', k=definite(noun)) if self.r.random() < .5 else self.ask(self.r.choice(['when', 'presence']), n=noun)
        return question, f'I hear {got}.' if got else f'There is no {k} here.'

    def region(self):
        if not len(self.s):
            return None
        i = self.r.randrange(len(self.s))
        self.last = i
        return self.ask('region', x=f'<region>{self.point(i)}'), f'That {"is" if self.s.sure[i] else "may be"} {NAMES[self.s.top[i]]} {self.point(i)}.'

    def loudest(self):
        """Of all, or of one class."""
        if self.r.random() < .5:
            c = self.subject(sure=True)
            got = self.extreme_of(c) if c is not None else None
            if not got:
                return None
            said, i, kind = got
            e, b = said.split(' ', 1)
            self.last = i
            return self.ask('loudest of', e=e, b=b), f'The {kind} {NAMES[self.s.top[i]]} {self.point(i)} is heard.'
        s = self.s
        found = np.flatnonzero(s.sure & np.array([not PARENT_IDS.get(int(c)) for c in s.top], bool)) if len(s) else []
        kind = self.r.choice(['loudest', 'quietest', 'longest', 'shortest'])
        if len(found) < 2:
            return None
        values = {'loudest': -s.loud, 'quietest': s.loud, 'longest': s.start - s.end, 'shortest': s.end - s.start}[kind][found]
        best = np.sort(values)
        if best[1] - best[0] < .03:
            return None
        self.last = int(found[values.argmin()])
        return self.ask('loudest', e=self.r.choice(expand(EXTREMES[kind]))), f'The {kind} sound is the {NAMES[s.top[self.last]]} {self.point(self.last)}.'

    def pair(self):
        """Two classes that are heard -> (noun, its name with all its segments) twice."""
        one, two = self.subject(sure=True), self.subject(sure=True)
        if one is None or one == two or two in PARENT_IDS.get(one, []) or one in PARENT_IDS.get(two, []):
            return None
        self.last = None
        return [(self.noun(c), f'{NAMES[c]} {self.point(*self.members(c)[0][:6])}') for c in (one, two)]

    def together(self):
        got = self.pair()
        return got and (self.ask('together', x=got[0][0], y=got[1][0]), f'The {got[0][1]} and the {got[1][1]} are <and> together.')

    def without(self):
        got = self.pair()
        return got and (self.ask('without', x=got[0][0], y=got[1][0]), f'The {got[0][1]} is heard without the {got[1][1]} <without>.')

    def order(self):
        one, two = self.single(), self.single()
        if not one or not two or one[1] == two[1]:
            return None
        when = self.r.choice(['before', 'after'])
        self.last = None
        question = self.ask('order', x=one[0], y=two[0], o=self.r.choice(expand(ORDER[when])))
        return question, f'The {one[2]} {self.point(one[1])} comes <{when}> the {two[2]} {self.point(two[1])}.'

    def beside(self):
        got = self.single()
        if not got:
            return None
        when = self.r.choice(list(ORDER))
        self.last = None
        return self.ask('beside', x=got[0], o=self.r.choice(expand(ORDER[when]))), f'{when.capitalize()} the {got[2]} {self.point(got[1])} <{when}>.'

    def unknown(self):
        word = self.r.choice(self.nouns)
        known = {w for name in NAMES for n in [name, *nouns_of(name), *nouns_of(name, True)] for w in n.split(' ')}
        if word in known:
            return None
        question = self.ask(self.r.choice(['when', 'presence', 'count']), n=self.r.choice(['a ', 'the ', '']) + word)
        heard = f' {word}' in f' {question}'
        return (question, f'I do not know the word {word}.') if heard else None

    def limit(self):
        return self.r.choice(split(OUTSIDE, self.phrasing)) + self.r.choice(['', '?', '.']), LIMIT

    nonsense = Asker.nonsense

    def follow(self):
        if self.last is None:
            return None
        kind, i = self.r.choice(['long', 'enter', 'leave', 'about']), self.last
        if kind == 'about':
            c = self.subject(absent=self.r.random() < .3)
            return c is not None and (self.ask('it about', n=self.noun(c)), self.several(c, *self.members(c)))
        done = {'long': 'is heard for <long>', 'enter': '<enter> starts', 'leave': '<leave> stops'}[kind]
        return self.ask(f'it {kind}'), f'The {NAMES[self.s.top[i]]} {self.point(i)} {done}.'

    def turns(self, most, kinds=None, weights=None):
        return Asker.turns(self, most, kinds, weights or SOUND_WEIGHTS)

