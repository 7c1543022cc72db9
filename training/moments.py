"""Questions with answers about a made-up video. As `questions`; a pointer means a track, and an operator token after pointers a part of it:

`<3> <enter>` when track 3 comes in, `<3> <left>` while it moves left, `<3> <5> <and>` while both are there, `<3> <5> <without>` while only
the first is, `<3> <long>` how long it is there; `<think>` as in `questions`. What the user reads are spans and seconds: the reader of the answer works them out.
"""
import numpy as np

from .phrases import expand, split
from .questions import Asker
from .time_phrases import DIRECTIONS, ORDER, TIME_MODIFIERS
from .words import CLASSES, article, plural

MOTIONS = list(DIRECTIONS)
OPERATORS = ['enter', 'leave', 'left', 'right', 'up', 'down', 'nearer', 'away', 'and', 'without', 'long', 'think']
OF_MOTION = dict(zip(MOTIONS, OPERATORS[2:8]))
EDGE = .02  # closer to the beginning or the end than that is at it
CLEAR = .03  # times that differ by less are not told apart
TIME_WEIGHTS = {'when': 16, 'first': 5, 'latest': 5, 'enter': 6, 'leave': 6, 'long': 5, 'moves': 9, 'how': 6, 'together': 9, 'without': 8, 'order': 6, 'beside': 8,
                'find': 8, 'modified': 18, 'all': 4, 'count': 8, 'presence': 10, 'colour': 5, 'region': 4, 'caption': 2, 'unknown': 5, 'follow': 5, 'limit': 1, 'nonsense': 1}


