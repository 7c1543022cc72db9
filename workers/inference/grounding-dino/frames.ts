import { closeGaps, type Span } from '../../../src/core/index.ts';
import type { DeviceKind } from '../../../src/packs/index.ts';

/** Frames that are looked at, at most: a frame takes a good second on a graphics card and many on a processor. */
const MOST = { webgpu: 60, 'wasm-threads': 16, wasm: 12 } as const satisfies Record<DeviceKind, number>;
/** Seconds between frames, at least. */
const FINEST = 0.5;
/** Seconds that are looked at before and after a moment: whoever found it is not exact. */
const MARGIN = 0.5;

/** A part of a video with the times in it at which it is looked at, in seconds. */
export interface PlannedPart {
  readonly span: Span;
  /** The middles of even steps. */
  readonly times: readonly number[];
  readonly step: number;
}

/** When parts of a video are looked at; the frames that a device can be asked for are shared by length. */
export function planFrames(spans: readonly Span[], device: DeviceKind): PlannedPart[] {
  const length = spans.reduce((sum, [from, to]) => sum + to - from, 0);
  const finest = Math.max(FINEST, length / MOST[device]);
  return spans.map(([from, to]) => {
    const count = Math.max(1, Math.round((to - from) / finest));
    const step = (to - from) / count;
    return { span: [from, to], step, times: Array.from({ length: count }, (_, i) => from + (i + 0.5) * step) };
  });
}

/**
 * The parts of a video that hold moments, in order and apart; `null` where there are more of them than frames can be looked at.
 *
 * @param within what is asked about at all
 */
export function partsAround(moments: readonly Span[], within: Span, device: DeviceKind): readonly Span[] | null {
  const wide = moments
    .map(([from, to]): Span => [Math.max(within[0], from - MARGIN), Math.min(within[1], to + MARGIN)])
    .filter(([from, to]) => to > from)
    .sort((a, b) => a[0] - b[0]);
  const parts = closeGaps(wide, 0);
  return parts.length > MOST[device] || parts.length === 0 ? null : parts;
}
