import {
  ALL_FORMATS,
  BlobSource,
  EncodedPacketSink,
  Input,
  UnsupportedInputFormatError,
  VideoSampleSink,
  type InputVideoTrack,
} from 'mediabunny';
import type { Pixels } from '../../../src/core/index.ts';
import { fitPicture } from '../../../src/engine/picture-size.ts';
import type { VideoFacts } from '../../../src/engine/types.ts';
import { GroundingError } from '../../../src/packs/index.ts';
import { SoundTrack } from '../sound/sound-track.ts';
import { FramePixels } from './frame-pixels.ts';

/** One decoded frame. */
export interface Frame {
  /** When the frame begins to show, in seconds: of the frame itself, not of the request. */
  readonly time: number;
  readonly pixels: Pixels;
}

/** The file has no picture: it may be a recording. */
export class NoPictureError extends GroundingError {}

/** A video whose container and codec the browser can read. */
export class VideoFile {
  readonly facts: VideoFacts;
  readonly sound: SoundTrack | null;
  readonly #input: Input;
  readonly #track: InputVideoTrack;

  private constructor(input: Input, track: InputVideoTrack, facts: VideoFacts, sound: SoundTrack | null) {
    this.sound = sound;
    this.#input = input;
    this.#track = track;
    this.facts = facts;
  }

  /**
   * Reads the container's index, and no frame.
   *
   * @throws GroundingError `MEDIUM_FOREIGN` (container or codec: `detail` says which), `MEDIUM_UNREADABLE` (broken, or no picture
   * in it).
   */
  static async open(blob: Blob): Promise<VideoFile> {
    if (blob.size === 0) throw new GroundingError('MEDIUM_EMPTY', 'the file has no bytes');
    const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
    try {
      const track = await input.getPrimaryVideoTrack();
      if (!track) throw new NoPictureError('MEDIUM_UNREADABLE', 'there is no video in the file, only sound or text');
      const codec = await track.getCodec();
      if (!codec || !(await track.canDecode()))
        throw new GroundingError('MEDIUM_FOREIGN', `this browser cannot decode the codec ${codec ?? 'of the video'}`);
      const [start, end, width, height, sound] = await Promise.all([
        track.getFirstTimestamp(),
        track.computeDuration(),
        track.getDisplayWidth(),
        track.getDisplayHeight(),
        // What cannot be heard does not keep a video from being seen.
        SoundTrack.of(input).catch(() => null),
      ]);
      if (!(end > start) || !(width > 0 && height > 0))
        throw new GroundingError('MEDIUM_UNREADABLE', 'the video has no length or no size');
      const facts = { duration: end - start, start, size: { width, height }, codec, hasSound: sound !== null };
      return new VideoFile(input, track, facts, sound);
    } catch (error) {
      input.dispose();
      throw explain(error);
    }
  }

  /**
   * The frames that show at the given times, in their order, scaled to at most `maxSide` pixels. Each packet is decoded at most once
   * when times ascend, and decoding starts at the key frame before a time. A frame is decoded when it is asked for: a slow reader holds
   * the decoder back, and no more than a few frames exist at a time. A frame that shows at two of the times comes once.
   *
   * @param times seconds, ascending; those before the first frame get the first frame
   * @param near seconds: a key frame so near to a time may stand for it, because it is decoded by itself; 0 for the exact frames
   * @throws GroundingError `ABORTED`; `MEDIUM_UNREADABLE` when a frame cannot be decoded: the frames before it were given out.
   */
  async *frames(times: readonly number[], maxSide: number, signal: AbortSignal, near = 0): AsyncGenerator<Frame, void, void> {
    const reader = new FramePixels(fitPicture(this.facts.size, maxSide));
    const sink = new VideoSampleSink(this.#track);
    const wanted = this.#wanted(times, near);
    let last = Number.NaN;
    try {
      for await (const sample of sink.samplesAtTimestamps(wanted)) {
        if (!sample) continue;
        const { timestamp } = sample;
        const pixels = timestamp === last || signal.aborted ? null : await reader.read(sample);
        sample.close();
        if (signal.aborted) throw aborted();
        if (!pixels) continue;
        last = timestamp;
        yield { time: timestamp, pixels };
      }
    } catch (error) {
      throw explain(error);
    }
  }

  /** The times at which frames are asked for: not before the first frame, and key frames where they are near enough. */
  async *#wanted(times: readonly number[], near: number): AsyncGenerator<number, void, void> {
    const packets = near > 0 ? new EncodedPacketSink(this.#track) : null;
    for (const time of times) {
      const at = Math.max(this.facts.start, time);
      const before = await packets?.getKeyPacket(at);
      if (!packets || !before) {
        yield at;
        continue;
      }
      const after = await packets.getNextKeyPacket(before);
      const closest = after && after.timestamp - at < at - before.timestamp ? after : before;
      yield Math.abs(closest.timestamp - at) <= near ? closest.timestamp : at;
    }
  }

  close(): void {
    this.#input.dispose();
  }
}

const aborted = (): GroundingError => new GroundingError('ABORTED', 'stopped', { retryable: true });

function explain(error: unknown): GroundingError {
  if (error instanceof GroundingError) return error;
  if (error instanceof UnsupportedInputFormatError)
    return new GroundingError('MEDIUM_FOREIGN', 'the container is not one that the browser reads', { cause: error });
  return new GroundingError('MEDIUM_UNREADABLE', error instanceof Error ? error.message : String(error), { cause: error });
}
