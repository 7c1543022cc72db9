/** The sessions of the tiny Qwen3.5 (qwen35.ts says what they know). */
import { OnnxWriter } from '../models/onnx-writer.ts';
import { COLOURS, NEAR } from './colours.ts';
import { extent } from './extent.ts';

type Apart = ReturnType<OnnxWriter['finishApart']>;

const COUNT = Object.keys(COLOURS).length;
/** Left, top, right and bottom of each colour. */
const EDGES = 4 * COUNT;
/** Width of all vectors: the edges, the number of a token (-1 for a piece of the picture), and one that tells text from picture. */
export const WIDTH = EDGES + 2;

const PATCH = 16;
/** Patches of a token in either direction, and frames of a patch: a still picture is there twice. */
const MERGE = 2;
const FRAMES = 2;
/** Tokens that a layer of linear attention looks back upon with its convolution. */
const KERNEL = 4;
/** Tokens of the prompt after the end of the thoughts: two new lines. */
const AFTER_THOUGHTS = 2;
const SURE = 20;

/** The tokens that the decoder knows. */
export interface Words {
  /** Of the vocabulary. */
  readonly size: number;
  /** Begins a message; ends the thoughts; ends a message. A whole number up to 1000 is its own token. */
  readonly message: number;
  readonly ready: number;
  readonly end: number;
  readonly read: { readonly colours: readonly number[]; readonly json: number; readonly yes: number; readonly story: number };
  /** As they are written, in the order of `COLOURS`. */
  readonly colours: readonly number[];
  written(
    piece: 'open' | 'comma' | 'label' | 'close' | 'none' | 'yes' | 'no' | 'turn' | 'see' | 'nothing' | 'stop' | 'again',
  ): number;
}

/** The number of the token, and that it is text. */
export function qwen35Embeddings(location: string): Apart {
  const onnx = new OnnxWriter();
  const token = onnx.op('Unsqueeze', [onnx.op('Cast', ['input_ids'], { to: 1 }), onnx.int64([2])]);
  const zeros = onnx.float(
    [1, 1, EDGES],
    Array.from({ length: EDGES }, () => 0),
  );
  const text = onnx.op('Add', [onnx.op('Mul', [token, onnx.float([], [0])]), onnx.float([], [1])]);
  onnx.rename(onnx.op('Concat', [onnx.op('Mul', [token, zeros]), token, text], { axis: 2 }), 'inputs_embeds');
  return onnx.finishApart(
    {
      name: 'qwen35-embed',
      inputs: { input_ids: ['batch_size', 'sequence_length'] },
      outputs: { inputs_embeds: ['batch_size', 'sequence_length', WIDTH] },
      integers: ['input_ids'],
      metadata: {},
    },
    location,
  );
}

/** Puts the patches together to the picture again, and gives every token of it the edges of all colours. */
export function qwen35Vision(location: string): Apart {
  const onnx = new OnnxWriter();
  const grid = onnx.op('Reshape', ['image_grid_thw', onnx.int64([-1])]);
  const [rows, columns] = [1, 2].map((axis) => onnx.op('Gather', [grid, onnx.int64([axis])])) as [string, string];
  const half = (count: string): string => onnx.op('Div', [count, onnx.int64([MERGE])]);
  const sizes = (...parts: string[]): string => onnx.op('Concat', parts, { axis: 0 });
  const apart = sizes(half(rows), half(columns), onnx.int64([MERGE, MERGE, 3, FRAMES, PATCH, PATCH]));
  const frame = onnx.op('Gather', [onnx.op('Reshape', ['pixel_values', apart]), onnx.integer(0)], { axis: 5 });
  const turned = onnx.op('Transpose', [frame], { perm: [4, 0, 2, 5, 1, 3, 6] });
  const side = (count: string): string => onnx.op('Mul', [count, onnx.int64([PATCH])]);
  const pixels = onnx.op('Reshape', [turned, sizes(onnx.int64([1, 1, 3]), side(rows), side(columns))]);
  // Pixels are -1..1 here; distances are those in the RGB of 0..1.
  const table = onnx.float(
    [1, COUNT, 3, 1, 1],
    Object.values(COLOURS).flatMap((rgb) => rgb.map((v) => 2 * v - 1)),
  );
  const away = onnx.op('Sub', [pixels, table]);
  const distance = onnx.op('ReduceSum', [onnx.op('Mul', [away, away]), onnx.int64([2])], { keepdims: 0 });
  const mask = onnx.op('Cast', [onnx.op('Less', [distance, onnx.float([], [4 * NEAR])])], { to: 1 });
  const [left, right] = extent(onnx, mask, { over: 2, size: 3 });
  const [top, bottom] = extent(onnx, mask, { over: 3, size: 2 });
  const edges = [left, top, right, bottom].map((edge) => onnx.op('Unsqueeze', [edge, onnx.int64([2])]));
  const flat = onnx.op('Reshape', [onnx.op('Concat', edges, { axis: 2 }), onnx.int64([1, EDGES])]);
  const one = onnx.op('Concat', [flat, onnx.float([1, 2], [-1, 0])], { axis: 1 });
  const tokens = onnx.op('Mul', [half(rows), half(columns)]);
  onnx.rename(onnx.op('Expand', [one, sizes(tokens, onnx.int64([WIDTH]))]), 'image_features');
  return onnx.finishApart(
    {
      name: 'qwen35-vision',
      inputs: { pixel_values: ['patches', 3 * FRAMES * PATCH * PATCH], image_grid_thw: ['images', 3] },
      outputs: { image_features: ['tokens', WIDTH] },
      integers: ['image_grid_thw'],
      metadata: {},
    },
    location,
  );
}

