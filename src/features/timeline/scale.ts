/** What of a timeline is in view: seconds at its left and right edge. */
export interface TimeView {
  readonly start: number;
  readonly end: number;
}

/** The closest zoom, in seconds across the timeline. */
export const CLOSEST = 0.5;

export const fullView = (duration: number): TimeView => ({ start: 0, end: duration });

/** Where a time is, in px from the left edge of a timeline of `width` px. */
export function toX(time: number, { start, end }: TimeView, width: number): number {
  return ((time - start) / (end - start)) * width;
}

/** The time at `x` px from the left edge. */
export function toTime(x: number, { start, end }: TimeView, width: number): number {
  return start + (x / Math.max(1, width)) * (end - start);
}

/** A view within `[0, duration]`, moved rather than cut where it sticks out. */
export function clampView({ start, end }: TimeView, duration: number): TimeView {
  const length = Math.min(duration, Math.max(Math.min(CLOSEST, duration), end - start));
  const from = Math.min(Math.max(0, start), duration - length);
  return { start: from, end: from + length };
}

/** Shows `1 / factor` of the time, with `at` staying where it is. */
export function zoomView(view: TimeView, factor: number, at: number, duration: number): TimeView {
  const length = view.end - view.start;
  const wanted = Math.min(duration, Math.max(Math.min(CLOSEST, duration), length / factor));
  const share = (at - view.start) / length;
  return clampView({ start: at - share * wanted, end: at - share * wanted + wanted }, duration);
}

/** Moves the view by `seconds`. */
export function panView({ start, end }: TimeView, seconds: number, duration: number): TimeView {
  return clampView({ start: start + seconds, end: end + seconds }, duration);
}

/** Moves the view as little as needed for a time to be seen. */
export function revealTime(view: TimeView, time: number, duration: number): TimeView {
  if (time >= view.start && time <= view.end) return view;
  const length = view.end - view.start;
  return clampView({ start: time - length / 10, end: time + (length * 9) / 10 }, duration);
}

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/** Round times for the ruler, at least `apart` px from each other, and how many decimals they need. */
export function ticks(
  view: TimeView,
  width: number,
  apart = 72,
): { readonly times: readonly number[]; readonly decimals: number } {
  const least = ((view.end - view.start) / Math.max(1, width)) * apart;
  const step = STEPS.find((s) => s >= least) ?? Math.ceil(least / 3600) * 3600;
  const first = Math.ceil(view.start / step - 1e-9);
  const count = Math.max(0, Math.floor(view.end / step + 1e-9) - first + 1);
  return { times: Array.from({ length: count }, (_, i) => (first + i) * step), decimals: step < 1 ? 1 : 0 };
}
