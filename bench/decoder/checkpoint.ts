/**
 * The built-in decoder as a checkpoint that transformers.js loads as a `llama` causal language model: the same graph and weights with an
 * embedding lookup put in front, so that it takes `input_ids`.
 */
import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';
import { readConfig } from '../../workers/inference/nano/decoder/config.ts';

/** The fields of onnx/onnx.proto (Apache-2.0) that the exported decoder uses; all others would be lost in the rewriting. */
const SCHEMA = `
syntax = "proto2";
message Attribute {
  optional string name = 1; optional float f = 2; optional int64 i = 3; optional bytes s = 4; optional Tensor t = 5;
  repeated float floats = 7; repeated int64 ints = 8; optional int32 type = 20;
}
message Node {
  repeated string input = 1; repeated string output = 2; optional string name = 3; optional string op_type = 4;
  repeated Attribute attribute = 5; optional string domain = 7;
}
message Tensor {
  repeated int64 dims = 1; optional int32 data_type = 2; repeated float float_data = 4; repeated int32 int32_data = 5;
  repeated int64 int64_data = 7; optional string name = 8; optional bytes raw_data = 9;
}
message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
message Shape { repeated Dimension dim = 1; }
message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
message Type { optional TensorType tensor_type = 1; }
message ValueInfo { optional string name = 1; optional Type type = 2; }
message Graph {
  repeated Node node = 1; optional string name = 2; repeated Tensor initializer = 5;
  repeated ValueInfo input = 11; repeated ValueInfo output = 12;
}
message OperatorSet { optional string domain = 1; optional int64 version = 2; }
message Model {
  optional int64 ir_version = 1; optional string producer_name = 2; optional Graph graph = 7; repeated OperatorSet opset_import = 8;
}`;

const FLOAT = 1;
const INT64 = 7;
const FLOAT16 = 10;
const PACK = new URL('../../public/packs/nano/', import.meta.url);

interface Model {
  graph: { node: object[]; initializer: object[]; input: { name: string; type?: object }[] };
}

const read = (name: string): Buffer => readFileSync(new URL(name, PACK));
const config = readConfig(read('config.json').toString());

/** `decoder.onnx` with `input_ids` `[1, T]` in place of `inputs_embeds`. */
function withTokenInput(): Uint8Array {
  const type = protobuf.parse(SCHEMA).root.lookupType('Model');
  const model = type.decode(read('decoder.onnx')) as unknown as Model;
  const dim = [{ dimValue: 1 }, { dimParam: 'T' }];
  // No picture: no pointer carries anything.
  const inputs = model.graph.input.filter((input) => input.name !== 'scene');
  model.graph.input = inputs.map((input) =>
    input.name === 'inputs_embeds' ? { name: 'input_ids', type: { tensorType: { elemType: INT64, shape: { dim } } } } : input,
  );
  const { vocabulary, width, mostProposals } = config;
  const scene = new Uint8Array(mostProposals * width * 4);
  model.graph.initializer.push({ name: 'scene', dims: [mostProposals, width], dataType: FLOAT, rawData: scene });
  model.graph.initializer.push({
    name: 'token_table',
    dims: [vocabulary, width],
    dataType: FLOAT16,
    rawData: read('embeddings.bin'),
  });
  model.graph.node.unshift(
    { opType: 'Cast', input: ['token_table'], output: ['token_table_float'], attribute: [{ name: 'to', i: FLOAT, type: 2 }] },
    { opType: 'Gather', input: ['token_table_float', 'input_ids'], output: ['inputs_embeds'] },
  );
  return type.encode(type.fromObject(model)).finish();
}

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));

/** The checkpoint's files by path. */
export function checkpoint(): ReadonlyMap<string, Uint8Array> {
  const { bos, eos } = config.tokens;
  const ids = { bos_token_id: bos, eos_token_id: eos, pad_token_id: 0 };
  return new Map<string, Uint8Array>([
    [
      'config.json',
      json({
        model_type: 'llama',
        architectures: ['LlamaForCausalLM'],
        hidden_size: config.width,
        num_hidden_layers: config.layers,
        num_attention_heads: config.heads,
        num_key_value_heads: config.heads,
        head_dim: config.headSize,
        vocab_size: config.vocabulary,
        max_position_embeddings: 1024,
        ...ids,
      }),
    ],
    ['generation_config.json', json(ids)],
    ['tokenizer.json', read('tokenizer.json')],
    ['tokenizer_config.json', json({ tokenizer_class: 'PreTrainedTokenizerFast', model_max_length: 1024 })],
    ['onnx/model.onnx', withTokenInput()],
  ]);
}
