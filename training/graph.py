"""Builds the decoder's ONNX graph op by op, so that it holds nothing but what a browser's runtime has kernels for."""
import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper, numpy_helper

from .data import MOST, POINTER

BLOCK = 32


def pack(weight, bits):
    """[N,K] float -> MatMulNBits' blocks [N,K/32,32*bits/8] uint8 and scales [N*K/32]; symmetric, zero point in the middle."""
    n, k = weight.shape
    blocks = weight.reshape(n, k // BLOCK, BLOCK).astype(np.float32)
    middle = 1 << (bits - 1)
    peak = np.abs(blocks).max(2, keepdims=True)
    scale = np.maximum(peak / (middle - 1), 1e-9).astype(np.float32)
    q = np.clip(np.round(blocks / scale) + middle, 0, 2 * middle - 1).astype(np.uint8)
    if bits == 4:
        q = q[..., 0::2] | (q[..., 1::2] << 4)
    return q, scale.reshape(-1)


class Graph:
    """Collects nodes; every call returns the name of its output."""

    def __init__(self, bits=None):
        self.nodes, self.constants, self.bits, self.count = [], {}, bits, 0

    def __call__(self, op, *inputs, out=None, domain='', **attributes):
        self.count += 1
        out = out or f'{op}_{self.count}'
        self.nodes.append(helper.make_node(op, list(inputs), [out], name=f'n{self.count}', domain=domain, **attributes))
        return out

    def const(self, value, dtype=None, name=None):
        array = np.asarray(value, dtype=dtype)
        name = name or f'c{len(self.constants)}'
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def ints(self, *values):
        key = 'i_' + '_'.join(map(str, values)).replace('-', 'm')
        return key if key in self.constants else self.const(values, np.int64, key)

    def linear(self, x, weight, name, out=None):
        """x @ weight.T; weight [N,K], in blocks of 4 or 8 bits when asked for."""
        n, k = weight.shape
        if not self.bits:
            return self('MatMul', x, self.const(weight.T, np.float32, name), out=out)
        q, scale = pack(weight, self.bits)
        return self('MatMulNBits', x, self.const(q, np.uint8, name + '.q'), self.const(scale, np.float32, name + '.s'), out=out,
                    domain='com.microsoft', K=k, N=n, bits=self.bits, block_size=BLOCK)

    def norm(self, x, weight, name):
        return self('SimplifiedLayerNormalization', x, self.const(weight, np.float32, name), axis=-1, epsilon=1e-5, stash_type=1)


def decoder(weights, c, bits=None):
    """weights: name -> array of `model.Decoder`; c: its Config -> onnx.ModelProto."""
    g, d, h, hd = Graph(bits), c.width, c.heads, c.head
    half = hd // 2
    value = lambda name, kind, shape: helper.make_tensor_value_info(name, kind, shape)
    inputs = [value('inputs_embeds', T.FLOAT, [1, 'T', d]), value('attention_mask', T.INT64, [1, 'S']), value('position_ids', T.INT64, [1, 'T']),
              value('scene', T.FLOAT, [MOST, d])]
    outputs = [value('logits', T.FLOAT, [1, 'T', c.vocabulary])]
    # RoPE: [1,1,T,half]
    positions = g('Unsqueeze', g('Cast', 'position_ids', to=T.FLOAT), g.ints(1, 3))
    angles = g('Mul', positions, g.const(c.theta ** (-np.arange(half) / half), np.float32))
    cos, sin = g('Cos', angles), g('Sin', angles)
    # Causal mask [1,1,T,S]: key index <= query index, and the caller's mask.
    one, zero = g.const(1, np.int64), g.const(0, np.int64)
    total = g('Squeeze', g('Shape', 'attention_mask', start=1, end=2), g.ints(0))
    now = g('Squeeze', g('Shape', 'position_ids', start=1, end=2), g.ints(0))
    keys = g('Cast', g('Range', zero, total, one), to=T.FLOAT)
    queries = g('Cast', g('Range', g('Sub', total, now), total, one), to=T.FLOAT)
    late = g('Greater', g('Unsqueeze', keys, g.ints(0)), g('Unsqueeze', queries, g.ints(1)))  # [T,S]
    hidden = g('Less', g('Cast', 'attention_mask', to=T.FLOAT), g.const(.5, np.float32))  # [1,S]
    bias = g('Where', g('Or', late, hidden), g.const(-1e4, np.float32), g.const(0, np.float32))

    def heads(x, name):
        return g('Transpose', g('Reshape', g.linear(x[0], x[1], name), g.ints(0, 0, h, hd)), perm=[0, 2, 1, 3])

    def rotate(x):
        a, b = (g('Slice', x, g.ints(lo), g.ints(hi), g.ints(3)) for lo, hi in ((0, half), (half, hd)))
        return g('Concat', g('Sub', g('Mul', a, cos), g('Mul', b, sin)), g('Add', g('Mul', b, cos), g('Mul', a, sin)), axis=3)

    x = 'inputs_embeds'
    for i in range(c.layers):
        w = lambda name: weights[f'layers.{i}.{name}.weight']
        n = g.norm(x, w('before'), f'l{i}.before')
        q, k, v = (heads((n, part), f'l{i}.{name}') for part, name in zip(np.split(w('qkv'), 3), 'qkv'))
        if i < c.free:  # the later layers know no positions
            q, k = rotate(q), rotate(k)
        past = [f'past_key_values.{i}.key', f'past_key_values.{i}.value']
        kept = [f'present.{i}.key', f'present.{i}.value']
        inputs += [value(name, T.FLOAT, [1, h, 'P', hd]) for name in past]
        outputs += [value(name, T.FLOAT, [1, h, 'S', hd]) for name in kept]
        k, v = (g('Concat', p, new, axis=2, out=name) for p, new, name in zip(past, (k, v), kept))
        scores = g('MatMul', g('Mul', q, g.const(hd ** -.5, np.float32)), g('Transpose', k, perm=[0, 1, 3, 2]))
        mixed = g('MatMul', g('Softmax', g('Add', scores, bias), axis=-1), v)
        flat = g('Reshape', g('Transpose', mixed, perm=[0, 2, 1, 3]), g.ints(0, 0, d))
        x = g('Add', x, g.linear(flat, w('out'), f'l{i}.out'))
        n = g.norm(x, w('after'), f'l{i}.after')
        gate, up = (g.linear(n, part, f'l{i}.{name}') for part, name in zip(np.split(w('up'), 2), ('gate', 'up')))
        gate = g('Mul', gate, g('Sigmoid', gate))
        x = g('Add', x, g.linear(g('Mul', gate, up), w('down'), f'l{i}.down'))
    n = g.norm(x, weights['norm.weight'], 'norm')
    fit = g('MatMul', g.linear(n, weights['point.weight'], 'point'), g('Transpose', 'scene', perm=[1, 0]))  # [1,T,40]
    fit = g('Pad', fit, g.ints(0, 0, POINTER, 0, 0, c.vocabulary - POINTER - MOST))
    g('Add', g.linear(n, weights['embed.weight'], 'head'), fit, out='logits')
    graph = helper.make_graph(g.nodes, 'whereabouts-nano-decoder', inputs, outputs, list(g.constants.values()))
    opsets = [helper.make_opsetid('', 17), helper.make_opsetid('com.microsoft', 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name='whereabouts')
