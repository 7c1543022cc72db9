import { GroundingError } from '../../packs/failure.ts';
import { startChecksum, type RunningChecksum } from './checksum.ts';
import type { Checksum } from './record.ts';

/** A file that is being written; a sync access handle in the app. Every method is immediate. */
export interface Sink {
  getSize(): number;
  read(buffer: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
}

/** What is known of a file before its download. */
export interface Expected {
  /** 0 where it is not known. */
  readonly bytes: number;
  readonly checksum: Checksum | null;
}

export interface TransferOptions {
  readonly signal: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
  /** Bytes in the file so far; goes back where a download starts over. */
  onBytes?(held: number): void;
  /** It broke off and goes on in `ms`. */
  onRetry?(ms: number): void;
  onCheck?(): void;
  /** How often in a row a download that brings nothing new is tried again; 5 when left out. */
  readonly retries?: number;
  /** The first wait in ms; doubles each time, up to 30 s. */
  readonly backoffMs?: number;
  /** Silence, in ms, after which a connection counts as broken; 30000 when left out. */
  readonly stallMs?: number;
}

const CHUNK = 1 << 20;
const LONGEST_WAIT = 30_000;

/**
 * Brings a file into a sink, from where an earlier try broke off, and checks it. What is wrong at full length is thrown away and fetched
 * once more.
 *
 * Going on asks with `Range` alone: `If-Range` would need a CORS preflight, which the hubs' storage hosts do not all answer. Instead the answer
 * has to name the same total length and `ETag` as before, and the checksum has the last word.
 *
 * @returns length and checksum; where no checksum was expected, the SHA-256 of what came.
 * @throws GroundingError `FETCH_*`, `MODEL_MISSING`, `MODEL_CORRUPT`, `STORAGE_FULL`, `ABORTED`. What has come so far stays in the sink,
 * unless it is wrong.
 */
export async function transfer(
  url: string,
  expected: Expected,
  sink: Sink,
  options: TransferOptions,
): Promise<{ readonly bytes: number; readonly checksum: Checksum }> {
  let wrong = '';
  for (let round = 0; round < 2; round += 1) {
    const file = new Growing(expected, sink);
    options.onBytes?.(file.held);
    await fill(url, file, expected, options);
    options.onCheck?.();
    const checksum = file.finish();
    const right = expected.checksum;
    if (!right || right.hex === checksum.hex) return { bytes: file.held, checksum };
    wrong = `${checksum.hex} instead of ${right.hex}`;
    sink.truncate(0);
    sink.flush();
  }
  throw new GroundingError('MODEL_CORRUPT', `${url}: checksum ${wrong}, twice; nothing of it was kept`, { retryable: true });
}

/** The file on its way: length and checksum of what is there. */
class Growing {
  held: number;
  etag: string | null = null;
  readonly #sink: Sink;
  readonly #expected: Expected;
  #checksum: RunningChecksum;

  constructor(expected: Expected, sink: Sink) {
    this.#expected = expected;
    this.#sink = sink;
    this.#checksum = this.#start();
    this.held = 0;
    const size = sink.getSize();
    if (expected.bytes === 0 || size > expected.bytes) this.restart();
    else this.#readBack(size);
  }

