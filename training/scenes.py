"""Made-up detector outputs: proposals as `workers/inference/nano/image-encoder` reports them, most salient first."""
import json
from pathlib import Path

import numpy as np

from .words import CLASSES, COLOURS, GROUP_OF, INDEX, SHAPES, SIDES

MOST = 40
SURE = 0.32  # proposals below are named with a caveat
SHOWN = 0.3  # a thing has a colour from this share, and always its first
SECOND = 0.2  # a class that is not the first counts, with a caveat, from this score
FITTED = Path(__file__).with_name('detector.json')  # made by fit.py
HABITS = json.loads(FITTED.read_text()) if FITTED.exists() else None
FEATURES = 80 + 9 + 1 + 11
RARE_COLOURS = np.array([.17, .15, .14, .1, .05, .07, .09, .1, .02, .03, .08])
OUTDOOR = [c for c in range(0, 39)]
INDOOR = [0, 15, 16, 24, 26, *range(39, 80)]
ON = {'cup': 'dining table', 'bottle': 'dining table', 'bowl': 'dining table', 'cat': 'couch', 'dog': 'couch', 'teddy bear': 'bed',
      'book': 'bed', 'pizza': 'dining table', 'cake': 'dining table', 'laptop': 'dining table', 'person': 'horse', 'bird': 'bench'}


class Scene:
    """boxes [n,4] (x0,y0,x1,y1 as fractions), soft [n,80], score [n], colours [n,11]; `top` [n] is the first class.

    The order is that of salience, score times the fourth root of the area: what is named first is what people most likely mean.
    """

    def __init__(self, boxes, soft, score, colours):
        order = np.argsort(-score * (boxes[:, 2:] - boxes[:, :2]).prod(1) ** .25, kind='stable')[:MOST]
        self.fill(boxes[order], soft[order], score[order], colours[order])

    def fill(self, boxes, soft, score, colours):
        self.boxes, self.soft, self.score, self.colours = boxes, soft, score, colours
        self.top = self.soft.argmax(1) if len(score) else np.zeros(0, int)
        self.centre = (self.boxes[:, :2] + self.boxes[:, 2:]) / 2
        self.size = self.boxes[:, 2:] - self.boxes[:, :2]
        self.area = self.size.prod(1)
        self.sure = self.score >= SURE

    def __len__(self):
        return len(self.score)

    def part(self, keep):
        return Scene(self.boxes[keep], self.soft[keep], self.score[keep], self.colours[keep])

    def features(self):
        """[n,101]: 80 class scores, x0 y0 x1 y1 w h cx cy area, score, 11 colour shares (the order of `COLOURS`)."""
        parts = [self.soft, self.boxes, self.size, self.centre, self.area[:, None], self.score[:, None], self.colours]
        return np.concatenate(parts, 1).astype(np.float32)


def iou(a, b):
    """[n,4], [m,4] -> [n,m]."""
    low, high = np.maximum(a[:, None, :2], b[None, :, :2]), np.minimum(a[:, None, 2:], b[None, :, 2:])
    inter = np.clip(high - low, 0, None).prod(2)
    areas = [(x[:, 2:] - x[:, :2]).prod(1) for x in (a, b)]
    return inter / np.maximum(areas[0][:, None] + areas[1][None] - inter, 1e-9)


def make_box(rng, name, scale):
    side = SIDES.get(name, .12) * scale * np.exp(rng.normal(0, .5))
    ratio = SHAPES.get(name, 1.) * np.exp(rng.normal(0, .3))
    w, h = min(side / np.sqrt(ratio), .98), min(side * np.sqrt(ratio), .98)
    w, h = max(w, .015), max(h, .015)
    cx, cy = rng.uniform(0, 1), np.clip(rng.normal(.55, .2), 0, 1)
    x0, y0 = np.clip(cx - w / 2, 0, 1 - w), np.clip(cy - h / 2, 0, 1 - h)
    return np.array([x0, y0, x0 + w, y0 + h])


def make_colours(rng):
    """Shares of one to four colours; those below 0.12 are dropped as the encoder drops them."""
    picks = rng.choice(11, size=rng.integers(1, 5), replace=False, p=RARE_COLOURS / RARE_COLOURS.sum())
    shares = np.zeros(11)
    shares[picks] = np.sort(rng.dirichlet(np.linspace(4, .8, len(picks))))[::-1]
    best = shares.argmax()
    shares[(shares < .12) & (np.arange(11) != best)] = 0
    return shares


def draw(rng, name):
    """A value from the fitted quantiles of `name`."""
    return float(np.interp(rng.random(), HABITS['quantiles'], HABITS[name]))


