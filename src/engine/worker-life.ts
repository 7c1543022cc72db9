import { GroundingError } from '../packs/index.ts';
import type { LifeMessage, PingMessage } from './protocol.ts';
import type { Transport } from './transport.ts';

export interface LifeOptions {
  /** Version the worker has to say in its `hello`. */
  readonly protocol: number;
  /** Silence, in ms, after which a worker that has work counts as hung. */
  readonly hangMs: number;
  /** The longest wait for `hello`, in ms: the script may come over a slow line. */
  readonly startMs: number;
}

const TICKS = 5;

const isLife = (message: { readonly type: string }): message is LifeMessage =>
  message.type === 'hello' || message.type === 'pong' || message.type === 'busy' || message.type === 'fatal';

/**
 * One worker from its start to its death: handshake, watchdog, and one `died` call whatever the cause.
 *
 * The watchdog counts pings without an answer instead of looking at a clock: after a sleep of the whole machine, or in a hidden
 * tab whose timers are slowed down, a clock would say that a healthy worker had been silent for hours.
 */
export class WorkerLife<Out extends { readonly type: string }, In extends { readonly type: string }> {
  /** Settles with the handshake; rejects with what killed the worker before. */
  readonly ready: Promise<void>;
  readonly #transport: Transport<Out | PingMessage, In | LifeMessage>;
  readonly #options: LifeOptions;
  readonly #handlers: { message(message: In): void; died(error: GroundingError): void };
  #greeted: { resolve(): void; reject(error: GroundingError): void } = { resolve() {}, reject() {} };
  #dead: GroundingError | null = null;
  #start: ReturnType<typeof setTimeout>;
  #ticker: ReturnType<typeof setInterval> | undefined;
  #silent = 0;
  #heard = 0;
  #allowance = 0;

  constructor(
    transport: Transport<Out | PingMessage, In | LifeMessage>,
    options: LifeOptions,
    handlers: { message(message: In): void; died(error: GroundingError): void },
  ) {
    this.#transport = transport;
    this.#options = options;
    this.#handlers = handlers;
    this.ready = new Promise((resolve, reject) => {
      this.#greeted = { resolve, reject };
    });
    // Whoever needs the handshake waits for it; nobody has to.
    this.ready.catch(() => undefined);
    this.#start = setTimeout(() => this.kill(hung(`no sign of life in ${options.startMs} ms`)), options.startMs);
    transport.listen({
      message: (message) => this.#receive(message),
      dead: (detail) => this.kill(new GroundingError('WORKER_CRASHED', detail, { retryable: true })),
    });
  }

  /** How many messages have come from the worker. */
  get heard(): number {
    return this.#heard;
  }

  /** What ended this worker, or `null` while it lives. */
  get dead(): GroundingError | null {
    return this.#dead;
  }

  /** Sends a message; to a dead worker nothing is sent. */
  post(message: Out, transfer: readonly Transferable[] = []): void {
    if (!this.#dead) this.#transport.post(message, transfer);
  }

  /** Turns the watchdog on while there is work; off, the worker may be as silent as it likes. */
  watch(on: boolean): void {
    if (on === (this.#ticker !== undefined)) return;
    clearInterval(this.#ticker);
    this.#ticker = on && !this.#dead ? setInterval(() => this.#tick(), this.#options.hangMs / TICKS) : undefined;
    this.#silent = 0;
  }

  /** Ends the worker. Only the first call counts. */
  kill(error: GroundingError): void {
    if (this.#dead) return;
    this.#dead = error;
    clearTimeout(this.#start);
    clearInterval(this.#ticker);
    this.#transport.terminate();
    this.#greeted.reject(error);
    this.#handlers.died(error);
  }

  #tick(): void {
    this.#silent += 1;
    const limit = Math.max(TICKS, Math.ceil((this.#allowance * TICKS) / this.#options.hangMs));
    if (this.#silent > limit) {
      const waited = Math.round((limit * this.#options.hangMs) / TICKS);
      this.kill(hung(`no answer for ${waited} ms`));
    } else this.#transport.post({ type: 'ping' });
  }

  #receive(message: In | LifeMessage): void {
    if (this.#dead) return;
    this.#silent = 0;
    this.#heard += 1;
    if (!isLife(message)) {
      this.#handlers.message(message);
      return;
    }
    switch (message.type) {
      case 'hello':
        this.#greet(message.protocol, message.lock);
        break;
      case 'busy':
        this.#allowance = message.ms;
        break;
      case 'fatal': {
        const { code, detail, retryable } = message.failure;
        this.kill(new GroundingError(code, detail, { retryable }));
        break;
      }
      case 'pong':
        break;
    }
  }

  #greet(protocol: number, lock: string | null): void {
    clearTimeout(this.#start);
    if (protocol !== this.#options.protocol) {
      const detail = `the worker speaks protocol ${protocol}, the page ${this.#options.protocol}: reload the page`;
      this.kill(new GroundingError('INTERNAL', detail));
      return;
    }
    if (lock !== null) this.#transport.watchLock(lock);
    this.#greeted.resolve();
  }
}

function hung(detail: string): GroundingError {
  return new GroundingError('WORKER_HUNG', detail, { retryable: true });
}