  append(bytes: Uint8Array<ArrayBuffer>): void {
    let written: number;
    try {
      written = this.#sink.write(bytes, { at: this.held });
    } catch (error) {
      this.#sink.flush();
      throw new GroundingError('STORAGE_FULL', String(error), { retryable: true, cause: error });
    }
    // A full disk shows in some browsers as a short write, or as a number that cannot be.
    const whole = written === bytes.length;
    if (!whole) written = Math.max(0, Math.min(bytes.length, this.#sink.getSize() - this.held));
    this.#checksum.update(bytes.subarray(0, written));
    this.held += written;
    if (!whole) throw new GroundingError('STORAGE_FULL', 'the file could not be written to its end', { retryable: true });
  }

  restart(): void {
    this.#sink.truncate(0);
    this.#checksum = this.#start();
    this.held = 0;
    this.etag = null;
  }

  finish(): Checksum {
    this.#sink.flush();
    return this.#checksum.result();
  }

  #start(): RunningChecksum {
    return startChecksum(this.#expected.checksum?.kind ?? 'sha256', this.#expected.bytes);
  }

  #readBack(size: number): void {
    const buffer = new Uint8Array(Math.min(CHUNK, size));
    while (this.held < size) {
      const got = this.#sink.read(buffer, { at: this.held });
      if (got === 0) break;
      this.#checksum.update(buffer.subarray(0, got));
      this.held += got;
    }
  }
}

async function fill(url: string, file: Growing, expected: Expected, options: TransferOptions): Promise<void> {
  const { signal, retries = 5, backoffMs = 500 } = options;
  let failures = 0;
  let most = file.held;
  for (;;) {
    if (expected.bytes > 0 && file.held === expected.bytes) return;
    try {
      if (await attempt(url, file, expected, options)) return;
      throw new GroundingError('MODEL_CORRUPT', `${url}: ended after ${file.held} of ${expected.bytes} bytes`, {
        retryable: true,
      });
    } catch (error) {
      if (signal.aborted) throw new GroundingError('ABORTED', 'stopped', { retryable: true });
      const failure =
        error instanceof GroundingError
          ? error
          : new GroundingError('FETCH_OFFLINE', `${url}: ${String(error)}`, { retryable: true, cause: error });
      // As long as something new comes, it goes on.
      failures = file.held > most ? 1 : failures + 1;
      most = Math.max(most, file.held);
      if (!failure.retryable || failure.code === 'STORAGE_FULL' || failures > retries) throw failure;
      const ms = Math.min(LONGEST_WAIT, backoffMs * 2 ** (failures - 1));
      options.onRetry?.(ms);
      await pause(ms, signal);
    }
  }
}

/** One connection. @returns whether the file is all there now. */
async function attempt(url: string, file: Growing, expected: Expected, options: TransferOptions): Promise<boolean> {
  const { signal, fetch = globalThis.fetch, stallMs = 30_000 } = options;
  const stalled = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(new Error(`nothing came for ${stallMs} ms`)), stallMs);
  };
  try {
    alive();
    const headers: Record<string, string> = file.held > 0 ? { Range: `bytes=${file.held}-` } : {};
    const response = await fetch(url, { headers, cache: 'no-store', signal: AbortSignal.any([signal, stalled.signal]) });
    check(url, response);
    if (response.status === 416 || !continues(response, file, expected)) {
      if (file.held > 0) file.restart();
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new GroundingError('MODEL_CORRUPT', `${url}: it cannot be gone on with`, { retryable: true });
      }
    }
    file.etag = response.headers.get('etag');
    const length = Number(response.headers.get('content-length') ?? 0);
    const total = expected.bytes || (length > 0 ? file.held + length : 0);
    const reader = response.body!.getReader();
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        alive();
        if (total > 0 && file.held + part.value.length > total)
          throw new GroundingError('MODEL_CORRUPT', `${url}: more than ${total} bytes`);
        file.append(part.value);
        options.onBytes?.(file.held);
      }
    } finally {
      await reader.cancel().catch(() => undefined);
    }
    return total === 0 || file.held === total;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a response goes on where the file ends, and is of the same file. */
function continues(response: Response, file: Growing, expected: Expected): boolean {
  if (response.status !== 206) return file.held === 0;
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  // Hosts that hide the header from other origins: the checksum decides.
  if (from !== undefined && Number(from) !== file.held) return false;
  if (total !== undefined && total !== '*' && expected.bytes > 0 && Number(total) !== expected.bytes) return false;
  return file.etag === null || file.etag === response.headers.get('etag');
}

function check(url: string, response: Response): void {
  const { status } = response;
  if (status === 404 || status === 410) throw new GroundingError('MODEL_MISSING', `${url}: status ${status}`);
  if (!response.ok && status !== 416)
    throw new GroundingError('FETCH_STATUS', `${url}: status ${status}`, { retryable: status === 429 || status >= 500 });
  if (response.headers.get('content-type')?.startsWith('text/html'))
    throw new GroundingError('MODEL_MISSING', `${url}: a web page came instead of the file`);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
  if (signal.aborted) throw new GroundingError('ABORTED', 'stopped', { retryable: true });
}
