/**
 * Everything that can go wrong, as a code a program can switch on. The sentence for a person is made from the code in one
 * place (src/engine/failure-text.ts), `detail` is for the "details" fold-out.
 */
export type FailureCode =
  | 'ABORTED'
  | 'INVALID_REQUEST'
  | 'MEDIUM_UNKNOWN'
  | 'MEDIUM_EMPTY'
  | 'MEDIUM_UNREADABLE'
  | 'MEDIUM_UNSUPPORTED'
  | 'MEDIUM_TOO_LARGE'
  /** A video that this browser can only open after a conversion. */
  | 'MEDIUM_FOREIGN'
  | 'FETCH_OFFLINE'
  | 'FETCH_CORS'
  | 'FETCH_STATUS'
  | 'MODEL_MISSING'
  | 'MODEL_CORRUPT'
  /** A hub pack whose files are not all in the browser yet. */
  | 'MODEL_NOT_READY'
  /** No variant of a pack fits this graphics card. */
  | 'GPU_TOO_SMALL'
  | 'STORAGE_FULL'
  /** The browser gives this page no place to keep files. */
  | 'STORAGE_UNAVAILABLE'
  | 'DEVICE_UNAVAILABLE'
  | 'DEVICE_LOST'
  | 'OUT_OF_MEMORY'
  | 'WORKER_CRASHED'
  | 'WORKER_HUNG'
  | 'RUNTIME_FAILED'
  | 'INTERNAL';

/** A failure as it crosses from a worker: plain data. */
export interface Failure {
  readonly code: FailureCode;
  /** Technical detail, English, one line. */
  readonly detail: string;
  /** Whether doing the same again may work. */
  readonly retryable: boolean;
}

/** A failure on the move inside one realm. */
export class GroundingError extends Error {
  override readonly name = 'GroundingError';
  readonly code: FailureCode;
  readonly retryable: boolean;

  constructor(code: FailureCode, detail: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(detail, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** Any thrown value as a `Failure`; what is not ours becomes `INTERNAL`. An abort is always `ABORTED`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof GroundingError) return { code: error.code, detail: error.message, retryable: error.retryable };
  if (error instanceof Error && error.name === 'AbortError') return { code: 'ABORTED', detail: error.message, retryable: true };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: 'INTERNAL', detail, retryable: false };
}