def make_soft(rng, c, score):
    """[80]: the first class and up to four others, mostly of the same group, below the best score."""
    soft = np.zeros(80)
    for _ in range(rng.choice(5, p=np.array(HABITS['others']) / sum(HABITS['others']))):
        group = GROUP_OF[c]
        other = rng.choice(group) if len(group) > 1 and rng.random() < .8 else rng.integers(80)
        soft[other] = score * min(.98, draw(rng, 'ratio'))
    soft[soft < .05] = 0
    soft[c] = score
    return soft


def confuse(rng, c):
    """The class the detector reports for a thing of class c."""
    if rng.random() > HABITS['wrongClass']:
        return c
    pairs = [(b, n) for a, b, n in HABITS['confused'] if a == c]
    if pairs and rng.random() < .6:
        return int(rng.choice([b for b, _ in pairs], p=np.array([n for _, n in pairs]) / sum(n for _, n in pairs)))
    return int(rng.choice(GROUP_OF[c]))


def false_find(rng, boxes, names, scale):
    """(class, box) of something that is not there: a part or a group of what is, or anything anywhere."""
    if rng.random() < .6:
        i = rng.integers(len(names))
        low, size = boxes[i, :2], boxes[i, 2:] - boxes[i, :2]
        size, low = size * np.exp(rng.normal(-.35, .45, 2)), low + size * rng.uniform(-.2, .5, 2)
        box = np.clip(np.concatenate([low, low + size]), 0, 1)
        if (box[2:] - box[:2]).min() > .01:
            return names[i], box
    c = rng.choice(GROUP_OF[rng.choice(names)]) if rng.random() < .5 else rng.integers(80)
    return c, make_box(rng, CLASSES[c], scale)


def make_scene(rng, empty=.02):
    """One scene of 0 to 40 proposals: a few classes with several members each, things on things, weak false finds."""
    if rng.random() < empty:
        return Scene(np.zeros((0, 4)), np.zeros((0, 80)), np.zeros(0), np.zeros((0, 11)))
    pool = [OUTDOOR, INDOOR, list(range(80))][rng.choice(3, p=[.35, .35, .3])]
    kinds = rng.choice(pool, size=rng.integers(1, 7), replace=False)
    if rng.random() < .3:
        kinds = np.unique(np.append(kinds, rng.choice(GROUP_OF[kinds[0]])))
    if rng.random() < .4:
        kinds = np.unique(np.append(kinds, 0))
    names, boxes = [], []
    scale = np.exp(rng.normal(0, .35))
    for c in kinds:
        count = rng.choice([1, 2, 3, 4, 5, 6, 7, 8, 11], p=[.38, .2, .14, .09, .06, .05, .04, .03, .01])
        shrink = scale / max(1, count / 4)
        for _ in range(count):
            name = CLASSES[c]
            box = make_box(rng, name, shrink)
            base = ON.get(name)
            if base and rng.random() < .3:
                under = make_box(rng, base, scale)
                w, h = box[2:] - box[:2]
                cx = np.clip(rng.uniform(under[0], under[2]), w / 2, 1 - w / 2)
                bottom = np.clip(under[1] + rng.uniform(.1, .5) * (under[3] - under[1]), h, 1)
                box = np.array([cx - w / 2, bottom - h, cx + w / 2, bottom])
                names.append(INDEX[base]), boxes.append(under)
            names.append(c), boxes.append(box)
    boxes, names = np.array(boxes), np.array(names)
    score = np.array([draw(rng, 'right') for _ in names])
    if rng.random() < .4:  # a clear picture: everything is found with a good score
        score = np.maximum(score, rng.uniform(.33, .5, len(score)))
    names = np.array([confuse(rng, c) for c in names])
    for _ in range(rng.poisson(.3 + .4 * HABITS['wrongForRight'] * min(6, len(names)))):
        c, box = false_find(rng, boxes, names, scale)
        boxes, names, score = np.vstack([boxes, box]), np.append(names, c), np.append(score, draw(rng, 'wrong'))
    boxes = np.clip(boxes + rng.normal(0, .008, boxes.shape) * np.tile(boxes[:, 2:] - boxes[:, :2], 2), 0, 1)
    keep, overlap = [], iou(boxes, boxes)
    for i in np.argsort(-score):  # the encoder's own suppression
        if all(overlap[i, j] <= (.5 if names[i] == names[j] else .75) for j in keep) and (boxes[i, 2:] - boxes[i, :2]).min() > .008:
            keep.append(i)
    keep = keep[:int(rng.integers(1, MOST + 1))] if rng.random() < .1 else keep[:MOST]
    if rng.random() < .05:
        keep = keep[:1]
    names, boxes, score = names[keep], boxes[keep], score[keep]
    soft = np.array([make_soft(rng, c, s) for c, s in zip(names, score)])
    by_class = {c: make_colours(rng) for c in set(names.tolist())}
    colours = np.array([by_class[c] if rng.random() < .25 else make_colours(rng) for c in names])
    return Scene(boxes, soft, score, colours)
