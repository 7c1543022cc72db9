"""Training data of the sound encoder: `python -m training.sound_shards --count N --yamnet yamnet.tflite`, shards of 128 scenes of 10 s.

`train-NNN.npz`: log-mel, labels and weights of a scene of `sound_mix`, and what the teacher hears in the mix. One in four shards, `other-NNN.npz`, is
of recordings whose class nobody said (and of all the others that are not held out): no labels, only what the teacher hears. The teacher
(YAMNet) knows far more recordings than there are here; to hear as it does keeps the encoder from learning these few by heart."""
import argparse
import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import torch

from .sound_mix import Pool, RECIPES, coloured, fade, recorded, scene, speed, tone_and_room
from .sound_model import LogMel
from .sound_words import NAMES
from .sounds import RATE, RUNS, WINDOW, Teacher, group

SECONDS, SIZE = 10, 128
TEACHER_HOP = RATE // 2   # five rows of the encoder's
TEACHER_WINDOWS = (SECONDS * RATE - WINDOW) // TEACHER_HOP + 1


def heard(teacher, samples):
    """[TEACHER_WINDOWS, 521] logits, within 12, of the windows that begin every half second."""
    p = np.clip(teacher.scores(samples, TEACHER_HOP)[:TEACHER_WINDOWS].astype(np.float64), 6e-6, 1 - 6e-6)
    return np.log(p / (1 - p)).astype(np.float16)


class Others:
    """Every clip of the pool that is no take of what is held out, whatever it is called."""

    def __init__(self, pool):
        held = {group(c) for c in json.loads((RUNS / 'clips.json').read_text()) if c['split'] != 'train'}
        self.pool = pool
        self.clips = [c for c in json.loads((RUNS / 'taught.json').read_text()) if group(c) not in held and c['split'] in (None, 'train')]
        packages = {}
        for c in self.clips:
            packages[c['package']] = packages.get(c['package'], 0) + 1
        p = np.array([packages[c['package']] ** -.4 for c in self.clips])
        self.p = p / p.sum()

    def scene(self, rng):
        """Samples of two to six clips at random places and levels over noise."""
        n = SECONDS * RATE
        y = coloured(rng, n) * 10 ** (rng.uniform(-50, -30) / 20)
        for _ in range(rng.integers(2, 7)):
            clip = self.clips[rng.choice(len(self.clips), p=self.p)]
            x = self.pool.samples(clip)
            most = int(rng.uniform(1.5, 6) * RATE)
            at = rng.integers(0, max(1, len(x) - most))
            x = fade(x[at:at + most].copy(), .03 if at else .008)
            x = tone_and_room(rng, fade(speed(x, float(np.clip(np.exp(rng.normal(0, .15)), .65, 1.5)))))
            x = (x / max(np.sqrt((x ** 2).mean()), 1e-4) * 10 ** (rng.uniform(-27, -12) / 20))[:n]
            at = rng.integers(0, n - len(x) + 1)
            y[at:at + len(x)] += x
        return recorded(rng, y)


TOOLS = {}


def begin(yamnet):
    """What each process keeps: the clips, the log-mel, the teacher."""
    torch.set_num_threads(1)
    pool = Pool('train')
    TOOLS.update(pool=pool, mel=LogMel(), teacher=Teacher(yamnet), others=Others(pool))


def write(kind, shard, recipe):
    rng = np.random.default_rng((1 if kind == 'train' else 7, shard))
    if kind == 'train':
        made = [scene(rng, TOOLS['pool'], float(SECONDS), recipe) for _ in range(SIZE)]
    else:
        none = np.zeros((SECONDS * 10, len(NAMES)), np.float32)
        made = [{'samples': TOOLS['others'].scene(rng), 'labels': none, 'weight': none} for _ in range(SIZE)]
    x, path = np.stack([m['samples'] for m in made]), shard_path(kind, shard)
    temporary = path.with_name(f'.{path.name}')
    np.savez(temporary, mel=TOOLS['mel'].fast(torch.from_numpy(x))[:, 0].numpy().astype(np.float16), heard=np.stack([heard(TOOLS['teacher'], s) for s in x]),
             **{key: np.stack([m[key] for m in made]).astype(np.float16) for key in ('labels', 'weight')})
    os.replace(temporary, path)
    print(kind, shard, flush=True)


def shard_path(kind, shard):
    return RUNS / f'{kind}-{shard:03d}.npz'


def make(count, others, yamnet, recipe, workers):
    """Writes the shards that are missing: `count` with labels, after each `others` of them one without."""
    jobs = [job for i in range(count) for job in [('train', i)] + ([('other', i)] if others and i % others == 0 else []) if not shard_path(*job).exists()]
    with ProcessPoolExecutor(workers, multiprocessing.get_context('spawn'), begin, (yamnet,)) as run:
        for done in [run.submit(write, *job, recipe) for job in jobs]:
            done.result()


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--count', type=int, default=110, help='shards with labels')
    parser.add_argument('--others', type=int, default=3, help='a shard without labels after each N, 0: none')
    parser.add_argument('--workers', type=int, default=1)
    parser.add_argument('--recipe', choices=RECIPES, default='plain')
    parser.add_argument('--yamnet', required=True, help='yamnet.tflite, with yamnet_class_map.csv beside it')
    given = parser.parse_args()
    make(given.count, given.others, given.yamnet, given.recipe, given.workers)
