import { isObject } from '../datasets/reading.ts';
import { toMask, type Mask } from '../mask/index.ts';
import { LIMITS } from './document.ts';

/**
 * A mask from outside, of which nothing is known. The box around it is worked out anew.
 *
 * @returns `null` when it is none: run lengths that do not fill its size, nothing inside, or more than `LIMITS` allow.
 */
export function readMask(value: unknown): Mask | null {
  if (!isObject(value) || !isObject(value['size'])) return null;
  const { size, counts } = value;
  const { width, height } = size;
  if (typeof width !== 'number' || typeof height !== 'number' || typeof counts !== 'string') return null;
  if (!(Math.max(width, height) <= LIMITS.maskSide) || counts.length > LIMITS.counts) return null;
  return toMask({ width, height }, counts);
}
