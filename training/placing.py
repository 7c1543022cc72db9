"""Questions about where things stand: in the picture, to each other, which is the larger, what is there. Part of `questions.Asker`."""
import numpy as np

from .facts import Facts
from .measured import placed
from .phrases import split
from .place_phrases import AT, BY, MORE
from .words import CLASSES, article, plural

OPPOSITE = {'left': 'right', 'above': 'below', 'larger': 'smaller', 'taller': 'shorter'}
OPPOSITE |= {v: k for k, v in OPPOSITE.items()}
OPENINGS = {'left': 'Left of', 'right': 'Right of', 'above': 'Above', 'below': 'Below', 'on': 'On', 'with': 'With'}
SAID = {'left': 'left of', 'right': 'right of'}
WHERE = {'left': 'On the left', 'right': 'On the right', 'top': 'At the top', 'bottom': 'At the bottom', 'middle': 'In the middle'}
GAP = .04  # centres nearer than that stand at the same height or side
LARGER, TALLER = 1.3, 1.2  # in area, in height


class Placing(Facts):
    """One method a kind of question -> (question, answer), or None when the scene does not allow it."""

    def standing(self, i, j):
        """What i is to j where it is clear: left or right, above or below, larger or smaller, taller or shorter."""
        s = self.s
        (dx, dy), area, height = s.centre[i] - s.centre[j], s.area[i] / s.area[j], s.size[i, 1] / s.size[j, 1]
        found = []
        if abs(dx) > GAP:
            found.append('left' if dx < 0 else 'right')
        if abs(dy) > GAP:
            found.append('above' if dy < 0 else 'below')
        if max(area, 1 / area) > LARGER:
            found.append('larger' if area > 1 else 'smaller')
        if max(height, 1 / height) > TALLER:
            found.append('taller' if height > 1 else 'shorter')
        return found

    def couple(self):
        """Two different sure things and what the first is to the second."""
        one, two = self.target(), self.target()
        if not one or not two or one[1] == two[1] or not self.s.sure[[one[1], two[1]]].all():
            return None
        self.last = None
        return one, two, self.standing(one[1], two[1])

    def isat(self):
        got = self.target()
        if not got:
            return None
        phrase, i, said = got
        here = self.place(i)
        r = self.r
        fit = [p for p in AT if f' {p}' in here]
        p = r.choice(fit if r.random() < .5 else [p for p in AT if p not in fit])
        self.think(self.looked(i, said), here)
        question = self.ask('isat', x=phrase, p=r.choice(split(AT[p], self.phrasing)))
        self.last = (int(self.s.top[i]), i)
        return question, f'{"Yes" if p in fit else "No"}, the {said} <{i}> is {here}.'

    def isrel(self):
        got = self.couple()
        fit = got and [f for f in got[2] if f in BY]
        if not fit:
            return None
        (x, i, n), (y, j, m), facts = got
        kind = self.r.choice(fit)
        asked = kind if self.r.random() < .5 else OPPOSITE[kind]
        self.think(n, i, m, j, *facts)
        question = self.ask('isrel', x=x, y=y, r=self.r.choice(split(BY[asked], self.phrasing)))
        return question, f'{"Yes" if asked == kind else "No"}, the {n} <{i}> is {SAID.get(kind, kind)} the {m} <{j}>.'

    def compare(self):
        got = self.couple()
        fit = got and [f for f in got[2] if f in MORE]
        if not fit:
            return None
        (x, i, n), (y, j, m), facts = got
        kind = self.r.choice(fit)
        asked = kind if self.r.random() < .5 else OPPOSITE[kind]
        self.think(n, i, m, j, *facts)
        word = self.r.choice(split(MORE[asked], self.phrasing))
        if self.r.random() < .5:
            return self.ask('compared', x=x, y=y, c=word), f'{"Yes" if asked == kind else "No"}, the {n} <{i}> is {kind} than the {m} <{j}>.'
        if asked != kind:
            (n, i), (m, j) = (m, j), (n, i)
        return self.ask('compare', x=x, y=y, c=word), f'The {n} <{i}> is {asked} than the {m} <{j}>.'

    def there(self):
        p = self.r.choice(list(AT))
        found = [int(i) for i in np.flatnonzero(self.s.sure) if f' {p}' in self.place(i)]
        question = self.ask('there', p=self.r.choice(split(AT[p], self.phrasing)))
        return question, f'{WHERE[p]} I see {self.listed(found)}.' if found else f'I see nothing that I know {WHERE[p][0].lower()}{WHERE[p][1:]}.'

    def listed(self, found, most=5):
        """'2 dogs <0> <3> and a cat <4>' of these proposals."""
        parts = []
        for c in list(dict.fromkeys(self.s.top[found].tolist()))[:most]:
            own, name = [i for i in found if self.s.top[i] == c], CLASSES[c]
            parts.append(f'{article(name)} {name} <{own[0]}>' if len(own) == 1 else f'{len(own)} {plural(name)} {self.points(own, 4)}')
        return ', '.join(parts[:-1]) + ' and ' + parts[-1] if len(parts) > 1 else parts[0]

    def around(self):
        """What stands so is measured by whoever reads the answer."""
        got = self.target()
        if not got:
            return None
        kind = self.r.choice([*OPENINGS, 'with'])
        answer = f'{OPENINGS[kind]} the {got[2]} <{got[1]}> <near>.'
        self.last = None
        return (self.ask('holds', x=got[0]) if kind == 'with' else self.ask('around', x=got[0], r=self.r.choice(split(BY[kind], self.phrasing)))), answer

    def isthere(self):
        """Yes or no to a thing by another."""
        r, s = self.r, self.s
        for _ in range(8):
            got, other = self.subject(), self.subject()
            if not got or not other or len(other[0]) > 1:
                return None
            (found, sure), (anchors, clear) = self.members(got[0]), self.members(other[0])
            kind = r.choice([*BY, 'on', 'on'])
            if not sure or not clear or np.intersect1d(found, anchors).size or len(anchors) > (4 if kind == 'on' else 1):
                continue
            fit = placed(kind, s.boxes, found, anchors, clear=False)
            if kind != 'on' and len(placed(kind, s.boxes, found, anchors)) != len(fit):
                continue
            by = f'{SAID.get(kind, kind)} the {other[2]}'
            self.think(other[2], *anchors, got[2], *found[:8])
            question = self.ask('isthere', a=f'{article(got[1])} {got[1]}', n=plural(got[1]), r=r.choice(split(BY[kind], self.phrasing)), y=f'the {other[1]}')
            self.last = None
            if not len(fit):
                return question, f'No, there is no {got[2]} {by}.'
            if len(fit) == 1:
                return question, f'Yes, there is {article(got[2])} {got[2]} {by} <{fit[0]}>.'
            return question, f'Yes, there are {len(fit)} {plural(got[2])} {by}: {self.points(fit)}.'
        return None
