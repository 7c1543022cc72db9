"""Made-up videos: what `workers/inference/nano/tracks` reports of one, with the detector's habits of `scenes`."""
import numpy as np

from .scenes import FEATURES, HABITS, MOST, Scene, confuse, draw, make_box, make_colours, make_soft
from .words import CLASSES, GROUP_OF

KNOTS = 6  # boxes of a track, evenly from its first sighting to its last
TIMED = FEATURES + 2 + 4 * KNOTS
MOVED = .12  # a centre that goes so far, as a share of the picture, has moved
GREW = 1.5  # a box that grows so much has come nearer
STILL = .03


class VideoScene(Scene):
    """`boxes` [n,4] are means over the knots; `knots` [n,6,4]; `start`, `end` [n] as fractions of the duration. Most salient first:
    score times the fourth root of the area times the square root of the length."""

    def __init__(self, knots, soft, score, colours, start, end):
        boxes = knots.mean(1)
        weight = score * (boxes[:, 2:] - boxes[:, :2]).prod(1) ** .25 * np.sqrt(end - start)
        order = np.argsort(-weight, kind='stable')[:MOST]
        self.knots, self.start, self.end = knots[order], start[order], end[order]
        self.fill(boxes[order], soft[order], score[order], colours[order])

    def first(self, count):
        """The most salient ones only."""
        keep = slice(0, count)
        return VideoScene(self.knots[keep], self.soft[keep], self.score[keep], self.colours[keep], self.start[keep], self.end[keep])

    @property
    def motion(self):
        """[n,6]: moves left, right, up, down, comes nearer, goes away; none of them when it stays."""
        centre = (self.knots[:, :, :2] + self.knots[:, :, 2:]) / 2
        dx, dy = (centre[:, -1] - centre[:, 0]).T
        area = (self.knots[:, :, 2:] - self.knots[:, :, :2]).prod(-1)
        grown = area[:, -1] / np.maximum(area[:, 0], 1e-6)
        return np.stack([dx < -MOVED, dx > MOVED, dy < -MOVED, dy > MOVED, grown > GREW, grown < 1 / GREW], 1)

    def features(self):
        """[n,127]: the 101 of a picture (means over the knots), start and end, 24 numbers of the knots."""
        times = np.stack([self.start, self.end], 1)
        return np.concatenate([super().features(), times, self.knots.reshape(len(self), -1)], 1).astype(np.float32)


def make_spans(rng):
    """[(start, end)] of one thing: the whole video, a part of it, or several parts."""
    kind = rng.random()
    if kind < .2:
        return [(0., 1.)]
    count = rng.choice([1, 2, 3], p=[.72, .2, .08])
    edges = np.sort(rng.uniform(0, 1, 2 * count))
    if rng.random() < .25:
        edges[0] = 0.
    if rng.random() < .25:
        edges[-1] = 1.
    return [(a, b) for a, b in edges.reshape(-1, 2) if b - a > .03] or [(0., float(rng.uniform(.1, 1)))]


def make_knots(rng, box):
    """[6,4]: the box at rest, moving, coming nearer or going away, with the detector's jitter."""
    steps = np.linspace(-.5, .5, KNOTS)[:, None]
    centre, size = (box[:2] + box[2:]) / 2, box[2:] - box[:2]
    move, grow = np.zeros(2), 0.
    kind = rng.choice(['still', 'across', 'depth', 'both'], p=[.35, .4, .12, .13])
    if kind in ('across', 'both'):
        move = rng.normal(0, 1, 2) * [.35, .12]
    if kind in ('depth', 'both'):
        grow = rng.choice([-1, 1]) * rng.uniform(.3, 1.2)
    sizes = size * np.exp(steps * grow)
    centres = centre + steps * move + np.cumsum(rng.normal(0, STILL / 6, (KNOTS, 2)), 0)
    knots = np.concatenate([centres - sizes / 2, centres + sizes / 2], 1)
    knots = np.clip(knots + rng.normal(0, .01, knots.shape) * np.tile(sizes, 2), 0, 1)
    small = (knots[:, 2:] - knots[:, :2]) < .01
    knots[:, 2:] = np.where(small, np.minimum(1, knots[:, :2] + .01), knots[:, 2:])
    knots[:, :2] = np.minimum(knots[:, :2], knots[:, 2:] - .005)
    return knots


def make_video(rng, empty=.02):
    """One video of 0 to 40 tracks."""
    none = np.zeros(0)
    if rng.random() < empty:
        return VideoScene(np.zeros((0, KNOTS, 4)), np.zeros((0, 80)), none, np.zeros((0, 11)), none, none)
    kinds = rng.choice(80, size=rng.integers(1, 6), replace=False)
    if rng.random() < .3:
        kinds = np.unique(np.append(kinds, rng.choice(GROUP_OF[kinds[0]])))
    if rng.random() < .5:
        kinds = np.unique(np.append(kinds, 0))
    knots, soft, score, colours, times = [], [], [], [], []
    scale = np.exp(rng.normal(0, .35))
    for c in kinds:
        for _ in range(rng.choice([1, 2, 3, 4, 6], p=[.5, .25, .13, .08, .04])):
            dress = make_colours(rng)
            for span in make_spans(rng):
                named = confuse(rng, c) if rng.random() < .5 else c
                s = draw(rng, 'right')
                knots.append(make_knots(rng, make_box(rng, CLASSES[c], scale)))
                soft.append(make_soft(rng, named, s)), score.append(s), colours.append(dress), times.append(span)
    for _ in range(rng.poisson(.3 + .2 * HABITS['wrongForRight'] * len(kinds))):  # short-lived false finds
        c, s, begin = int(rng.choice(GROUP_OF[int(rng.choice(kinds))])), draw(rng, 'wrong'), rng.uniform(0, .95)
        knots.append(make_knots(rng, make_box(rng, CLASSES[c], scale)))
        soft.append(make_soft(rng, c, s)), score.append(s), colours.append(make_colours(rng)), times.append((begin, min(1., begin + rng.exponential(.06) + .01)))
    start, end = np.array(times).T
    return VideoScene(np.array(knots), np.array(soft), np.array(score), np.array(colours), start, end)