class VideoAsker(Asker):
    """Asks about one `tracks.VideoScene`."""

    def when(self):
        got = self.subject(absent=self.r.random() < .15)
        if not got:
            return None
        ids, word, name = got
        found, sure = self.members(ids)
        question = self.ask('when', x=self.the(word), a=f'{article(word)} {word}', s=plural(word))
        if len(found) == 0 or not sure:
            return question, self.several(found, sure, name, ids)
        if len(found) == 1:
            return question, self.view(found[0], self.name_of(found[0], ids))
        return question, f'I see {plural(name)} {len(found)} times: {self.points(found)}.'

    def view(self, i, said, more='is in view'):
        self.last = (int(self.s.top[i]), int(i))
        return f'The {said} <{i}> {more}.'

    def extreme(self, values, kind, more):
        got = self.subject()
        found, sure = self.members(got[0]) if got else ([], False)
        if not sure:
            return None
        order = np.argsort(values[found], kind='stable')
        if len(found) > 1 and values[found[order[1]]] - values[found[order[0]]] < CLEAR:
            return None
        question = self.ask(kind, x=self.the(got[1]), n=got[1], a=f'{article(got[1])} {got[1]}')
        return question, self.view(found[order[0]], f'{kind} {got[2]}', more)

    def first(self):
        return self.extreme(self.s.start, 'first', 'comes first')

    def latest(self):
        return self.extreme(-self.s.end, 'last', 'comes last')

    def edge(self, kind, at_edge, done, never):
        got = self.target()
        if not got:
            return None
        return self.ask(kind, x=got[0]), self.view(*got[1:], more=never if at_edge[got[1]] else f'<{kind}> {done}')

    def enter(self):
        return self.edge('enter', self.s.start < EDGE, 'comes in', 'is there from the beginning')

    def leave(self):
        return self.edge('leave', self.s.end > 1 - EDGE, 'goes', 'is there to the end')

    def long(self):
        got = self.target()
        return got and (self.ask('long', x=got[0]), self.view(*got[1:], more='is in view for <long>'))

    def moves(self):
        got = self.target()
        if not got:
            return None
        motion, r = self.s.motion[got[1]], self.r
        here = [m for m, yes in zip(MOTIONS, motion) if yes]
        kind = r.choice(here) if here and r.random() < .75 else r.choice(MOTIONS)
        question = self.ask('moves', x=got[0], d=r.choice(expand(DIRECTIONS[kind])))
        if motion[MOTIONS.index(kind)]:
            return question, self.view(*got[1:], more=f'<{OF_MOTION[kind]}> {kind}')
        never = kind.replace('moves', 'move').replace('comes', 'come').replace('goes', 'go')
        return question, self.view(*got[1:], more=f'does not {never}')

    def how(self):
        got = self.target()
        if not got:
            return None
        done = [m for m, yes in zip(MOTIONS, self.s.motion[got[1]]) if yes]
        return self.ask('how', x=got[0]), self.view(*got[1:], more=' and '.join(done) or 'stays')

    def pair(self):
        """Two single things -> (word, index) twice."""
        one, two = self.target(), self.target()
        return (one, two) if one and two and one[1] != two[1] else None

    def names(self, *targets):
        self.last = None
        return [f'{said} <{i}>' for _, i, said in targets]

    def together(self):
        got = self.pair()
        if not got:
            return None
        (x, i, _), (y, j, _) = got
        shared = min(self.s.end[i], self.s.end[j]) - max(self.s.start[i], self.s.start[j])
        if 0 < shared < CLEAR:
            return None
        one, two = self.names(*got)
        self.think(*(self.looked(i, said) for _, i, said in got))
        return self.ask('together', x=x, y=y), f'The {one} and the {two} are {"<and> together" if shared > 0 else "never together"}.'

    def without(self):
        got = self.pair()
        if not got:
            return None
        (x, i, _), (y, j, _) = got
        s = self.s
        alone = max(0, min(s.end[i], s.start[j]) - s.start[i]) + max(0, s.end[i] - max(s.start[i], s.end[j]))
        if 0 < alone < CLEAR:
            return None
        one, two = self.names(*got)
        self.think(*(self.looked(i, said) for _, i, said in got))
        word = x.removeprefix('the ')
        return (self.ask('without', x=x, y=y, a=f'{article(word)} {word}'),
                f'The {one} is {"" if alone > 0 else "never "}in view without the {two}{" <without>" if alone > 0 else ""}.')

    def relation_in_time(self, i, j):
        """before: over when j begins; after: begins when j is over; during: they share time; None: too close to tell."""
        s = self.s
        gaps = {'before': s.start[j] - s.end[i], 'after': s.start[i] - s.end[j]}
        for name, gap in gaps.items():
            if gap > CLEAR / 2:
                return name
        return 'during' if max(gaps.values()) < -CLEAR else None

    def order(self):
        got = self.pair()
        fact = got and self.relation_in_time(got[0][1], got[1][1])
        if not fact:
            return None
        asked = self.r.choice(['before', 'after'])
        one, two = self.names(*got)
        self.think(*(self.looked(i, said) for _, i, said in got))
        how = f'comes {fact} the {two}' if fact != 'during' else f'is there at the same time as the {two}'
        return self.ask('order', x=got[0][0], y=got[1][0], o=self.r.choice(expand(ORDER[asked]))), f'{"Yes" if fact == asked else "No"}, the {one} {how}.'

    def beside(self):
        got = self.target()
        if not got:
            return None
        asked = self.r.choice(list(ORDER))
        facts = [self.relation_in_time(k, got[1]) if k != got[1] else '' for k in range(len(self.s))]
        if any(f is None and self.s.sure[k] for k, f in enumerate(facts)):
            return None
        fit = [k for k, f in enumerate(facts) if f == asked and self.s.sure[k]]
        listed = self.groups_of(fit)
        self.last = None
        self.think(self.looked(*got[1:]))
        return self.ask('beside', x=got[0], o=self.r.choice(expand(ORDER[asked]))), f'I see {listed}.' if listed else f'I see nothing {asked} it.'

    def groups_of(self, fit):
        """As `groups`, over some of the proposals."""
        classes = list(dict.fromkeys(int(self.s.top[k]) for k in sorted(fit)))
        parts = []
        for c in classes[:5]:
            found, name = [k for k in sorted(fit) if self.s.top[k] == c], CLASSES[c]
            parts.append(f'{article(name)} {name} <{found[0]}>' if len(found) == 1 else f'{len(found)} {plural(name)} {self.points(found, 4)}')
        return (', '.join(parts[:-1]) + ' and ' + parts[-1] if len(parts) > 1 else parts[0]) if parts else None

    def noun_phrase(self, ids, word):
        """Half of the time by time or motion."""
        if self.r.random() < .5:
            return super().noun_phrase(ids, word)
        s, kind = self.s, self.r.choice(list(TIME_MODIFIERS))
        found, sure = self.members(ids)
        if not sure or len(found) < 2:
            return None
        form = self.r.choice(split(TIME_MODIFIERS[kind], self.phrasing))
        values = {'first': s.start, 'last': -s.end, 'longest': s.start - s.end, 'shortest': s.end - s.start}
        if kind in values:
            best = np.sort(values[kind][found])
            return (form.format(n=word), int(found[values[kind][found].argmin()]), f'{kind} {{n}}') if best[1] - best[0] > CLEAR else None
        motion = s.motion[found]
        fit = found[~motion.any(1) if kind == 'stays' else motion[:, MOTIONS.index(kind)]]
        plain = 'still {n}' if kind == 'stays' else f'{{n}} that {kind}'
        return (form.format(n=word), int(fit[0]), plain) if len(fit) == 1 else None

    def turns(self, most, kinds=None, weights=None):
        return super().turns(most, kinds, weights or TIME_WEIGHTS)

