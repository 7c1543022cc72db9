"""Two sound encoders as one graph: the mean of their logits over one log-mel. Encoders that learnt apart are wrong about different recordings."""
import onnx
from onnx import helper, numpy_helper
import numpy as np

LOGITS = 'earlier_logits'


def needed(graph, output):
    """The nodes that `output` comes from, in the graph's order."""
    makers = {name: node for node in graph.node for name in node.output}
    todo, kept = [output], set()
    while todo:
        node = makers.get(todo.pop())
        if node is not None and id(node) not in kept:
            kept.add(id(node))
            todo += node.input
    return [node for node in graph.node if id(node) in kept]


def maker(graph, name):
    return next(node for node in graph.node if name in node.output)


def logits_of(graph):
    """The name of what a graph has before its sigmoid; of a joined one, of its earlier half."""
    return LOGITS if any(LOGITS in node.output for node in graph.node) else maker(graph, 'scores').input[0]


def half(path, prefix, logits):
    """(nodes, initializers, name of the log-mel) of an encoder, its names prefixed, its logits called `logits`."""
    graph = onnx.load(path).graph
    nodes = needed(graph, logits_of(graph))
    mel, = (node.output[0] for node in nodes if node.op_type == 'Log')
    used = {name for node in nodes for name in node.input}
    tensors = [t for t in graph.initializer if t.name in used]
    plain = {'': '', 'samples': 'samples', logits_of(graph): logits}

    def renamed(name):
        return plain.get(name) if name in plain else prefix + name.removeprefix(prefix)
    for node in nodes:
        node.input[:], node.output[:] = [renamed(n) for n in node.input], [renamed(n) for n in node.output]
        node.name = ''
    for tensor in tensors:
        tensor.name = renamed(tensor.name)
    return nodes, tensors, renamed(mel)


def join(earlier, later, out):
    """Writes to `out` the mean of two encoders (paths of ONNX graphs; `earlier` may be a joined one, of which its earlier half is taken)."""
    model = onnx.load(later)
    nodes, tensors, mel = half(earlier, 'earlier/', LOGITS)
    others, more, other_mel = half(later, 'later/', 'later_logits')
    for node in others:   # one log-mel for both
        node.input[:] = [mel if name == other_mel else name for name in node.input]
    graph = model.graph
    del graph.node[:], graph.initializer[:]
    graph.node.extend([*nodes, *others, helper.make_node('Add', [LOGITS, 'later_logits'], ['sum']), helper.make_node('Mul', ['sum', 'half'], ['mean']),
                       helper.make_node('Sigmoid', ['mean'], ['scores'])])
    graph.initializer.extend([*tensors, *more, numpy_helper.from_array(np.float32(.5), 'half')])
    kept = needed(graph, 'scores')
    del graph.node[:]
    graph.node.extend(kept)
    used = {name for node in kept for name in node.input}
    alive = [t for t in graph.initializer if t.name in used]
    del graph.initializer[:]
    graph.initializer.extend(alive)
    onnx.checker.check_model(model)
    onnx.save(model, out)
