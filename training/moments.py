"""Questions with answers about a made-up video. As `questions`; a pointer means a track, and an operator token after pointers a part of it:

`<3> <enter>` when track 3 comes in, `<3> <left>` while it moves left, `<3> <5> <and>` while both are there, `<3> <5> <without>` while only
the first is, `<3> <long>` how long it is there, `<3> <before> <5>` whether it comes before the other, `<3> <during>` what else is there while
it is, `<3> <near>` what lies beside it; `<think>` as in `questions`. Whether it is so, and when, the reader of the answer measures and says.
"""
import numpy as np

from .phrases import expand, split
from .questions import Asker
from .time_phrases import DIRECTIONS, ORDER, TIME_MODIFIERS
from .words import article, plural

MOTIONS = list(DIRECTIONS)
OPERATORS = ['enter', 'leave', 'left', 'right', 'up', 'down', 'nearer', 'away', 'and', 'without', 'long', 'think', 'before', 'after', 'during', 'near']
OF_MOTION = dict(zip(MOTIONS, OPERATORS[2:8]))
EDGE = .02  # closer to the beginning or the end than that is at it
CLEAR = .03  # times that differ by less are not told apart
TIME_WEIGHTS = {'when': 16, 'first': 5, 'latest': 5, 'enter': 7, 'leave': 7, 'long': 7, 'moves': 8, 'how': 6, 'together': 7, 'without': 7, 'order': 6, 'beside': 7,
                'find': 8, 'modified': 18, 'all': 4, 'count': 8, 'presence': 10, 'colour': 5, 'region': 4, 'caption': 5, 'unknown': 5, 'follow': 5, 'limit': 1, 'nonsense': 1}


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

    def edge(self, kind, done):
        got = self.target()
        return got and (self.ask(kind, x=got[0]), self.view(*got[1:], more=f'<{kind}> {done}'))

    def enter(self):
        return self.edge('enter', 'comes in')

    def leave(self):
        return self.edge('leave', 'goes')

    def long(self):
        got = self.target()
        return got and (self.ask('long', x=got[0]), self.view(*got[1:], more='is in view for <long>'))

    def moves(self):
        got = self.target()
        if not got:
            return None
        r, kind = self.r, self.r.choice(MOTIONS)
        return self.ask('moves', x=got[0], d=r.choice(expand(DIRECTIONS[kind]))), self.view(*got[1:], more=f'<{OF_MOTION[kind]}> {kind}')

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
        one, two = self.names(*got)
        return self.ask('together', x=got[0][0], y=got[1][0]), f'The {one} and the {two} are <and> together.'

    def without(self):
        got = self.pair()
        if not got:
            return None
        one, two = self.names(*got)
        x, word = got[0][0], got[0][0].removeprefix('the ')
        return self.ask('without', x=x, y=got[1][0], a=f'{article(word)} {word}'), f'The {one} is in view without the {two} <without>.'

    def order(self):
        got = self.pair()
        if not got:
            return None
        asked = self.r.choice(['before', 'after'])
        one, two = self.names(*got)
        return self.ask('order', x=got[0][0], y=got[1][0], o=self.r.choice(expand(ORDER[asked]))), f'The {one} comes <{asked}> the {two}.'

    def beside(self):
        got = self.target()
        if not got:
            return None
        asked = self.r.choice(list(ORDER))
        _, i, said = got
        self.last = None
        return self.ask('beside', x=got[0], o=self.r.choice(expand(ORDER[asked]))), f'{asked.capitalize()} the {said} <{i}> <{asked}>.'

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

