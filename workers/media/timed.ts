import { GroundingError } from '../../src/packs/index.ts';
import type * as TimedFiles from './timed-files.ts';

/**
 * What reads and writes videos and recordings: most of the media worker's code, and of no use to a picture.
 *
 * @throws GroundingError `FETCH_OFFLINE`
 */
export async function timed(): Promise<typeof TimedFiles> {
  try {
    return await import('./timed-files.ts');
  } catch (error) {
    throw new GroundingError('FETCH_OFFLINE', `the code that reads videos: ${String(error)}`, {
      retryable: true,
      cause: error,
    });
  }
}
