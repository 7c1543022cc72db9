"""`python -m training.sound_train --steps N`: trains on what `sound_mix train` has made (shards may still be coming), saves every two minutes."""
import argparse
import math
import time

import numpy as np
import torch
from torch.nn import functional as F

from .sound_model import SoundModel
from .sound_words import NAMES
from .sounds import RUNS

CHECKPOINT = RUNS / 'sound.pt'
BATCH, PEAK, DECAY, AVERAGE = 16, 2.5e-3, 2e-3, .998


class Shards:
    """Random batches from the shards there are; a shard is kept in memory once read."""

    def __init__(self, seed):
        self.rng, self.read = np.random.default_rng(seed), {}

    def refresh(self):
        for path in sorted(RUNS.glob('train-*.npz')):
            if path not in self.read:
                with np.load(path) as z:
                    self.read[path] = [z[k] for k in ('mel', 'labels', 'weight')]
        self.read = {path: shard for path, shard in self.read.items() if path.exists()}
        self.list = list(self.read.values())

    def batch(self, size):
        """Log-mel, labels, weights; one scene in seven lies over a second one (power added), all shifted in time and level, bands hidden."""
        rng, rows = self.rng, []
        for _ in range(size):
            mel, labels, weight = self.one()
            if rng.random() < .15:
                mel2, labels2, weight2 = self.one()
                mel = np.logaddexp(mel, mel2 - np.float32(rng.exponential(2.)))
                weight = np.where(labels > .5, weight, np.minimum(weight, weight2))
                labels = np.maximum(labels, labels2)
            shift = int(rng.integers(0, labels.shape[0]))
            mel, labels, weight = np.roll(mel, 8 * shift, 0), np.roll(labels, shift, 0), np.roll(weight, shift, 0)
            mel = mel + np.float32(rng.normal(0, 1.5))
            if rng.random() < .5:
                at, wide = rng.integers(0, 60), rng.integers(2, 9)
                mel[:, at:at + wide] = mel.mean()
            rows.append((mel, labels, weight))
        return [torch.from_numpy(np.stack(x)) for x in zip(*rows)]

    def one(self):
        shard = self.list[self.rng.integers(len(self.list))]
        i = self.rng.integers(len(shard[0]))
        return [part[i].astype(np.float32) for part in shard]


def loss_of(logits, labels, weight):
    """Binary cross entropy over frames and classes; what is rarely on counts more where it is."""
    loss = F.binary_cross_entropy_with_logits(logits, labels, reduction='none')
    return (loss * weight * (1 + 2 * labels)).sum() / weight.sum() * len(NAMES)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--steps', type=int, default=1500)
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--seconds', type=float, default=1e9, help='stop after this long; the schedule is stretched over `steps` all the same')
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(5)
    model = SoundModel().to(memory_format=torch.channels_last)  # a fifth faster on a processor
    deep = [p for n, p in model.named_parameters() if p.ndim > 1]
    flat = [p for n, p in model.named_parameters() if p.ndim == 1]
    opt = torch.optim.AdamW([{'params': deep, 'weight_decay': DECAY * 10}, {'params': flat, 'weight_decay': 0.}], lr=PEAK, betas=(.9, .99))
    average, step = {k: v.clone() for k, v in model.state_dict().items()}, 0
    if CHECKPOINT.exists():
        saved = torch.load(CHECKPOINT, weights_only=True)
        model.load_state_dict(saved['model'])
        opt.load_state_dict(saved['optimizer'])
        average, step = saved['average'], saved['step']
    shards = Shards(100 + step)
    shards.refresh()
    start = last = time.time()
    ema = 0.
    while step < args.steps and time.time() - start < args.seconds:
        model.train()
        for g in opt.param_groups:
            g['lr'] = PEAK * min(1, (step + 1) / 100) * (.02 + .98 * .5 * (1 + math.cos(math.pi * step / args.steps)))
        mel, labels, weight = shards.batch(BATCH)
        loss = loss_of(model.of_mel(mel[:, None].contiguous(memory_format=torch.channels_last)), labels, weight)
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.)
        opt.step()
        step += 1
        keep = min(AVERAGE, 1 - 10 / (10 + step))
        with torch.no_grad():
            for k, v in model.state_dict().items():
                average[k].lerp_(v, 1 - keep) if v.dtype.is_floating_point else average[k].copy_(v)
        ema = loss.item() if not ema else .98 * ema + .02 * loss.item()
        if step % 50 == 0:
            print(f'step {step} loss {ema:.3f} lr {opt.param_groups[0]["lr"]:.5f} shards {len(shards.list)} {(time.time() - start) / 60:.1f} min', flush=True)
        if time.time() - last > 120 or step == args.steps or time.time() - start > args.seconds:
            last = time.time()
            shards.refresh()
            temporary = CHECKPOINT.with_suffix('.tmp')
            torch.save({'model': model.state_dict(), 'average': average, 'optimizer': opt.state_dict(), 'step': step}, temporary)
            temporary.replace(CHECKPOINT)


if __name__ == '__main__':
    main()
