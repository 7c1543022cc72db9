import { GroundingError } from '../../../../src/packs/index.ts';

/** Seconds between two frames that are looked at, at least. */
const FINEST = 0.25;
/** Frames that are looked at in the first pass, at most: what a processor does in under a minute. */
const MOST_FRAMES = 320;
/** From here on, things between two frames cannot be followed by where they are. */
const FOLLOWABLE = 1;

/** When a video is looked at. */
export interface Sampling {
  /** Seconds from one frame to the next. */
  readonly step: number;
  /** Seconds, ascending, in the middle of each step: what lasts longer than a step is never missed. */
  readonly times: readonly number[];
  /** Whether things move so little from frame to frame that their places tell them apart. */
  readonly followable: boolean;
}

/** Spreads frames over a video of `duration` seconds: four a second for 80 seconds, fewer a second for longer ones. */
export function planSampling(duration: number): Sampling {
  if (!(duration > 0)) throw new GroundingError('MEDIUM_UNREADABLE', 'the video has no length');
  const count = Math.max(1, Math.min(MOST_FRAMES, Math.round(duration / FINEST)));
  const step = duration / count;
  return { step, times: Array.from({ length: count }, (_, i) => (i + 0.5) * step), followable: step <= FOLLOWABLE };
}
