import {
  GroundingError,
  type GroundingEvent,
  type GroundingRequest,
  type PackId,
  type SoundHandle,
  type VideoHandle,
} from '../packs/index.ts';
import { INFERENCE_PROTOCOL, type FromInference, type LifeMessage, type LoadMessage, type ToInference } from './protocol.ts';
import type { Transport } from './transport.ts';
import { WorkerLife } from './worker-life.ts';

export type InferenceTransport = Transport<ToInference, FromInference>;

/** The worker's own messages are handled by `WorkerLife`. */
type Reply = Exclude<FromInference, LifeMessage>;

interface Call {
  onEvent(event: GroundingEvent): void;
  resolve(memory: number): void;
  reject(error: GroundingError): void;
}

/** Calls to one inference worker. When it dies, every open call rejects with the cause. */
export class InferenceLink {
  readonly #life: WorkerLife<ToInference, Reply>;
  readonly #calls = new Map<number, Call>();
  #lastId = 0;

  constructor(
    transport: InferenceTransport,
    limits: { readonly hangMs: number; readonly startMs: number },
    onDeath: (error: GroundingError) => void,
  ) {
    this.#life = new WorkerLife<ToInference, Reply>(
      transport,
      { ...limits, protocol: INFERENCE_PROTOCOL },
      {
        message: (message) => this.#receive(message),
        died: (error) => {
          const calls = [...this.#calls.values()];
          this.#calls.clear();
          onDeath(error);
          for (const call of calls) call.reject(error);
        },
      },
    );
  }

  get ready(): Promise<void> {
    return this.#life.ready;
  }

  /** How many messages have come from the worker. */
  get heard(): number {
    return this.#life.heard;
  }

  /** @returns bytes of memory that the pack takes now, about. */
  load(message: Omit<LoadMessage, 'type' | 'id'>, onEvent: (event: GroundingEvent) => void): Promise<number> {
    return this.#call((id) => ({ type: 'load', id, ...message }), onEvent).done;
  }

  /** @returns the id for `cancel`, and a promise that settles when the worker is done with the request. */
  ground(
    pack: PackId,
    request: GroundingRequest,
    onEvent: (event: GroundingEvent) => void,
  ): { readonly id: number; readonly done: Promise<unknown> } {
    return this.#call((id) => ({ type: 'ground', id, pack, request }), onEvent);
  }

  unload(pack: PackId): void {
    this.#life.post({ type: 'unload', pack });
  }

  cancel(id: number): void {
    this.#life.post({ type: 'cancel', id });
  }

  /** Hands `bitmap` over: the caller has it no more. */
  putMedium(mediumId: string, bitmap: ImageBitmap): void {
    this.#life.post({ type: 'put-medium', mediumId, bitmap }, [bitmap]);
  }

  /** Hands `port` over: frames of a video of `duration` seconds come from its other end. */
  putTimed(handle: VideoHandle | SoundHandle, port: MessagePort): void {
    this.#life.post({ type: 'put-timed', handle, port }, [port]);
  }

  dropMedium(mediumId: string): void {
    this.#life.post({ type: 'drop-medium', mediumId });
  }

  kill(error: GroundingError): void {
    this.#life.kill(error);
  }

  #call(
    message: (id: number) => ToInference,
    onEvent: (event: GroundingEvent) => void,
  ): { readonly id: number; readonly done: Promise<number> } {
    const id = (this.#lastId += 1);
    if (this.#life.dead) return { id, done: Promise.reject(this.#life.dead) };
    const done = new Promise<number>((resolve, reject) => this.#calls.set(id, { onEvent, resolve, reject }));
    this.#life.post(message(id));
    this.#life.watch(true);
    return { id, done };
  }

  #receive(message: Reply): void {
    const call = this.#calls.get(message.id);
    if (!call) return;
    if (message.type === 'event') {
      call.onEvent(message.event);
      return;
    }
    this.#calls.delete(message.id);
    if (this.#calls.size === 0) this.#life.watch(false);
    if (message.type === 'failed') {
      const { code, detail, retryable } = message.failure;
      call.reject(new GroundingError(code, detail, { retryable }));
    } else call.resolve(message.type === 'loaded' ? message.memory : 0);
  }
}
