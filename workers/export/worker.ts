/** The export worker: makes one clip or painted video out of a file, says how far it is, and is done. */
import type { FromExport, VideoExport } from '../../src/engine/export-protocol.ts';
import { toFailure } from '../../src/packs/index.ts';
import { makeClip } from './clip.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (message: FromExport): void => scope.postMessage(message);

scope.addEventListener('message', ({ data }: MessageEvent<VideoExport>) => {
  void makeClip(data, (share) => post({ type: 'progress', share })).then(
    (made) => post({ type: 'made', ...made }),
    (error: unknown) => post({ type: 'failed', failure: toFailure(error) }),
  );
});
