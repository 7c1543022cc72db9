import type { Size } from '../box.ts';
import { columnsOf, fromColumns, type Mask } from './mask.ts';

/** A mask out of a raster, row by row, in which what is not 0 is inside; `null` when nothing is. */
export function maskOfRaster(raster: ArrayLike<number>, size: Size): Mask | null {
  const { width, height } = size;
  const columns = Array.from({ length: width }, (_, x) => {
    const rows: number[] = [];
    for (let y = 0, before = false; y <= height; y += 1) {
      const inside = y < height && raster[y * width + x] !== 0;
      if (inside !== before) rows.push(y);
      before = inside;
    }
    return rows;
  });
  return fromColumns(columns, size);
}

/** A mask as a raster of its own size, row by row: 1 inside, 0 outside. */
export function rasterOfMask(mask: Mask): Uint8Array<ArrayBuffer> {
  const { width, height } = mask.size;
  const raster = new Uint8Array(width * height);
  for (const [x, rows] of columnsOf(mask).entries())
    for (let i = 0; i < rows.length; i += 2) for (let y = rows[i]!; y < rows[i + 1]!; y += 1) raster[y * width + x] = 1;
  return raster;
}
