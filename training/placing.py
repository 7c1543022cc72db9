"""Questions about where things stand: in the picture, to each other, which is the larger, what is there. Part of `questions.Asker`."""
from .facts import Facts
from .phrases import split
from .place_phrases import AT, BY, MORE
from .words import article, plural

OPENINGS = {'left': 'Left of', 'right': 'Right of', 'above': 'Above', 'below': 'Below', 'on': 'On', 'with': 'With'}
SAID = {'left': 'left of', 'right': 'right of'}
WHERE = {'left': 'on the left', 'right': 'on the right', 'top': 'at the top', 'bottom': 'at the bottom', 'middle': 'in the middle'}


class Placing(Facts):
    """One method a kind of question -> (question, answer), or None when the scene does not allow it.

    What is asked is put into plain words behind `<near>`; whether it is so is measured by whoever reads the answer.
    """

    def couple(self):
        """Two different things that can be asked about."""
        one, two = self.target(), self.target()
        self.last = None
        return (one, two) if one and two and one[1] != two[1] else None

    def isat(self):
        got = self.target()
        if not got:
            return None
        p = self.r.choice(list(AT))
        self.last = (int(self.s.top[got[1]]), got[1])
        return self.ask('isat', x=got[0], p=self.r.choice(split(AT[p], self.phrasing))), f'<near> The {got[2]} <{got[1]}> is {WHERE[p]}.'

    def isrel(self):
        got = self.couple()
        if not got:
            return None
        (x, i, n), (y, j, m) = got
        kind = self.r.choice(list(BY))
        question = self.ask('isrel', x=x, y=y, r=self.r.choice(split(BY[kind], self.phrasing)))
        return question, f'<near> The {n} <{i}> is {SAID.get(kind, kind)} the {m} <{j}>.'

    def compare(self):
        got = self.couple()
        if not got:
            return None
        (x, i, n), (y, j, m) = got
        kind = self.r.choice(list(MORE))
        word = self.r.choice(split(MORE[kind], self.phrasing))
        if self.r.random() < .5:
            return self.ask('compared', x=x, y=y, c=word), f'<near> The {n} <{i}> is {kind} than the {m} <{j}>.'
        return self.ask('compare', x=x, y=y, c=word), f'<near> {kind.capitalize()}: the {n} <{i}> or the {m} <{j}>.'

    def there(self):
        p = self.r.choice(list(AT))
        self.last = None
        return self.ask('there', p=self.r.choice(split(AT[p], self.phrasing))), f'<near> {WHERE[p].capitalize()}.'

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
        got, other = self.subject(absent=self.r.random() < .25), self.subject(absent=self.r.random() < .15)
        if not got or not other or set(got[0]) & set(other[0]):
            return None
        kind = self.r.choice([*BY, 'on', 'on'])
        (_, word, name), (_, near, plain) = got, other
        self.last = None
        question = self.ask('isthere', a=f'{article(word)} {word}', n=plural(word), r=self.r.choice(split(BY[kind], self.phrasing)), y=f'the {near}')
        return question, f'<near> There is {article(name)} {name} {SAID.get(kind, kind)} the {plain}.'
