"""The shipped pack -> a checkpoint to go on from: `python -m training.restore` writes `runs/stage5.pt` and the tokenizer.

Checkpoints are not in the repository, the pack is: its weights are widened again (adapters from half precision, the decoder from 8 bits in blocks,
embeddings from half precision), which costs less than one training step changes. The optimiser starts anew.
"""
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from .data import RUNS, TOKENIZER

PACK = Path(__file__).parent.parent / 'public/packs/nano'
LINEARS = ['first', 'second', 'last', 'names', 'beside', 'following']  # in the order in which the graph uses them


def unpack(q, scale):
    """The opposite of `graph.pack` for 8 bits: [N,K/32,32] uint8 and scales -> [N,K] float32."""
    return ((q.astype(np.float32) - 128) * scale.reshape(*q.shape[:2], 1)).reshape(len(q), -1)


def initializers(name):
    return {i.name: numpy_helper.to_array(i) for i in onnx.load(PACK / name).graph.initializer}


def adapter(name, prefix, linears):
    """Weights of an adapter by their names in torch; products are stored transposed, under numbers that grow with their place in the graph."""
    values = initializers(name)
    products = sorted((k for k in values if k.startswith('onnx::MatMul')), key=lambda k: int(k.split('_')[1]))
    assert len(products) == len(linears), products
    out = {f'{prefix}.{k.removeprefix("adapter.")}': v for k, v in values.items() if k.startswith('adapter.')}
    return out | {f'{prefix}.{part}.weight': values[k].T for part, k in zip(linears, products)}


def decoder(layers):
    values = initializers('decoder.onnx')
    q = lambda name: unpack(values[name + '.q'], values[name + '.s'])
    out = {'norm.weight': values['norm'], 'point.weight': q('point')}
    for i in range(layers):
        out |= {f'layers.{i}.before.weight': values[f'l{i}.before'], f'layers.{i}.after.weight': values[f'l{i}.after'], f'layers.{i}.out.weight': q(f'l{i}.out'),
                f'layers.{i}.down.weight': q(f'l{i}.down'), f'layers.{i}.qkv.weight': np.concatenate([q(f'l{i}.{k}') for k in 'qkv']),
                f'layers.{i}.up.weight': np.concatenate([q(f'l{i}.gate'), q(f'l{i}.up')])}
    return out


def main():
    from .model import Model
    from .train import checkpoint, grown, save
    RUNS.mkdir(exist_ok=True)
    shutil.copy(PACK / 'tokenizer.json', TOKENIZER)
    c = json.loads((PACK / 'config.json').read_text())
    weights = {f'decoder.{k}': v for k, v in decoder(c['layers']).items()}
    weights['decoder.embed.weight'] = np.fromfile(PACK / 'embeddings.bin', '<f2').reshape(c['vocabulary'], c['width'])
    weights |= adapter('adapter.onnx', 'adapter', LINEARS) | adapter('tracks.onnx', 'tracks', [*(f'picture.{k}' for k in LINEARS), 'times'])
    weights |= adapter('sounds.onnx', 'sounds', ['first', 'second', 'last', 'names', 'following'])
    model = grown(Model(), 5)
    state = {k: torch.from_numpy(np.array(v, np.float32)) for k, v in weights.items()}
    model.load_state_dict(state)  # strict: every weight is there
    save(checkpoint(5), model=state, average=state, optimiser=None, seen=0, step=0, shard=0)


if __name__ == '__main__':
    main()
