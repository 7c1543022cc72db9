import { GroundingError, toFailure, type VideoData } from '../../../../src/packs/index.ts';
import type { ImageEncoder } from '../image-encoder/index.ts';
import { planSampling, type Sampling } from './sampling.ts';
import { Tracker } from './tracker.ts';
import { toTracklet, type Tracklet } from './tracklet.ts';

/** Frames are read at this size: the network's smaller input is made of them. */
const FRAME_SIDE = 640;
/** A thing may be out of sight so long, in seconds and in frames, and still be the same one. */
const PATIENCE = { seconds: 1, frames: 2.5 } as const;
/** What was seen in a single frame of many is more often wrong than right. */
const LEAST_SIGHTINGS = 2;
/** From so many seconds between frames on, key frames are taken where there are some nearby: the rest need not be decoded. */
const SPARSE = 0.5;
/** Below this many frames a single sighting is all there can be. */
const FEW_FRAMES = 4;

/** What a video holds, as far as it was looked at. */
export interface Watched {
  readonly tracklets: readonly Tracklet[];
  readonly sampling: Sampling;
  /** Seconds. */
  readonly duration: number;
  /** When reading broke off, in seconds; `null` when all was read. */
  readonly broken: number | null;
}

/**
 * Looks at a video once, frame by frame, and remembers how far it came: stopped, it goes on from there the next time. Keeps what it saw
 * and no frame.
 */
export class Watcher {
  readonly #encoder: ImageEncoder;
  #state: { readonly sampling: Sampling; readonly tracker: Tracker } | null = null;
  #done = 0;
  #broken: number | null = null;
  #watched: Watched | null = null;

  constructor(encoder: ImageEncoder) {
    this.#encoder = encoder;
  }

  /** Yields how many frames were looked at, of how many, and returns what is there. */
  async *watch(video: VideoData, signal: AbortSignal): AsyncGenerator<{ done: number; total: number }, Watched, void> {
    if (this.#watched) return this.#watched;
    const { sampling, tracker } = (this.#state ??= begin(video.duration));
    const { times, step } = sampling;
    const total = times.length;
    const sparse = step >= SPARSE;
    try {
      for await (const { time, pixels } of video.frames(times.slice(this.#done), FRAME_SIDE, signal, sparse ? step / 3 : 0)) {
        tracker.push(time, await this.#encoder.encodeFrame(pixels, { signal }));
        // A frame that shows at several of the times comes once.
        while (this.#done < total && times[this.#done]! < time + step / 2) this.#done += 1;
        yield { done: Math.min(this.#done, total), total };
      }
    } catch (error) {
      signal.throwIfAborted();
      if (toFailure(error).code !== 'MEDIUM_UNREADABLE') throw error;
      this.#broken = this.#done * step;
    }
    if (this.#broken !== null && this.#done === 0) throw new GroundingError('MEDIUM_UNREADABLE', 'no frame could be decoded');
    this.#watched = this.#finish(video.duration, sampling, tracker);
    return this.#watched;
  }

  #finish(duration: number, sampling: Sampling, tracker: Tracker): Watched {
    const { step, times, followable } = sampling;
    const least = times.length < FEW_FRAMES || !followable ? 1 : LEAST_SIGHTINGS;
    const tracklets = tracker.tracks
      .filter(({ sightings }) => sightings.length >= least)
      .map((track) => toTracklet(track, step, this.#broken ?? duration));
    return { tracklets, sampling, duration, broken: this.#broken };
  }
}

function begin(duration: number): { readonly sampling: Sampling; readonly tracker: Tracker } {
  const sampling = planSampling(duration);
  const { step, followable } = sampling;
  const patience = Math.max(PATIENCE.seconds, PATIENCE.frames * step);
  return { sampling, tracker: new Tracker({ patience, scattered: !followable }) };
}
