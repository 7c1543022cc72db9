import type * as Transformers from '@huggingface/transformers';
import type { Pixels } from '../../src/core/index.ts';
import type { DeviceKind, HubContext, LoadContext } from '../../src/packs/index.ts';
import { GroundingError } from '../../src/packs/index.ts';

type Library = typeof Transformers;
type Runtime = Awaited<ReturnType<LoadContext['runtime']>>;

/** What `from_pretrained` of processors, tokenizers and configurations takes. */
export interface PretrainedOptions {
  readonly revision: string;
}

/** What `from_pretrained` of models takes. */
export interface ModelOptions extends PretrainedOptions {
  readonly device: 'auto' | 'webgpu';
  readonly dtype: Transformers.DataType | Record<string, Transformers.DataType>;
  readonly session_options: { readonly executionProviders: string[] };
  /** Files of weights for each session that has them beside it; the checkpoint's own configuration decides when left out. */
  readonly use_external_data_format?: Record<string, number>;
}

export interface OpenedLibrary {
  readonly library: Library;
  readonly repo: string;
  readonly files: PretrainedOptions;
  readonly model: ModelOptions;
}

/** Where the library looks for a runtime that it is to use in place of the one it brings. */
const RUNTIME = Symbol.for('onnxruntime');

let opening: Promise<Library> | null = null;
/** The files of each checkpoint of this worker, by repository: the library has one `fetch` for all. */
const stores = new Map<string, HubContext['fetch']>();

/**
 * transformers.js on the worker's own runtime, reading a checkpoint out of storage.
 *
 * It chains all of its runs on one promise, so one that is stopped would stop every later one: runs are never interrupted here, a family
 * looks at its signal between them.
 */
export async function openTransformers(context: LoadContext): Promise<OpenedLibrary> {
  const { hub, device } = context;
  if (!hub) throw new GroundingError('INTERNAL', 'this family has its files on a hub');
  const runtime = await context.runtime({ interruptible: false });
  const library = await (opening ??= load(runtime, device));
  stores.set(hub.repo, hub.fetch);
  const { revision } = hub;
  const external = await externalData(hub);
  return {
    library,
    repo: hub.repo,
    files: { revision },
    model: {
      revision,
      // With a runtime of ours the library knows no devices but `auto`; the providers are named either way.
      device: device === 'webgpu' ? 'webgpu' : 'auto',
      dtype: hub.variant.dtype as ModelOptions['dtype'],
      session_options: { executionProviders: [device === 'webgpu' ? 'webgpu' : 'wasm'] },
      ...(external ? { use_external_data_format: external } : {}),
    },
  };
}

const DATA = '_data';

/** Which sessions of a variant have their weights in a file beside them: what is in storage counts, not what a configuration says. */
async function externalData(hub: HubContext): Promise<Record<string, number> | null> {
  const paths = hub.variant.files.map(({ path }) => path).filter((path) => path.endsWith(`.onnx${DATA}`));
  if (paths.length === 0) return null;
  const there = await Promise.all(paths.map(async (path) => ((await hub.blob(path)) ? 1 : 0)));
  return Object.fromEntries(paths.map((path, i) => [path.slice(path.lastIndexOf('/') + 1, -DATA.length), there[i]!]));
}

async function load(runtime: Runtime, device: DeviceKind): Promise<Library> {
  if (device === 'webgpu') {
    // The build that the library brings is the one in use: only there it keeps its cache on the graphics card.
    const own = await import('onnxruntime-web/webgpu');
    Object.assign(own.InferenceSession, runtime.InferenceSession);
  } else {
    Object.assign(globalThis, { [RUNTIME]: runtime });
  }
  const library = await import('@huggingface/transformers');
  const { env } = library;
  env.allowLocalModels = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.fetch = fetchStored;
  return library;
}

const fetchStored: typeof globalThis.fetch = (input, init) => {
  const url = decodeURIComponent(input instanceof Request ? input.url : String(input));
  for (const [repo, fetch] of stores) if (url.includes(`/${repo}/resolve/`)) return fetch(input, init);
  return Promise.resolve(new Response(null, { status: 404 }));
};

/** A picture or frame as the library takes it, RGB. A bitmap stays open. */
export function toRawImage({ RawImage }: Library, picture: ImageBitmap | Pixels): Transformers.RawImage {
  const { data, width, height } = 'data' in picture ? picture : readPixels(picture);
  return new RawImage(data, width, height, 4).rgb();
}

function readPixels(bitmap: ImageBitmap): ImageData {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new GroundingError('OUT_OF_MEMORY', `no canvas of ${bitmap.width} x ${bitmap.height}`);
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}
