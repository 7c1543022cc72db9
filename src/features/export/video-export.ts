import type { Span } from '../../core/index.ts';
import type { ConvertOptions } from '../../engine/converter.ts';
import { exportVideo, type MadeVideo } from '../../engine/exporter.ts';
import { GroundingError, toFailure } from '../../packs/index.ts';
import { useStore, type VideoDocument } from '../../store/index.ts';
import { shownMarks } from './picture.ts';

export type VideoKind = 'copy' | 'exact' | 'painted';

/**
 * Makes a clip, or a video with boxes, of the open video. Where the browser can neither copy nor encode it, ffmpeg cuts it instead (boxes
 * need the browser's own encoder).
 *
 * @param span seconds from the first frame; `null` for all of it
 * @throws GroundingError
 */
export async function makeVideo(
  { opened }: VideoDocument,
  how: VideoKind,
  span: Span | null,
  options: ConvertOptions,
): Promise<MadeVideo> {
  const { start } = opened.facts;
  try {
    const marks = how === 'painted' ? shownMarks(useStore.getState()) : [];
    return await exportVideo({ blob: opened.blob, start, span, how, marks }, options);
  } catch (error) {
    const { code } = toFailure(error);
    if (code !== 'MEDIUM_FOREIGN' || how === 'painted') throw error;
    if (!span) throw new GroundingError('INVALID_REQUEST', 'there is nothing to cut', { cause: error });
    const { convertMedium } = await import('../../engine/converter.ts');
    const cut = [start + span[0], start + span[1]] as const;
    const blob = await convertMedium(opened.blob, how === 'copy' ? 'copy' : 'encode', { ...options, span: cut });
    return { blob, extension: 'mp4', from: span[0], lost: false };
  }
}
