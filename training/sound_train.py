"""`python -m training.sound_train --steps N`: trains on what `sound_shards` has made (shards may still be coming), saves every two minutes."""
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
OVERLAID, TEACHER = .25, 3.   # share of scenes over a second one; how much the teacher's word counts beside labels


class Shards:
    """Random batches from the shards there are; a shard is kept in memory once read."""

    def __init__(self, seed):
        self.rng, self.read = np.random.default_rng(seed), {}

    def refresh(self):
        for path in sorted(RUNS.glob('train-*.npz')) + sorted(RUNS.glob('other-*.npz')):
            if path not in self.read:
                with np.load(path) as z:
                    self.read[path] = [z[k] for k in ('mel', 'labels', 'weight', 'heard')]
        self.list = list(self.read.values())

    def spread(self):
        """Middle and spread of the teacher's logits, over the shards read so far."""
        rows = np.concatenate([shard[3][::4].reshape(-1, shard[3].shape[-1]) for shard in self.list[:40]]).astype(np.float32)
        return torch.from_numpy(rows.mean(0)), torch.from_numpy(rows.std(0) + .3)

    def batch(self, size):
        """Log-mel, labels, weights, the teacher's logits and where they hold; one scene in four lies over a second one (power added), all are shifted in
        time and level, bands and a stretch of time hidden, the tone tilted."""
        rng, rows = self.rng, []
        for _ in range(size):
            mel, labels, weight, heard = self.one()
            holds = np.ones((len(labels) // 5, 1), np.float32)
            heard = np.pad(heard, ((0, len(holds) - len(heard)), (0, 0)))
            holds[len(heard) - 1:] = 0   # goes round the end
            if weight.any() and rng.random() < OVERLAID:
                mel2, labels2, weight2, _ = self.one()
                mel = np.logaddexp(mel, mel2 - np.float32(rng.exponential(2.)))
                weight = np.where(labels > .5, weight, np.minimum(weight, weight2))
                labels, holds = np.maximum(labels, labels2), holds * 0
            shift = int(rng.integers(0, len(holds)))
            mel = np.roll(mel, 40 * shift, 0)
            labels, weight, heard, holds = np.roll(labels, 5 * shift, 0), np.roll(weight, 5 * shift, 0), np.roll(heard, shift, 0), np.roll(holds, shift, 0)
            mel = mel + np.float32(rng.normal(0, 1.5)) + np.interp(np.arange(mel.shape[1]), np.linspace(0, mel.shape[1], 5), rng.normal(0, .7, 5)).astype(np.float32)
            for _ in range(rng.integers(0, 3)):
                at, wide = rng.integers(0, 60), rng.integers(2, 9)
                mel[:, at:at + wide] = mel.mean()
            if rng.random() < .3:
                at, long = rng.integers(0, len(mel) - 40), rng.integers(4, 25)
                mel[at:at + long] = mel.mean()
            rows.append((mel, labels, weight, heard, holds))
        return [torch.from_numpy(np.stack(x)) for x in zip(*rows)]

    def one(self):
        shard = self.list[self.rng.integers(len(self.list))]
        i = self.rng.integers(len(shard[0]))
        return [part[i].astype(np.float32) for part in shard]


def loss_of(logits, labels, weight):
    """Binary cross entropy over frames and classes; what is rarely on counts more where it is."""
    loss = F.binary_cross_entropy_with_logits(logits, labels, reduction='none')
    return (loss * weight * (1 + 2 * labels)).sum() / weight.sum().clamp(min=1) * len(NAMES)


def distance(said, heard, holds, model):
    """Mean square of what is said of the teacher's logits less what they are, in spreads."""
    off = (said - (heard - model.middle) / model.spread).clamp(-6, 6)
    return (off ** 2 * holds).sum() / holds.sum().clamp(min=1) / heard.shape[-1]


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
    if not step:
        for part, value in zip((model.middle, model.spread), shards.spread()):
            part.copy_(value)
    start = last = time.time()
    ema, ema_heard = 0., 0.
    while step < args.steps and time.time() - start < args.seconds:
        model.train()
        for g in opt.param_groups:
            g['lr'] = PEAK * min(1, (step + 1) / 100) * (.02 + .98 * .5 * (1 + math.cos(math.pi * step / args.steps)))
        mel, labels, weight, heard, holds = shards.batch(BATCH)
        logits, said = model.with_heard(mel[:, None].contiguous(memory_format=torch.channels_last))
        loss, far = loss_of(logits, labels, weight), distance(said, heard, holds, model)
        opt.zero_grad()
        (loss + TEACHER * far).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.)
        opt.step()
        step += 1
        keep = min(AVERAGE, 1 - 10 / (10 + step))
        with torch.no_grad():
            for k, v in model.state_dict().items():
                average[k].lerp_(v, 1 - keep) if v.dtype.is_floating_point else average[k].copy_(v)
        ema, ema_heard = (loss.item(), far.item()) if not ema else (.98 * ema + .02 * loss.item(), .98 * ema_heard + .02 * far.item())
        if step % 50 == 0:
            print(f'step {step} loss {ema:.3f} teacher {ema_heard:.3f} lr {opt.param_groups[0]["lr"]:.5f} shards {len(shards.list)} {(time.time() - start) / 60:.1f} min', flush=True)
        if time.time() - last > 120 or step == args.steps or time.time() - start > args.seconds:
            last = time.time()
            shards.refresh()
            temporary = CHECKPOINT.with_suffix('.tmp')
            torch.save({'model': model.state_dict(), 'average': average, 'optimizer': opt.state_dict(), 'step': step}, temporary)
            temporary.replace(CHECKPOINT)


if __name__ == '__main__':
    main()
