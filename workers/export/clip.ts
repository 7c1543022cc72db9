import {
  ALL_FORMATS,
  BlobSource,
  BufferTarget,
  Conversion,
  EncodedPacketSink,
  Input,
  MkvOutputFormat,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
  QUALITY_HIGH,
  WEBM,
  WebMOutputFormat,
  type ConversionOptions,
  type OutputFormat,
  type VideoSample,
} from 'mediabunny';
import { paintMarks, type Mark } from '../../src/engine/annotate.ts';
import type { VideoExport } from '../../src/engine/export-protocol.ts';
import { GroundingError } from '../../src/packs/index.ts';

export interface MadeClip {
  readonly blob: Blob;
  /** Without a dot. */
  readonly extension: string;
  /** Where the clip begins, in seconds from the first frame. */
  readonly from: number;
  /** True when there was sound that could not be taken along. */
  readonly lost: boolean;
}

/**
 * Makes a clip of a video, by copying where that is asked for, else by encoding anew.
 *
 * @throws GroundingError `MEDIUM_FOREIGN`: this browser cannot make it; `MEDIUM_UNREADABLE`.
 */
export async function makeClip(order: VideoExport, onProgress: (share: number) => void): Promise<MadeClip> {
  const input = new Input({ source: new BlobSource(order.blob), formats: ALL_FORMATS });
  try {
    const { format, extension } = await formatFor(input, order.how);
    const target = new BufferTarget();
    const output = new Output({ format, target });
    const conversion = await Conversion.init({ input, output, tracks: 'primary', showWarnings: false, ...options(order) });
    const lost = conversion.discardedTracks.filter(({ reason }) => reason !== 'discarded_by_user');
    if (!conversion.isValid || lost.some(({ track }) => track.isVideoTrack()))
      throw new GroundingError(
        'MEDIUM_FOREIGN',
        `cannot be made here: ${lost.map(({ reason }) => reason).join(', ') || 'no track'}`,
      );
    conversion.onProgress = onProgress;
    await conversion.execute();
    if (!target.buffer) throw new GroundingError('INTERNAL', 'nothing came out of the conversion');
    return {
      blob: new Blob([target.buffer], { type: await output.getMimeType() }),
      extension,
      from: order.how === 'copy' ? await copiedFrom(input, order) : (order.span?.[0] ?? 0),
      lost: lost.length > 0,
    };
  } catch (error) {
    if (error instanceof GroundingError) throw error;
    throw new GroundingError('MEDIUM_UNREADABLE', error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    input.dispose();
  }
}

/** A copy stays in its container, because not all codecs fit into all of them; what is encoded anew becomes MP4. */
async function formatFor(input: Input, how: VideoExport['how']): Promise<{ format: OutputFormat; extension: string }> {
  const from = await input.getFormat();
  if (from === WEBM) return { format: new WebMOutputFormat(), extension: 'webm' };
  if (how === 'copy' && from !== MP4 && from !== QTFF) return { format: new MkvOutputFormat(), extension: 'mkv' };
  return { format: new Mp4OutputFormat({ fastStart: 'in-memory' }), extension: 'mp4' };
}

function options({ how, span, start, marks }: VideoExport): Pick<ConversionOptions, 'trim' | 'copy' | 'video'> {
  const trim = { start: start + (span?.[0] ?? 0), ...(span ? { end: start + span[1] } : {}) };
  switch (how) {
    case 'copy':
      return { trim, copy: { mode: 'forced', boundaryPolicy: 'expand', shiftTolerance: Number.POSITIVE_INFINITY } };
    case 'exact':
      return { trim, copy: { boundaryTolerance: 0 }, video: { quality: QUALITY_HIGH } };
    case 'painted':
      return {
        trim,
        video: { quality: QUALITY_HIGH, forceTranscode: true, process: painter(marks, span?.[0] ?? 0) },
      };
  }
}

/** Paints the marks of its time onto each frame. Frames come with the time from the beginning of the clip. */
function painter(marks: readonly Mark[], from: number): (sample: VideoSample) => OffscreenCanvas {
  let canvas: OffscreenCanvas | null = null;
  return (sample) => {
    const size = { width: sample.displayWidth, height: sample.displayHeight };
    canvas ??= new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext('2d', { alpha: false })!;
    sample.draw(context, 0, 0, size.width, size.height);
    paintMarks(context, marks, size, from + sample.timestamp);
    return canvas;
  };
}

/** The key frame at which a copy begins. */
async function copiedFrom(input: Input, { span, start }: VideoExport): Promise<number> {
  const track = await input.getPrimaryVideoTrack();
  if (!track || !span) return 0;
  const packet = await new EncodedPacketSink(track).getKeyPacket(start + span[0]);
  return Math.max(0, (packet?.timestamp ?? start + span[0]) - start);
}
