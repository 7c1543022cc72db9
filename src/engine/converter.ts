import coreURL from '@ffmpeg/core?url';
import wasmURL from '@ffmpeg/core/wasm?url';
import { FFmpeg, FFFSType } from '@ffmpeg/ffmpeg';
import type { Span } from '../core/index.ts';
import { GroundingError } from '../packs/index.ts';

/** Longer side of a converted video, in pixels: more only makes the wait longer. */
const MAX_SIDE = 1280;
const IN = '/in';
const OUT = '/out.mp4';

export interface ConvertOptions {
  readonly signal: AbortSignal;
  /** 0..1, or `null` while the converter itself is being fetched. */
  readonly onProgress: (share: number | null) => void;
  /** Only this much of it, in seconds of the file. */
  readonly span?: Span;
}

/** How: `copy` puts what is inside into another container and takes seconds; `encode` takes about as long as the video plays. */
export type Conversion = 'copy' | 'encode';

/**
 * Converts a video or a recording to MP4 on this machine, in a worker of its own, with ffmpeg. The file is read piece by piece; the result is in memory.
 *
 * @throws GroundingError `ABORTED`, `FETCH_OFFLINE` (the converter could not be fetched), `MEDIUM_UNREADABLE` (ffmpeg cannot read it).
 */
export async function convertMedium(blob: Blob, how: Conversion, { signal, onProgress, span }: ConvertOptions): Promise<Blob> {
  const ffmpeg = new FFmpeg();
  const stop = (): void => ffmpeg.terminate();
  signal.addEventListener('abort', stop, { once: true });
  let last = '';
  try {
    onProgress(null);
    await ffmpeg.load({ coreURL: absolute(coreURL), wasmURL: absolute(wasmURL) }).catch((error: unknown) => {
      throw new GroundingError('FETCH_OFFLINE', `the converter could not be loaded: ${String(error)}`, { retryable: true });
    });
    ffmpeg.on('log', ({ message }) => {
      last = message;
    });
    ffmpeg.on('progress', ({ progress }) => onProgress(Math.min(1, Math.max(0, progress))));
    onProgress(0);
    await ffmpeg.createDir(IN);
    await ffmpeg.mount(FFFSType.WORKERFS, { blobs: [{ name: 'medium', data: blob }] }, IN);
    const code = await ffmpeg.exec([
      ...cut(span),
      '-i',
      `${IN}/medium`,
      '-map',
      '0:V:0?',
      '-map',
      '0:a:0?',
      ...OPTIONS[how],
      OUT,
    ]);
    if (code !== 0) throw new GroundingError('MEDIUM_UNREADABLE', `ffmpeg gave up: ${last}`);
    const made = await ffmpeg.readFile(OUT);
    if (!(made instanceof Uint8Array) || made.length === 0)
      throw new GroundingError('MEDIUM_UNREADABLE', 'nothing came out of it');
    return new Blob([made as Uint8Array<ArrayBuffer>], { type: 'video/mp4' });
  } catch (error) {
    if (signal.aborted) throw new GroundingError('ABORTED', 'stopped', { retryable: true });
    if (error instanceof GroundingError) throw error;
    throw new GroundingError('MEDIUM_UNREADABLE', `ffmpeg failed: ${String(error)}`, { cause: error });
  } finally {
    signal.removeEventListener('abort', stop);
    ffmpeg.terminate();
  }
}

const SCALE = `scale='min(${MAX_SIDE},iw)':'min(${MAX_SIDE},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2`;
const OPTIONS: Readonly<Record<Conversion, readonly string[]>> = {
  copy: '-c copy -movflags +faststart'.split(' '),
  encode: `-vf ${SCALE} -c:v libx264 -preset ultrafast -crf 23 -pix_fmt yuv420p -g 50 -c:a aac -movflags +faststart`.split(' '),
};

/** Before the input, so that what lies before it is not decoded. */
const cut = (span: Span | undefined): string[] =>
  span ? ['-ss', span[0].toFixed(3), '-t', (span[1] - span[0]).toFixed(3)] : [];

const absolute = (url: string): string => new URL(url, document.baseURI).href;
