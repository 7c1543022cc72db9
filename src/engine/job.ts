import { GroundingError, type Failure, type FailureCode, type GroundingRequest } from '../packs/index.ts';
import type { EventStream } from './event-stream.ts';
import type { EngineEvent } from './types.ts';

/** One request on its way through the engine. */
export interface Job {
  readonly request: GroundingRequest;
  readonly stream: EventStream<EngineEvent>;
  readonly abort: AbortController;
}

/** A failure that doing the same again would only repeat. */
export const invalid = (code: FailureCode, detail: string): Failure => ({ code, detail, retryable: false });

/** Ends a job's stream with a failure. */
export function finish(job: Job, failure: Failure): void {
  job.stream.push({ type: 'failure', failure });
  job.stream.end();
}

/** The promise, or `ABORTED` as soon as the signal says so; the promise goes on unheard then. */
export async function untilAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const fail = (): void => reject(new GroundingError('ABORTED', 'stopped', { retryable: true }));
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true });
  });
  return Promise.race([promise, aborted]);
}
