"""Checkpoint -> `runs/export/`: adapter.onnx, decoder.onnx, embeddings.bin, tokenizer.json, config.json; checks them against torch."""
import json
import shutil
import warnings

import numpy as np
import onnx
import onnxruntime as ort
import torch
from torch import nn

from . import graph
from .data import ASSISTANT, BOS, EOS, OPERATOR, PAD, POINTER, REGION, RUNS, SPECIAL, TOKENIZER, USER, batches, make_shard
from .model import Model
from .moments import OPERATORS
from .scenes import FEATURES, MOST
from .sound_scenes import SOUND_FEATURES
from .sound_words import NAMES
from .tracks import TIMED
from .train import grown
from .words import CLASSES, COLOURS, KINDS

OUT = RUNS / 'export'


def load(stage=6):
    """The newest checkpoint, in evaluation mode. Earlier ones of the same stage that were kept as `stageN-TOKENS.pt` are averaged with it, weight by weight
    (Wortsman et al. 2022, arXiv 2203.05482)."""
    for s in range(stage, 0, -1):
        path = RUNS / f'stage{s}.pt'
        if path.exists():
            model = grown(Model(), s)
            versions = [torch.load(p, weights_only=False)['average'] for p in [path, *sorted(RUNS.glob(f'stage{s}-*.pt'))]]
            model.load_state_dict({k: sum(v[k].float() for v in versions).div(len(versions)).to(w.dtype) for k, w in versions[0].items()})
            return model.eval()
    raise SystemExit('nothing trained yet')


class Batchless(nn.Module):
    """[N,features] -> [N,width]: an adapter for one picture or video."""

    def __init__(self, adapter):
        super().__init__()
        self.adapter = adapter

    def forward(self, features):
        return self.adapter(features[None])[0]


threads = 2


def session(path):
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=['CPUExecutionProvider'])


def export_adapter(adapter, features, path):
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        torch.onnx.export(Batchless(adapter), (torch.rand(5, features),), str(path), input_names=['features'], output_names=['embeds'],
                          dynamic_axes={'features': {0: 'N'}, 'embeds': {0: 'N'}}, opset_version=17, dynamo=False)
    halve(path)


def halve(path):
    """Stores large weights in half precision; the runtime widens them once, when the session is made."""
    model = onnx.load(path)
    casts = []
    for weight in model.graph.initializer:
        value = onnx.numpy_helper.to_array(weight)
        if value.dtype != np.float32 or value.size < 1024:
            continue
        name = weight.name
        weight.CopyFrom(onnx.numpy_helper.from_array(value.astype(np.float16), name + '_half'))
        casts.append(onnx.helper.make_node('Cast', [name + '_half'], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def check(model, folder, name):
    """Largest difference of the logits between torch and onnxruntime, and how often the best token is the same."""
    adapter, decoder, c = session(folder / 'adapter.onnx'), session(folder / name), model.c
    ids, _, features, counts, *_ = next(batches(make_shard(3, 0), 4000, np.random.default_rng(5)))
    worst, same, total, off = 0., 0, 0, 0.
    for row in range(min(6, len(ids))):
        one, n = ids[row][ids[row] != PAD], int(counts[row])
        t = torch.from_numpy(one)[None]
        with torch.no_grad():
            scene = model.scene(t, torch.from_numpy(features[row:row + 1]), torch.tensor([n]), torch.tensor([False]))
            x = model.embed(t, scene)
            h = model.decoder.hidden(x, torch.arange(len(one))[None])[0]
            want = model.decoder.head(h, model.decoder.fit(h, scene))[0].numpy()
            e = model.decoder.embed(t)[0].numpy()
        carried = np.zeros((MOST, c.width), np.float32)
        if n:
            carried[one[1:n + 1] - POINTER] = adapter.run(None, {'features': features[row, :n]})[0]
        for at, token in enumerate(one.tolist()):
            e[at] += carried[token - POINTER] if POINTER <= token < POINTER + MOST else 0
        off = max(off, float(np.abs(e - x[0].numpy()).max()))
        cut, got = len(one) // 2, []
        past = {f'past_key_values.{i}.{k}': np.zeros((1, c.heads, 0, c.head), np.float32) for i in range(c.layers) for k in ('key', 'value')}
        for lo, hi in ((0, cut), (cut, len(one))):
            out = decoder.run(None, {'inputs_embeds': e[None, lo:hi], 'attention_mask': np.ones((1, hi), np.int64),
                                     'position_ids': np.arange(lo, hi)[None], 'scene': carried, **past})
            got.append(out[0][0])
            past = dict(zip(past, out[1:]))
        got = np.concatenate(got)
        worst = max(worst, float(np.abs(got - want).max()))
        same += int((got.argmax(1) == want.argmax(1)).sum())
        total += len(one)
    return {'adapter_difference': off, 'logit_difference': worst, 'same_best_token': same / total}


def main(stage=6):
    OUT.mkdir(parents=True, exist_ok=True)
    model = load(stage)
    c = model.c
    weights = {k: v.detach().numpy() for k, v in model.decoder.state_dict().items()}
    export_adapter(model.adapter, FEATURES, OUT / 'adapter.onnx')
    video = {}
    (OUT / 'tracks.onnx').unlink(missing_ok=True)
    if model.tracks is not None:
        export_adapter(model.tracks, TIMED, OUT / 'tracks.onnx')
        video = {'trackFeatures': TIMED, 'operators': {name: OPERATOR + i for i, name in enumerate(OPERATORS)}}
    (OUT / 'sounds.onnx').unlink(missing_ok=True)
    if model.sounds is not None:
        export_adapter(model.sounds, SOUND_FEATURES, OUT / 'sounds.onnx')
        video |= {'soundFeatures': SOUND_FEATURES, 'sounds': NAMES}
    for bits, name in ((None, 'decoder-float.onnx'), (8, 'decoder.onnx'), (4, 'decoder-4bit.onnx')):
        onnx.save(graph.decoder(weights, c, bits), OUT / name)
    weights['embed.weight'].astype('<f2').tofile(OUT / 'embeddings.bin')
    shutil.copy(TOKENIZER, OUT / 'tokenizer.json')
    (OUT / 'config.json').write_text(json.dumps({
        'width': c.width, 'layers': c.layers, 'heads': c.heads, 'headSize': c.head, 'vocabulary': c.vocabulary, 'features': FEATURES,
        'mostProposals': MOST, **video, 'classes': CLASSES, 'kinds': {**{k: v.split(', ') for k, v in KINDS.items()}, 'thing': CLASSES}, 'colours': COLOURS,
        'tokens': {'pad': PAD, 'bos': BOS, 'eos': EOS, 'user': USER, 'assistant': ASSISTANT, 'region': REGION, 'pointer0': POINTER},
        'special': len(SPECIAL), 'embeddings': {'dtype': 'float16', 'shape': [c.vocabulary, c.width]}}, indent=1))
    report = {name: {'bytes': (OUT / name).stat().st_size, **check(model, OUT, name)} for name in ('decoder-float.onnx', 'decoder.onnx', 'decoder-4bit.onnx')}
    report['adapter.onnx'] = {'bytes': (OUT / 'adapter.onnx').stat().st_size}
    report['embeddings.bin'] = {'bytes': (OUT / 'embeddings.bin').stat().st_size}
    (RUNS / 'export.json').write_text(json.dumps(report, indent=1))
    print(json.dumps(report, indent=1))


if __name__ == '__main__':
    main()
