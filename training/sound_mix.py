"""Scenes of 10 to 20 s mixed from the pool, with exact onsets and offsets: `python -m training.sound_mix validation|test --count N`.

Every clip is changed (level, speed, tone, room), laid over backgrounds and noise, and the scene as a whole may be band-limited, companded
or clipped as recordings are. Truth: spans of a clip's own activity. What the teacher hears in a clip beyond its labels is neither true nor
false there ("unknown"), and so are spans that the rest drowns."""
import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

from .sound_labels import CALLED, CLASS_OF, GAP, GAPS
from .sound_made import MAKERS, made
from .sound_words import NAMES, SOUND_INDEX
from .sounds import RATE, RUNS, group

STEP = RATE // 10
SEED = {'validation': 2, 'test': 3}
BACKGROUND = ('rain', 'wind', 'water', 'waves', 'applause', 'fire', 'engine', 'train', 'aircraft', 'music', 'insects', 'bird', 'helicopter', 'speech')
MADE = .35  # this share of the training sounds of a class that `sound_made` has
VOICES = ('speech', 'male voice', 'female voice', 'child voice')
# Single strokes come in rows: seconds between them.
STROKES = {'typing': (.09, .35), 'footsteps': (.35, .75), 'hammer': (.35, 1.), 'clock': (.3, 1.), 'knock': (.15, .4),
           'gunshot': (.15, .8), 'dog': (.3, .9), 'drums': (.15, .5), 'applause': (.15, .3), 'alarm': (.2, .6)}
# Levels in dB: `event` (range), `bed` below its middle (noise, or a background with noise 10 dB under it), how many sound at once over a background,
# and `heard`: a sound that is under this against all the rest in more than half of its frames is unknown, neither true nor false.
# `plain`: each sound 6 to 36 dB over the bed (URBAN-SED and DESED draw 6 to 30). `crowded`: many at once, down to inaudible ones.
RECIPES = {'plain': {'event': (-24, -12), 'bed': (12, 30), 'most': 2, 'heard': -6}, 'crowded': {'event': (-27, -12), 'bed': (3, 30), 'most': 6, 'heard': -17}}


def activity(x, name):
    """Spans in seconds where the clip sounds: within 32 dB of its loudest 20 ms; pauses shorter than the class's gap are closed."""
    hop = RATE // 100
    frames = np.pad(x, (0, -len(x) % hop)).reshape(-1, hop)
    power = np.convolve((frames ** 2).mean(1), np.ones(2) / 2, 'same')
    on = power > max(power.max() * 10 ** -3.2, 1e-8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], on.astype(int), [0]])))
    spans, gap = [], GAPS.get(name, GAP)
    for a, b in zip(edges[::2] / 100, edges[1::2] / 100):
        if spans and a - spans[-1][1] < gap:
            spans[-1][1] = b
        else:
            spans.append([a, b])
    return [(a, min(b, len(x) / RATE)) for a, b in spans if b - a >= .03]


# What neither the earlier encoder nor the new one learnt from.
HELD = set((Path(__file__).parent / 'sound_held.txt').read_text().splitlines())


class Pool:
    """The clips of one split by class and recording; of those held out only what the earlier encoder did not learn from either."""

    def __init__(self, split):
        self.split = split
        self.clips = [c for c in json.loads((RUNS / 'clips.json').read_text()) if c['split'] == split]
        self.sound = np.load(RUNS / 'pool.npy', mmap_mode='r')
        self.soft = np.load(RUNS / 'teacher.npy', mmap_mode='r')
        self.byclass = defaultdict(lambda: defaultdict(list))
        for c in self.clips:
            # Evaluation trusts names and the makers of synthesised sounds, not the teacher.
            if split == 'train' or c['by'] == 'name' and c['path'] in HELD:
                self.byclass[c['labels'][0] if c['labels'] else ''][group(c)].append(c)
        self.names = [n for n in NAMES if self.byclass[n]]

    def draw(self, rng, name):
        groups = self.byclass[name]
        keys = list(groups)
        # Larger recordings a little more often, named ones more than those found by the teacher.
        p = np.array([len(groups[k]) ** .5 * (1 if groups[k][0]['by'] == 'name' else .4) for k in keys])
        key = keys[rng.choice(len(keys), p=p / p.sum())]
        return groups[key][rng.integers(len(groups[key]))], groups[key]

    def samples(self, clip):
        return self.sound[clip['at']:clip['at'] + clip['n']].astype(np.float32) / 32768


