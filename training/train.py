"""The three stages: 1 the adapter alone on captions and regions, 2 fine-grained pointing, 3 instructions. Resumable."""
import json
import math
import time

import numpy as np
import torch

from .data import RUNS, make_shard
from .model import Model

# tokens a stage sees, learning rate, share of warm-up, tokens a batch
PLAN = {1: (300_000, 2e-3, .1, 6000), 2: (2_400_000, 2e-3, .05, 6000), 3: (9_000_000, 2e-3, .02, 8000)}
CHECKPOINT_SECONDS = 120


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
    model.decoder.requires_grad_(stage > 1)
    optimiser = torch.optim.AdamW(groups(model), lr=rate, betas=(.9, .98))
    if here and here.get('optimiser'):
        optimiser.load_state_dict(here['optimiser'])
    model.train()
    losses, start, last, began = [], time.time(), time.time(), seen
    while seen < total:
        for x, y, f, counts in batches_of(stage, shard, batch):
            share = seen / total
            now = rate * min(1, share / warm + .01) * (.05 + .95 * .5 * (1 + math.cos(math.pi * min(1, share))))
            for group in optimiser.param_groups:
                group['lr'] = now
            with torch.autocast('cpu', dtype=torch.bfloat16):
                loss = model.loss(*map(torch.from_numpy, (x, y, f, counts)))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            seen, step = seen + x.size, step + 1
            losses.append(float(loss))
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
            save(checkpoint(stage), model=model.state_dict(), optimiser=optimiser.state_dict(), seen=seen, step=step, shard=shard)


def batches_of(stage, shard, tokens):
    from .data import batches
    return batches(make_shard(stage, shard), tokens, np.random.default_rng(stage * 1000 + shard))
