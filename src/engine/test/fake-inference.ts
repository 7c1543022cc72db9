/** A worker for tests that runs in the same realm and does as it is told. */
import type { Answer } from '../../core/index.ts';
import type { Failure, GroundingRequest, PackManifest } from '../../packs/index.ts';
import type { Capabilities } from '../../platform/capabilities.ts';
import { createEngine, type EngineOptions } from '../engine.ts';
import type { InferenceTransport } from '../inference-link.ts';
import { INFERENCE_PROTOCOL, type FromInference, type LoadMessage, type ToInference } from '../protocol.ts';
import type { AttachedMedium, Engine, EngineEvent } from '../types.ts';

type Message<T extends ToInference['type']> = Extract<ToInference, { type: T }>;

/** What a fake does; whatever is left out goes well. */
export interface Behaviour {
  readonly protocol?: number;
  readonly lock?: string;
  readonly mute?: boolean;
  onLoad?(message: LoadMessage, worker: FakeWorker): void;
  onGround?(message: Message<'ground'>, worker: FakeWorker): void;
  onCancel?(message: Message<'cancel'>, worker: FakeWorker): void;
}

export const ANSWER: Answer = { state: 'found', parts: [{ text: 'yes' }], text: 'yes', references: [] };

export class FakeWorker {
  readonly posted: ToInference[] = [];
  readonly locks: string[] = [];
  readonly #behaviour: Behaviour;
  terminated = false;
  /** A silent worker hears nothing and says nothing. */
  silent = false;
  #handlers: { message(message: FromInference): void; dead(detail: string): void } | null = null;

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
    this.silent = behaviour.mute ?? false;
  }

  transport(): InferenceTransport {
    return {
      post: (message) => {
        this.posted.push(message);
        queueMicrotask(() => this.#receive(message));
      },
      listen: (handlers) => {
        this.#handlers = handlers;
        const { protocol = INFERENCE_PROTOCOL, lock = null } = this.#behaviour;
        queueMicrotask(() => this.say({ type: 'hello', protocol, lock }));
      },
      watchLock: (name) => this.locks.push(name),
      terminate: () => {
        this.terminated = true;
      },
    };
  }

  say(message: FromInference): void {
    if (!this.silent && !this.terminated) this.#handlers?.message(message);
  }

  crash(detail = 'boom'): void {
    if (!this.terminated) this.#handlers?.dead(detail);
  }

  answer(id: number): void {
    this.say({ type: 'event', id, event: { type: 'answer', answer: ANSWER, timings: {}, device: 'wasm' } });
    this.say({ type: 'done', id });
  }

  fail(id: number, failure: Failure): void {
    this.say({ type: 'failed', id, failure });
  }

  types(): string[] {
    return this.posted.map((message) => message.type).filter((type) => type !== 'ping');
  }

  #receive(message: ToInference): void {
    if (this.silent || this.terminated) return;
    const does = this.#behaviour;
    if (message.type === 'ping') this.say({ type: 'pong' });
    else if (message.type === 'load') {
      if (does.onLoad) does.onLoad(message, this);
      else this.say({ type: 'loaded', id: message.id, memory: 0 });
    } else if (message.type === 'ground') {
      if (does.onGround) does.onGround(message, this);
      else this.answer(message.id);
    } else if (message.type === 'cancel') {
      if (does.onCancel) does.onCancel(message, this);
      else this.fail(message.id, { code: 'ABORTED', detail: 'stopped', retryable: true });
    }
  }
}

export const MANIFEST: PackManifest = {
  id: 'nano',
  family: 'fake',
  tasks: ['ground'],
  title: 'Fake',
  summary: '',
  revision: '1',
  licence: 'MIT',
  media: ['picture'],
  devices: ['webgpu', 'wasm-threads', 'wasm'],
  base: 'packs/nano',
  files: {},
};

export const PLAIN: Capabilities = {
  gpu: { state: 'missing', why: 'No GPU.' },
  isolated: false,
  cores: 4,
  memoryGiB: null,
};

export const RICH: Capabilities = {
  gpu: { state: 'present', name: 'Test GPU', software: false, f16: true, buffer: 2 ** 31 },
  isolated: true,
  cores: 8,
  memoryGiB: 8,
};

/** An engine over fakes: the n-th worker behaves as the n-th behaviour, later ones as the last. */
export function fakeEngine(
  behaviours: readonly Behaviour[] = [{}],
  capabilities: Capabilities = PLAIN,
  options: Partial<EngineOptions> = {},
): { engine: Engine; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const engine = createEngine({
    packs: () => [MANIFEST],
    base: 'https://example.test/app/',
    hangMs: 1000,
    graceMs: 200,
    startMs: 5000,
    spawn: () => {
      const worker = new FakeWorker(behaviours[Math.min(workers.length, behaviours.length - 1)] ?? {});
      workers.push(worker);
      return worker.transport();
    },
    probe: () => Promise.resolve(capabilities),
    copy: (bitmap) => Promise.resolve(bitmap),
    ...options,
  });
  engine.attach(picture('m1'));
  return { engine, workers };
}

export function bitmap(): ImageBitmap {
  return { width: 4, height: 3, close() {} };
}

export function picture(id: string): AttachedMedium {
  return { handle: { id, kind: 'picture', width: 4, height: 3 }, bitmap: bitmap() };
}

export function question(text = 'a dog', mediumId = 'm1'): GroundingRequest {
  return { version: 1, pack: 'nano', task: 'ask', medium: picture(mediumId).handle, question: text };
}

/** Reads a request to its end, as short words: `start`, `progress`, `answer`, or the code of the failure. */
export async function read(stream: AsyncIterable<EngineEvent>): Promise<string[]> {
  const seen: string[] = [];
  for await (const event of stream) {
    if (event.type === 'failure') seen.push(event.failure.code);
    else seen.push(event.type === 'progress' ? event.stage : event.type);
  }
  return seen;
}