def fade(x, seconds=.008):
    n = min(int(seconds * RATE), len(x) // 2)
    if n:
        x[:n] *= np.linspace(0, 1, n)
        x[-n:] *= np.linspace(1, 0, n)
    return x


def speed(x, factor):
    return np.interp(np.arange(0, len(x) - 1, factor), np.arange(len(x)), x).astype(np.float32)


def tone_and_room(rng, x):
    """A random smooth tone curve (6 dB), and with one in three a room (decaying noise, 0.1 to 0.9 s)."""
    room = rng.random() < .35
    tail = int(RATE * rng.uniform(.1, .9)) if room else 0
    n = 1 << (len(x) + tail).bit_length()
    spectrum = np.fft.rfft(x, n)
    f = np.linspace(0, 8000, len(spectrum))
    spectrum *= 10 ** (np.interp(np.log2(f + 60), np.log2(np.array([60, 200, 500, 1200, 3000, 8060])), rng.normal(0, 3.5, 6)) / 20)
    if room:
        ir = rng.normal(0, 1, tail) * np.exp(-np.arange(tail) * 6.9 / tail)
        ir *= rng.uniform(.1, .6) / np.sqrt((ir ** 2).sum())
        ir[0] = 1
        spectrum *= np.fft.rfft(ir, n)
    return np.fft.irfft(spectrum, n)[:len(x) + tail // 2].astype(np.float32)


def event(rng, pool, name, longest):
    """(samples with the room's tail, spans, labels, soft labels) of one sound of a class."""
    # Children's voices are few: half of them are women's, raised by a quarter to a half.
    child = name == 'child voice' and (not pool.byclass[name] or rng.random() < .5)
    if pool.split == 'train' and name in MAKERS and rng.random() < MADE:
        x = fade(made(rng, name, rng.uniform(.5, 1) * longest))
        spans = activity(x, name)
        loud = np.concatenate([x[int(a * RATE):int(b * RATE)] for a, b in spans]) if spans else x
        return tone_and_room(rng, x / max(np.sqrt((loud ** 2).mean()), 1e-4)), spans, [name], np.zeros(len(NAMES), np.float32)
    clip, takes = pool.draw(rng, 'female voice' if child else name)
    x = pool.samples(clip)
    if len(x) > longest * RATE:
        n = int(rng.uniform(.5, 1) * longest * RATE)
        start = rng.integers(0, len(x) - n)
        part = x[start:start + n]
        x = fade(part.copy(), .03) if np.abs(part).max() > .1 else fade(x[:n].copy(), .03)
    spread, low, high = (.14, .7, 1.4) if pool.split == 'train' else (.07, .82, 1.2)
    factor = rng.uniform(1.25, 1.5) if child else float(np.clip(np.exp(rng.normal(0, .03 if name in VOICES else spread)), low, high))
    x = fade(speed(x, factor))
    if name in STROKES and len(x) < .8 * RATE and rng.random() < (.9 if name in ('typing', 'footsteps', 'clock') else .6):
        low, high = STROKES[name]
        step, row, at = rng.uniform(low, high), np.zeros(int(longest * RATE) + len(x), np.float32), 0.
        for _ in range(rng.integers(2, 14)):
            y = pool.samples(takes[rng.integers(len(takes))] if name != 'clock' else clip)[:int(.8 * RATE)] * rng.uniform(.6, 1)
            i = int(at * RATE)
            if i + len(y) > longest * RATE:
                break
            row[i:i + len(y)] += y
            at += max(step * rng.uniform(.75, 1.3) if name != 'clock' else step, .05)
        used = np.flatnonzero(np.abs(row) > .003)
        x = row[:used[-1] + 1] if len(used) else x
    spans = activity(x, name)
    loud = np.concatenate([x[int(a * RATE):int(b * RATE)] for a, b in spans]) if spans else x
    x = tone_and_room(rng, x / max(np.sqrt((loud ** 2).mean()), 1e-4))
    labels, heard = clip['labels'], np.asarray(pool.soft[clip['teacher']:clip['teacher'] + clip['windows'], :-1], np.float32).max(0)
    if child:
        labels = ['child voice', 'speech']
    soft = np.zeros(len(NAMES), np.float32)
    for called, score in zip(CALLED, heard):
        if CLASS_OF[called]:
            soft[SOUND_INDEX[CLASS_OF[called]]] = max(soft[SOUND_INDEX[CLASS_OF[called]]], score)
    return x, spans, labels, soft


def coloured(rng, n):
    """Noise of a random slope, unit power."""
    spectrum = np.fft.rfft(rng.normal(0, 1, n))
    spectrum *= (np.arange(len(spectrum)) + 20.) ** -rng.uniform(0, 1.1)
    x = np.fft.irfft(spectrum, n)
    return (x / x.std()).astype(np.float32)


def recorded(rng, y):
    """What recording does to it: narrow bands, companding, clipping, level."""
    if rng.random() < .2:
        f = np.fft.rfftfreq(len(y), 1 / RATE)
        low, high = (rng.uniform(150, 350), rng.uniform(3000, 3600)) if rng.random() < .5 else (20, rng.uniform(3500, 7000))
        y = np.fft.irfft(np.fft.rfft(y) / (1 + (low / np.maximum(f, 1)) ** 4) / (1 + (f / high) ** 12), len(y))
    top = np.abs(y).max() + 1e-9
    if rng.random() < .05:
        z = np.sign(y) * np.log1p(255 * np.abs(y) / top) / np.log(256)
        z = np.round(z * 127) / 127
        y = np.sign(z) * (256 ** np.abs(z) - 1) / 255 * top
    if rng.random() < .05:
        y = np.clip(y, -top * .4, top * .4)
    return (y / top * 10 ** (rng.uniform(-22, -.3) / 20)).astype(np.float32)


def audible(part, rest, a, b, least):
    """Whether samples a..b of `part` are at least `least` dB over `rest` in half of their frames of 20 ms (of those where the part itself sounds)."""
    size = RATE // 50
    power = [(np.pad(x[a:b], (0, -(b - a) % size)).reshape(-1, size) ** 2).mean(1) + 1e-12 for x in (part, rest)]
    sounds = power[0] > power[0].max() * 1e-3
    return np.median((10 * np.log10(power[0] / power[1]))[sounds]) > least


def scene(rng, pool, seconds, recipe='plain'):
    """{'samples', 'events': [(class, start, end)], 'labels', 'weight': [frames, classes]} of one scene."""
    n, recipe = int(seconds * RATE) // STEP * STEP, RECIPES[recipe]
    bed, backed = np.mean(recipe['event']) - rng.uniform(*recipe['bed']), rng.random() < .45
    y, parts, taken, over = coloured(rng, n) * 10 ** ((bed - 10 * backed) / 20), [], defaultdict(list), []

    def lay(name, longest, level, start=None):
        for _ in range(6):
            x, spans, labels, soft = event(rng, pool, name, longest)
            if not spans:
                continue
            x = x[:n]
            at = rng.integers(0, max(1, n - int(min(spans[-1][1] * RATE, n)) + 1)) if start is None else start
            whole = (at / RATE + spans[0][0], at / RATE + spans[-1][1])
            if any(a < whole[1] + 1. and whole[0] < b + 1. for label in labels if label not in ('music', 'speech') or label == labels[0]
                   for a, b in taken[label]) or level > bed and sum(a < whole[1] and whole[0] < b for a, b in over) >= recipe['most']:
                continue
            if level > bed:
                over.append(whole)
            part = np.zeros(n, np.float32)
            part[at:at + len(x)] = x[:n - at] * 10 ** (level / 20)
            for label in labels:
                taken[label].append(whole)
            parts.append((part, [(max(0., a + at / RATE), min(b + at / RATE, n / RATE)) for a, b in spans if a + at / RATE < n / RATE - .03], labels, soft))
            return
    names = [c for c in BACKGROUND if c in pool.names]
    if backed:
        lay(names[rng.integers(len(names))], seconds, bed)
    for _ in range(rng.integers(1, 3 + int(seconds / 4))):
        # One in seven: speech or music. One in fourteen: a sound of no class.
        p, name = rng.random(), NAMES[rng.integers(len(NAMES))]
        name = name if p > .21 else ('speech', 'female voice', 'male voice', 'music')[rng.integers(4)] if p > .07 else ''
        if pool.byclass[name] or name == 'child voice':  # a few have too few recordings for validation
            lay(name, rng.uniform(1.5, 6), rng.uniform(*recipe['event']))
    total = y + sum(p[0] for p in parts) if parts else y
    frames = n // STEP
    labels, weight, events = np.zeros((frames, len(NAMES)), np.float32), np.ones((frames, len(NAMES)), np.float32), []
    for part, spans, own, soft in parts:
        rest = total - part
        for a, b in spans:
            i, j = int(a * RATE), max(int(b * RATE), int(a * RATE) + 1)
            heard = audible(part, rest, i, j, recipe['heard'])
            cover = np.clip(np.minimum(np.arange(1, frames + 1) / 10, b) - np.maximum(np.arange(frames) / 10, a), 0, .1) * 10
            rows = cover > 0
            for label in own:
                c = SOUND_INDEX[label]
                if heard:
                    labels[:, c] = np.maximum(labels[:, c], cover)
                    events.append((label, round(a, 3), round(b, 3)))
                else:
                    weight[rows, c] = 0
                    events.append((label, round(a, 3), -1))
            beyond = [c for c in range(len(NAMES)) if soft[c] > .15 and NAMES[c] not in own]
            if own == ['speech']:
                beyond += [SOUND_INDEX[v] for v in VOICES[1:]]
            for c in beyond:
                free = rows & (labels[:, c] == 0)
                weight[free, c] = 0 if soft[c] <= .6 else .5
                if soft[c] > .6:
                    labels[free, c] = np.maximum(labels[free, c], soft[c] * .9)
                events.append((NAMES[c], round(a, 3), -1))
    return {'samples': recorded(rng, total), 'events': events, 'labels': labels, 'weight': weight}


def merged(events, name):
    """Spans of a class, those closer than its gap joined; and whether it is unknown somewhere."""
    spans = []
    for a, b in sorted((a, b) for c, a, b in events if c == name and b > 0):
        if spans and a - spans[-1][1] < GAPS.get(name, GAP):
            spans[-1][1] = max(b, spans[-1][1])
        else:
            spans.append([a, b])
    return spans, any(c == name and b < 0 for c, a, b in events)


def make(split, count, recipe):
    """Scenes with sound for evaluation (`validation.npz`, `test.npz`, `test-crowded.npz`); `sound_shards` makes those for training."""
    pool = Pool(split)
    rng = np.random.default_rng(SEED[split])
    made = [scene(rng, pool, float(rng.uniform(10, 20)), recipe) for _ in range(count)]
    split += '' if recipe == 'plain' else f'-{recipe}'
    np.savez(RUNS / f'{split}.npz', samples=np.concatenate([(m['samples'] * 32767).astype(np.int16) for m in made]), lengths=[len(m['samples']) for m in made])
    (RUNS / f'{split}.json').write_text(json.dumps([m['events'] for m in made]))


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('split', choices=SEED)
    parser.add_argument('--count', type=int, default=320, help='scenes')
    parser.add_argument('--recipe', choices=RECIPES, default='plain')
    given = parser.parse_args()
    make(given.split, given.count, given.recipe)
