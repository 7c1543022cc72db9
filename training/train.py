"""The stages: 1 the adapter alone on captions and regions, 2 fine-grained pointing, 3 instructions, 4 video beside pictures, 5 sound beside both, 6 all of them with more
of what is hard and the widest phrasing. Resumable."""
import ctypes
import json
import time

import numpy as np
import torch
import torch.optim._muon

from .data import RUNS, Encoder, batches, make_shard
from .model import Model

# tokens a stage sees, learning rate, share of warm-up, tokens a batch
PLAN = {1: (50_000, 2e-3, .1, 4000), 2: (1_000_000, 1e-3, .05, 2500), 3: (13_000_000, 1e-3, .005, 3000), 4: (28_000_000, 6e-4, .02, 3000), 5: (16_000_000, 6e-4, .01, 3000),
        6: (12_000_000, 5e-4, .01, 3000)}
CHECKPOINT_SECONDS = 120


def keep_memory():
    """glibc gives large blocks back to the system after every operation; keeping them makes training on a CPU eight times faster."""
    try:
        libc = ctypes.CDLL('libc.so.6')
        libc.mallopt(-3, 1 << 30)  # M_MMAP_THRESHOLD
        libc.mallopt(-1, (1 << 31) - 1)  # M_TRIM_THRESHOLD
    except OSError:
        pass


HALF = torch.cpu._is_avx512_bf16_supported()  # elsewhere products in bfloat16 take a hundred times as long as in float32


def orthogonal(grad, coefficients, steps, eps):
    """Muon's Newton-Schulz iteration (Jordan et al. 2024) in float32, for processors without bfloat16; torch's own is in bfloat16 always."""
    a, b, c = coefficients
    tall = grad.size(0) > grad.size(1)
    x = (grad.T if tall else grad).float()
    x = x / x.norm().clamp(min=eps)
    for _ in range(steps):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.T if tall else x


if not HALF:
    torch.optim._muon._zeropower_via_newtonschulz = orthogonal


def checkpoint(stage):
    return RUNS / f'stage{stage}.pt'


def save(path, **content):
    part = path.with_suffix('.part')
    torch.save(content, part)
    part.rename(path)


class Optimisers:
    """Muon for the decoder's matrices (twice as few steps here as AdamW), AdamW for embeddings, norms and the adapter."""

    def __init__(self, model, rate):
        matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and n.startswith('decoder.layers') and p.requires_grad]
        ids = {id(p) for p in matrices}
        rest = [p for p in model.parameters() if id(p) not in ids and p.requires_grad]
        self.all = [torch.optim.AdamW(rest, lr=rate, betas=(.9, .98), weight_decay=0.)]
        if matrices:
            self.all.append(torch.optim.Muon(matrices, lr=rate, weight_decay=.01, adjust_lr_fn='match_rms_adamw'))

    def step(self, rate):
        for one in self.all:
            for group in one.param_groups:
                group['lr'] = rate
            one.step()
            one.zero_grad(set_to_none=True)

    def state_dict(self):
        return [one.state_dict() for one in self.all]

    def load_state_dict(self, states):
        for one, state in zip(self.all, states):
            one.load_state_dict(state)


def grown(model, stage):
    """With the parts that a stage's checkpoint has."""
    if stage >= 4:
        model.grow(Encoder())
    return model.listen(Encoder()) if stage >= 5 else model


def run(stage, total=None, threads=2, rate=None):
    """Trains one stage from the checkpoint of this stage, or of the one before it."""
    keep_memory()
    torch.set_num_threads(threads)
    torch.manual_seed(stage)
    RUNS.mkdir(exist_ok=True)
    planned, usual, warm, batch = PLAN[stage]
    total, rate = total or planned, rate or usual
    model = Model()
    seen, step, shard = 0, 0, 0
    here = torch.load(checkpoint(stage), weights_only=False) if checkpoint(stage).exists() else None
    if here:
        grown(model, stage)
        model.load_state_dict(here['model'])
        seen, step, shard = here['seen'], here['step'], here['shard']
    elif stage >= 4:
        grown(model, stage - 1).load_state_dict(torch.load(checkpoint(stage - 1), weights_only=False)['average'])
        if stage < 6:
            (model.grow if stage == 4 else model.listen)(Encoder())
    elif stage > 1:
        model.load_state_dict(torch.load(checkpoint(stage - 1), weights_only=False)['model'])
    else:
        model.adapter.start_from_words(model.decoder.embed.weight, Encoder())
    model.decoder.requires_grad_(stage > 1)
    average = here['average'] if here else {k: v.clone() for k, v in model.state_dict().items()}  # of the weights over about 500 steps
    optimiser = Optimisers(model, rate)
    if here and here.get('optimiser'):
        optimiser.load_state_dict(here['optimiser'])
    model.train()
    losses, start, last, began = [], time.time(), time.time(), seen
    while seen < total:
        for x, *others in batches(make_shard(stage, shard), batch, np.random.default_rng(stage * 1000 + shard)):
            share = seen / total
            now = rate * min(1, share / warm + .01, max(.03, 4 * (1 - share)))  # warm-up, level, the last quarter down
            with torch.autocast('cpu', dtype=torch.bfloat16, enabled=HALF):
                loss = model.loss(*map(torch.from_numpy, (x, *others)))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(now)
            keep = min(.998, (1 + step) / (10 + step))
            for k, v in model.state_dict().items():
                average[k].lerp_(v, 1 - keep)
            seen, step = seen + x.size, step + 1
            losses.append(loss.item())
            if step % 25 == 0:
                speed = (seen - began) / (time.time() - start)
                line = {'stage': stage, 'step': step, 'tokens': seen, 'loss': round(float(np.mean(losses[-25:])), 4), 'tokens_per_s': round(speed)}
                print(json.dumps(line), flush=True)
                with (RUNS / 'log.jsonl').open('a') as log:
                    log.write(json.dumps(line) + '\n')
            if seen >= total:
                break
        shard += 1
        if time.time() - last > CHECKPOINT_SECONDS or seen >= total:
            last = time.time()
            save(checkpoint(stage), model=model.state_dict(), average=average, optimiser=optimiser.state_dict(), seen=seen, step=step, shard=shard)

