"""The three stages: 1 the adapter alone on captions and regions, 2 fine-grained pointing, 3 instructions. Resumable."""
import ctypes
import json
import time

import numpy as np
import torch

from .data import RUNS, Encoder, batches, make_shard
from .model import Model

# tokens a stage sees, learning rate, share of warm-up, tokens a batch
PLAN = {1: (50_000, 2e-3, .1, 4000), 2: (1_500_000, 2e-3, .05, 2000), 3: (14_000_000, 2e-3, .005, 2500)}
CHECKPOINT_SECONDS = 120


def keep_memory():
    """glibc gives large blocks back to the system after every operation; keeping them makes training on a CPU eight times faster."""
    try:
        libc = ctypes.CDLL('libc.so.6')
        libc.mallopt(-3, 1 << 30)  # M_MMAP_THRESHOLD
        libc.mallopt(-1, (1 << 31) - 1)  # M_TRIM_THRESHOLD
    except OSError:
        pass


def checkpoint(stage):
    return RUNS / f'stage{stage}.pt'


def save(path, **content):
    part = path.with_suffix('.part')
    torch.save(content, part)
    part.rename(path)


def groups(model):
    """Matrices decay; norms, biases and embeddings do not."""
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and 'embed' not in n and p.requires_grad]
    rest = [p for n, p in model.named_parameters() if (p.dim() != 2 or 'embed' in n) and p.requires_grad]
    return [{'params': matrices, 'weight_decay': .05}, {'params': rest, 'weight_decay': 0.}]


def run(stage, total=None, threads=2):
    """Trains one stage from the checkpoint of this stage, or of the one before it."""
    keep_memory()
    torch.set_num_threads(threads)
    torch.manual_seed(stage)
    RUNS.mkdir(exist_ok=True)
    planned, rate, warm, batch = PLAN[stage]
    total = total or planned
    model = Model()
    seen, step, shard = 0, 0, 0
    here = torch.load(checkpoint(stage), weights_only=False) if checkpoint(stage).exists() else None
    if here:
        model.load_state_dict(here['model'])
        seen, step, shard = here['seen'], here['step'], here['shard']
    elif stage > 1:
        model.load_state_dict(torch.load(checkpoint(stage - 1), weights_only=False)['model'])
    else:
        model.adapter.start_from_words(model.decoder.embed.weight, Encoder())
    model.decoder.requires_grad_(stage > 1)
    average = here['average'] if here else {k: v.clone() for k, v in model.state_dict().items()}  # of the weights over about 500 steps
    optimiser = torch.optim.AdamW(groups(model), lr=rate, betas=(.9, .98))
    if here and here.get('optimiser'):
        optimiser.load_state_dict(here['optimiser'])
    model.train()
    losses, start, last, began = [], time.time(), time.time(), seen
    while seen < total:
        for x, y, f, counts in batches(make_shard(stage, shard), batch, np.random.default_rng(stage * 1000 + shard)):
            share = seen / total
            now = rate * min(1, share / warm + .01, max(.03, 4 * (1 - share)))  # warm-up, level, the last quarter down
            for group in optimiser.param_groups:
                group['lr'] = now
            with torch.autocast('cpu', dtype=torch.bfloat16):
                loss = model.loss(*map(torch.from_numpy, (x, y, f, counts)))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
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