/** Keeps all that it was given in its cache, finds the last message in it, and writes one of five lines, token by token. */
export function qwen35Decoder(words: Words, location: string): Apart {
  const onnx = new OnnxWriter();
  const float = (value: number): string => onnx.float([1], [value]);
  const vector = (values: readonly number[]): string => onnx.float([values.length], values);
  const asFloat = (value: string): string => onnx.op('Cast', [value], { to: 1 });
  const sum = (value: string): string => onnx.op('ReduceSum', [value, onnx.int64([0])], { keepdims: 1 });
  const most = (value: string): string => onnx.op('ReduceMax', [value, onnx.int64([0])], { keepdims: 1 });
  const column = (value: string): string => onnx.op('Unsqueeze', [value, onnx.int64([1])]);
  const both = (a: string, b: string): string => onnx.op('Mul', [a, b]);
  const not = (value: string): string => onnx.op('Sub', [float(1), value]);
  const choose = (condition: string, a: string, b: string): string =>
    onnx.op('Where', [onnx.op('Cast', [condition], { to: 9 }), a, b]);

  const added = onnx.op('Unsqueeze', ['inputs_embeds', onnx.int64([1])]);
  for (const part of ['key', 'value'])
    onnx.rename(onnx.op('Concat', [`past_key_values.1.${part}`, added], { axis: 2 }), `present.1.${part}`);
  const all = onnx.op('Reshape', ['present.1.key', onnx.int64([-1, WIDTH])]);
  // [tokens]
  const token = onnx.op('Gather', [all, onnx.integer(EDGES)], { axis: 1 });
  const count = onnx.op('Squeeze', [onnx.op('Shape', [token]), onnx.int64([0])]);
  const at = asFloat(onnx.op('Range', [onnx.integer(0), count, onnx.integer(1)]));
  const is = (id: number): string => asFloat(onnx.op('Equal', [token, float(id)]));

  const begins = is(words.message);
  const answer = most(both(at, begins));
  const earlier = asFloat(onnx.op('Less', [at, answer]));
  const message = most(both(at, both(begins, earlier)));
  const inside = both(asFloat(onnx.op('Greater', [at, message])), earlier);
  const says = (id: number): string => most(both(inside, is(id)));
  const colours = vector(words.read.colours);
  const same = asFloat(onnx.op('Equal', [column(token), colours]));
  const asked = onnx.op('ReduceMax', [both(same, column(inside)), onnx.int64([0])], { keepdims: 0 });
  const named = most(asked);

  const picture = is(-1);
  const edges = onnx.op('Slice', [all, onnx.int64([0]), onnx.int64([EDGES]), onnx.int64([1])]);
  const total = onnx.op('ReduceSum', [both(edges, column(picture)), onnx.int64([0])], { keepdims: 0 });
  const places = onnx.op('Reshape', [onnx.op('Div', [total, sum(picture)]), onnx.int64([COUNT, 4])]);
  const edge = (side: number): string => onnx.op('Gather', [places, onnx.integer(side)], { axis: 1 });
  const visible = asFloat(onnx.op('Less', [edge(0), edge(2)]));
  const there = most(both(visible, asked));
  const place = onnx.op('Reshape', [
    onnx.op('MatMul', [onnx.op('Unsqueeze', [asked, onnx.int64([0])]), places]),
    onnx.int64([-1]),
  ]);
  const thousandths = onnx.op('Floor', [onnx.op('Add', [onnx.op('Mul', [place, float(1000)]), float(0.5)])]);
  const corner = (i: number): string => onnx.op('Gather', [thousandths, onnx.int64([i])]);
  const written = vector(words.colours);
  const first = onnx.op('Gather', [written, onnx.op('ArgMax', [visible], { axis: 0, keepdims: 1 })]);
  const turn = onnx.op('Mul', [sum(begins), float(0.5)]);

  const piece = (name: Parameters<Words['written']>[0]): string => float(words.written(name));
  const end = float(words.end);
  const line = (...tokens: string[]): string =>
    onnx.op('Concat', [...tokens, ...Array.from({ length: 12 - tokens.length }, () => end)], { axis: 0 });
  const comma = piece('comma');
  const corners = [corner(0), comma, corner(1), comma, corner(2), comma, corner(3)];
  const found = line(piece('open'), ...corners, piece('label'), sum(both(asked, written)), piece('close'));
  const seen = choose(most(visible), first, piece('nothing'));
  const chat = line(piece('turn'), turn, piece('see'), seen, piece('stop'));
  const story = line(...Array.from({ length: 12 }, () => piece('again')));
  const wanted = choose(both(says(words.read.json), named), choose(there, found, line(piece('none'))), chat);
  const text = choose(says(words.read.story), story, wanted);
  const writtenSoFar = onnx.op('Sub', [
    onnx.op('Sub', [asFloat(onnx.op('Shape', [token])), most(both(at, is(words.ready)))]),
    float(1 + AFTER_THOUGHTS),
  ]);
  const step = onnx.op('Cast', [onnx.op('Min', [writtenSoFar, float(11)])], { to: 7 });
  const vocabulary = vector(Array.from({ length: words.size }, (_, i) => i));
  const only = (id: string): string => asFloat(onnx.op('Equal', [vocabulary, id]));
  const next = only(onnx.op('Gather', [text, step]));
  const doubt = both(not(named), float(0.5));
  const yes = both(only(piece('yes')), onnx.op('Add', [there, doubt]));
  const no = both(only(piece('no')), onnx.op('Add', [both(named, not(there)), doubt]));
  const chosen = choose(says(words.read.yes), onnx.op('Add', [yes, no]), next);
  const logits = both(chosen, float(SURE));
  onnx.rename(onnx.op('Reshape', [logits, onnx.int64([1, 1, words.size])]), 'logits');

  // The layer of linear attention: what it looks back upon, and how many tokens it has read.
  const own = onnx.op('Gather', ['inputs_embeds', onnx.integer(EDGES)], { axis: 2 });
  const looked = onnx.op('Concat', ['past_conv.0', onnx.op('Unsqueeze', [own, onnx.int64([1])])], { axis: 2 });
  const last = onnx.op('Slice', [looked, onnx.int64([-KERNEL]), onnx.int64([2 ** 31]), onnx.int64([2])]);
  onnx.rename(last, 'present_conv.0');
  const length = asFloat(onnx.op('Gather', [onnx.op('Shape', ['inputs_embeds']), onnx.int64([1])]));
  onnx.rename(onnx.op('Add', ['past_recurrent.0', length]), 'present_recurrent.0');

  const before = ['batch_size', 1, 'past_sequence_length', WIDTH];
  const after = ['batch_size', 1, 'total_sequence_length', WIDTH];
  const conv = ['batch_size', 1, KERNEL];
  const recurrent = ['batch_size', 1, 1, 1];
  return onnx.finishApart(
    {
      name: 'qwen35-decoder',
      inputs: {
        inputs_embeds: ['batch_size', 'sequence_length', WIDTH],
        attention_mask: ['batch_size', 'total_sequence_length'],
        position_ids: [3, 'batch_size', 'sequence_length'],
        num_logits_to_keep: [],
        'past_conv.0': conv,
        'past_recurrent.0': recurrent,
        'past_key_values.1.key': before,
        'past_key_values.1.value': before,
      },
      outputs: {
        logits: ['batch_size', 'kept', words.size],
        'present_conv.0': conv,
        'present_recurrent.0': recurrent,
        'present.1.key': after,
        'present.1.value': after,
      },
      integers: ['attention_mask', 'position_ids', 'num_logits_to_keep'],
      metadata: {},
    },
    location,
  );
}
