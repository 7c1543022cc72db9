import { maskArea, type Mask } from './mask.ts';

/** How much of the picture a mask covers, for a sentence: "23 %", "less than 1 %". */
export function shareInWords(mask: Mask): string {
  const percent = Math.round(maskArea(mask) * 100);
  return percent < 1 ? 'less than 1 %' : `${percent} %`;
}
