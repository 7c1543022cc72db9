import type { Span } from '../../../src/core/index.ts';
import type { DeviceKind } from '../../../src/packs/index.ts';

/** Frames that are looked at, at most: a frame takes a good second on a graphics card and many on a processor. */
const MOST = { webgpu: 60, 'wasm-threads': 16, wasm: 12 } as const satisfies Record<DeviceKind, number>;
/** Seconds between frames, at least. */
const FINEST = 0.5;

/** When a part of a video is looked at: the middles of even steps, in seconds. */
export function planFrames([from, to]: Span, device: DeviceKind): { readonly times: readonly number[]; readonly step: number } {
  const count = Math.max(1, Math.min(MOST[device], Math.round((to - from) / FINEST)));
  const step = (to - from) / count;
  return { step, times: Array.from({ length: count }, (_, i) => from + (i + 0.5) * step) };
}
