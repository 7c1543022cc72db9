/**
 * A time as players write it: `0:07`, `12:30`, `1:02:03`. `decimals` adds fractions of a second (`0:07.25`).
 *
 * @param seconds what is not a number or negative counts as 0
 */
export function formatClock(seconds: number, decimals = 0): string {
  const unit = 10 ** decimals;
  const total = Math.floor(Math.max(0, Number.isFinite(seconds) ? seconds : 0) * unit + 1e-6) / unit;
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor(total / 60) % 60];
  const rest = (total % 60).toFixed(decimals).padStart(decimals > 0 ? 3 + decimals : 2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** A length of time in words: `1.2 seconds`, `12 seconds`, `3 minutes 20 seconds`, `1 hour 5 minutes`. */
export function durationInWords(seconds: number): string {
  const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;
  if (seconds < 9.95) return count(Math.round(seconds * 10) / 10, 'second');
  const whole = Math.round(seconds);
  if (whole < 60) return count(whole, 'second');
  if (whole < 3600)
    return [count(Math.floor(whole / 60), 'minute'), ...(whole % 60 ? [count(whole % 60, 'second')] : [])].join(' ');
  const minutes = Math.round(whole / 60);
  return [count(Math.floor(minutes / 60), 'hour'), ...(minutes % 60 ? [count(minutes % 60, 'minute')] : [])].join(' ');
}
