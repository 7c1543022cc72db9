import type { TfGraph, TfNode } from './tfjs-graph.ts';

/**
 * Rewrites that make one node of several before the graph is converted:
 *
 * - `relu6(x + 3) · c` with c = 1/6 becomes `HardSigmoid(x)`; `(x · c) · relu6(x + 3)` becomes `HardSwish(x)`
 *   (MobileNetV3, arXiv 1905.02244, section 5.2). The package rounds 1/6 to a half float, 0.01 % below; the exact one is used.
 * - `Conv(x) + b` becomes a `Conv` with a bias, when nothing else reads the sum's input.
 *
 * Nodes that are no longer read stay in the map; the converter walks back from the outputs and never meets them.
 */
export function fusePatterns(graph: TfGraph): TfGraph {
  const nodes = new Map(graph.nodes);
  const readers = countReaders(graph);
  const scalar = (name: string): number | undefined => {
    const constant = graph.constants.get(name);
    return constant?.values.length === 1 ? constant.values[0] : undefined;
  };

  /** `x` of `relu6(x + 3)`, or null. */
  const gateInput = (name: string): string | null => {
    const relu6 = nodes.get(name);
    const add = relu6?.op === 'Relu6' ? nodes.get(relu6.inputs[0]!) : undefined;
    if (add?.op !== 'Add' && add?.op !== 'AddV2') return null;
    const [a, b] = add.inputs as [string, string];
    if (scalar(b) === 3) return a;
    return scalar(a) === 3 ? b : null;
  };
  const isSixth = (name: string): boolean => Math.abs((scalar(name) ?? 0) - 1 / 6) < 1e-4;
  const sixthOf = (name: string): string | null => {
    const node = nodes.get(name);
    if (node?.op !== 'Mul') return null;
    const [a, b] = node.inputs as [string, string];
    if (isSixth(a)) return b;
    return isSixth(b) ? a : null;
  };

  for (const node of graph.nodes.values()) {
    if (node.op === 'Mul') fuseGate(node);
    if (node.op === 'Add' || node.op === 'AddV2') fuseBias(node);
  }
  return { nodes, constants: graph.constants };

  function fuseGate(node: TfNode): void {
    for (const [a, b] of [node.inputs, node.inputs.toReversed()] as [string, string][]) {
      const x = gateInput(b);
      if (x === null) continue;
      if (isSixth(a)) nodes.set(node.name, { ...node, op: 'HardSigmoid', inputs: [x] });
      else if (sixthOf(a) === x) nodes.set(node.name, { ...node, op: 'HardSwish', inputs: [x] });
    }
  }

  function fuseBias(node: TfNode): void {
    for (const [a, b] of [node.inputs, node.inputs.toReversed()] as [string, string][]) {
      const conv = nodes.get(a);
      const bias = graph.constants.get(b);
      if (conv?.op !== 'Conv2D' || bias?.shape.length !== 1 || readers.get(a) !== 1) continue;
      const fused = { list: { s: [Buffer.from('BiasAdd').toString('base64')] } };
      nodes.set(node.name, {
        ...conv,
        name: node.name,
        op: '_FusedConv2D',
        inputs: [...conv.inputs, b],
        attr: { ...conv.attr, fused_ops: fused },
      });
    }
  }
}

function countReaders(graph: TfGraph): Map<string, number> {
  const readers = new Map<string, number>();
  for (const node of graph.nodes.values()) for (const name of node.inputs) readers.set(name, (readers.get(name) ?? 0) + 1);
  return readers;
}
