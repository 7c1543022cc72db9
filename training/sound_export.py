"""`python -m training.sound_export`: checkpoint -> `sound-runs/export/sound.onnx` (8-bit weights, float arithmetic) and `sound.json` (thresholds).

Batch norms are folded into the convolutions; large weights are stored as int8 with a scale for each output channel and a DequantizeLinear that
onnxruntime folds away when it loads. Thresholds, smallest length and gap of each class are those that do best on the validation scenes."""
import argparse
import json
import time
import warnings

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from . import sound_evaluate
from .sound_join import join
from .sound_labels import GAP, GAPS
from .sound_model import FFT, WINDOW, SoundModel
from .sound_train import CHECKPOINT
from .sound_words import NAMES
from .sounds import RATE, RUNS

OUT = RUNS / 'export'


def load():
    """The running average of the trained weights."""
    model = SoundModel()
    model.load_state_dict(torch.load(CHECKPOINT, weights_only=True)['average'])
    return model.eval()


class Scores(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, samples):
        return torch.sigmoid(self.model(samples))


def quantize(graph, least=1024):
    """Float initializers of convolutions with at least `least` weights become int8 and DequantizeLinear (per output channel)."""
    wanted = {n.input[1] for n in graph.node if n.op_type == 'Conv'}
    nodes = []
    for tensor in list(graph.initializer):
        w = numpy_helper.to_array(tensor)
        if tensor.name not in wanted or w.size < least or w.dtype != np.float32:
            continue
        scale = np.maximum(np.abs(w).reshape(len(w), -1).max(1), 1e-8) / 127
        q = np.clip(np.round(w / scale.reshape(-1, *[1] * (w.ndim - 1))), -127, 127).astype(np.int8)
        graph.initializer.remove(tensor)
        graph.initializer.extend([numpy_helper.from_array(q, tensor.name + '_q'), numpy_helper.from_array(scale.astype(np.float32), tensor.name + '_s'),
                                  numpy_helper.from_array(np.zeros(len(w), np.int8), tensor.name + '_z')])
        nodes.append(helper.make_node('DequantizeLinear', [tensor.name + x for x in ('_q', '_s', '_z')], [tensor.name], axis=0))
    for node in reversed(nodes):
        graph.node.insert(0, node)


def halve(graph, least=2048):
    """The other large floats (the mel bands) as float16, widened by a Cast."""
    nodes = []
    for tensor in list(graph.initializer):
        if tensor.data_type == TensorProto.FLOAT and (w := numpy_helper.to_array(tensor)).size >= least:
            graph.initializer.remove(tensor)
            graph.initializer.append(numpy_helper.from_array(w.astype(np.float16), tensor.name + '_h'))
            nodes.append(helper.make_node('Cast', [tensor.name + '_h'], [tensor.name], to=TensorProto.FLOAT))
    for node in nodes:
        graph.node.insert(0, node)


def compute_basis(graph):
    """The cosines of the Fourier transform, 0.8 MB, become nodes that work them out when the runtime folds constants."""
    shape = [2 * (FFT // 2 + 1), 1, WINDOW]
    old = next(n for n in graph.node if n.op_type == 'Constant' and list(n.attribute[0].t.dims) == shape)
    made = []

    def node(op, *inputs, **attributes):
        made.append(helper.make_node(op, inputs, [f'basis_{len(made)}'], **attributes))
        return made[-1].output[0]

    def const(value):
        return node('Constant', value=numpy_helper.from_array(np.asarray(value)))

    def count(n):
        return node('Range', const(np.float32(0)), const(np.float32(n)), const(np.float32(1)))

    turns = node('Mul', node('Unsqueeze', count(FFT // 2 + 1), const(np.int64([1]))), node('Mul', count(WINDOW), const(np.float32(1 / FFT))))
    angle = node('Mul', node('Sub', turns, node('Floor', turns)), const(np.float32(2 * np.pi)))
    wave = node('Cos', node('Mul', count(WINDOW), const(np.float32(2 * np.pi / WINDOW))))
    hann = node('Sub', const(np.float32(.5)), node('Mul', wave, const(np.float32(.5))))
    both = node('Concat', node('Mul', node('Cos', angle), hann), node('Mul', node('Sin', angle), hann), axis=0)
    made.append(helper.make_node('Unsqueeze', [both, const(np.int64([1]))], [old.output[0]]))
    graph.node.remove(old)
    for one in reversed(made):
        graph.node.insert(0, one)


def session(path, threads=1):
    options = ort.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = threads, 3
    return ort.InferenceSession(str(path), options, providers=['CPUExecutionProvider'])


def export(path, model):
    """Writes the graph; returns its largest difference from torch in a score, and the same for float weights."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        torch.onnx.export(Scores(model), (torch.randn(1, 32000) * .1,), str(path), input_names=['samples'], output_names=['scores'],
                          dynamic_axes={'samples': {1: 'N'}, 'scores': {1: 'frames'}}, opset_version=17, dynamo=False, do_constant_folding=False)
    model.eval()  # the exporter leaves it training
    graph = onnx.load(path)
    off = [parity(path, model)]
    quantize(graph.graph)
    halve(graph.graph)
    compute_basis(graph.graph)
    onnx.checker.check_model(graph)
    onnx.save(graph, path)
    return off + [parity(path, model)]


def parity(path, model):
    run, worst = session(path), 0.
    for samples in sound_evaluate.scenes('validation', 12)[0]:
        with torch.no_grad():
            want = Scores(model)(torch.from_numpy(samples[None])).numpy()
        worst = max(worst, float(np.abs(run.run(None, {'samples': samples[None]})[0] - want).max()))
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--beside', help='an earlier sound.onnx: the graph gives the mean of both, on one log-mel (`sound_join`)')
    beside = parser.parse_args().beside
    OUT.mkdir(exist_ok=True)
    model, path = load(), OUT / 'sound.onnx'
    off, off8 = export(path, model)
    if beside:
        join(beside, path, path)
    run = session(path)
    x = np.random.default_rng(0).normal(0, .1, (1, 60 * RATE)).astype(np.float32)
    run.run(None, {'samples': x})
    start = time.process_time()
    run.run(None, {'samples': x})
    rtf = (time.process_time() - start) / 60
    samples, events = sound_evaluate.scenes('validation')
    scores = [run.run(None, {'samples': s[None]})[0][0] for s in samples]
    rules = sound_evaluate.tune(scores, events)
    classes = [{'name': name, **rules[name], 'gapSeconds': GAPS.get(name, GAP)} for name in NAMES]
    (OUT / 'sound.json').write_text(json.dumps({'classes': classes}, indent=1) + '\n')
    facts = {'bytes': path.stat().st_size, 'largest difference, float': off, 'largest difference, 8 bit': off8, 'processor seconds a second, one thread': round(rtf, 5)}
    (RUNS / 'export.json').write_text(json.dumps(facts, indent=1))
    print(facts)


if __name__ == '__main__':
    main()
