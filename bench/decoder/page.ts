/** The page's side of `main.ts`: our decoding loop and transformers.js `generate`, on the same weights, prompts and threads. */
import { AutoModelForCausalLM, env, Tensor } from '@huggingface/transformers';
import { readConfig } from '../../workers/inference/nano/decoder/config.ts';
import { Decoder } from '../../workers/inference/nano/decoder/session.ts';

/** One answer: its tokens and when they came. */
export interface Measured {
  readonly tokens: number[];
  /** Milliseconds to the first token. */
  readonly first: number;
  /** Tokens a second after the first one. */
  readonly rate: number;
}

type Contender = (prompt: readonly number[], count: number) => Promise<Measured>;

const bytes = async (path: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await (await fetch(path)).arrayBuffer());

let contenders: Record<'ours' | 'theirs', Contender>;

const measured = (tokens: number[], times: readonly number[], started: number): Measured => ({
  tokens,
  first: times[0]! - started,
  rate: ((times.length - 1) * 1000) / (times.at(-1)! - times[0]!),
});

async function start(device: 'webgpu' | 'wasm', threads: number): Promise<void> {
  const wasm = new URL('/node_modules/onnxruntime-web/dist/', location.href).href;
  // As the app does: the plain build where there is no GPU. transformers.js has the WebGPU build only.
  const ort = device === 'webgpu' ? await import('onnxruntime-web/webgpu') : await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths = wasm;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = '/checkpoint/';
  env.useBrowserCache = false;
  Object.assign(env.backends.onnx.wasm!, { wasmPaths: wasm, numThreads: threads });

  const config = readConfig(new TextDecoder().decode(await bytes('/pack/config.json')));
  // No answer ends by itself, so that all are equally long.
  const endless = { ...config, tokens: { ...config.tokens, eos: -1 } };
  const table = new Uint16Array((await bytes('/pack/embeddings.bin')).buffer);
  const decoder = await Decoder.create(
    ort,
    await bytes('/pack/decoder.onnx'),
    table,
    endless,
    device === 'webgpu' ? 'webgpu' : 'wasm-threads',
  );
  const model = await AutoModelForCausalLM.from_pretrained('nano', { device, dtype: 'fp32' });
  contenders = {
    async ours(prompt, count) {
      const started = performance.now();
      const tokens: number[] = [];
      const times: number[] = [];
      for await (const { token } of decoder.generate(prompt, new Float32Array(0), count, new AbortController().signal)) {
        tokens.push(token);
        times.push(performance.now());
      }
      return measured(tokens, times, started);
    },
    async theirs(prompt, count) {
      const ids = BigInt64Array.from(prompt, BigInt);
      const input_ids = new Tensor('int64', ids, [1, ids.length]);
      const attention_mask = new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]);
      const times: number[] = [];
      // Called once with the prompt, then once a token.
      const streamer = { put: () => void times.push(performance.now()), end: () => undefined };
      const started = performance.now();
      const output = (await model.generate({
        input_ids,
        attention_mask,
        max_new_tokens: count,
        do_sample: false,
        eos_token_id: [config.vocabulary],
        streamer,
      } as never)) as unknown as Tensor;
      const tokens = Array.from(output.data as BigInt64Array, Number).slice(ids.length);
      return measured(tokens, times.slice(-tokens.length), started);
    },
  };
}

const run = (who: 'ours' | 'theirs', prompt: readonly number[], count: number): Promise<Measured> =>
  contenders[who](prompt, count);

export const bench = { start, run };
Object.assign(globalThis, { bench });
