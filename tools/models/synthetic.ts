/**
 * A test picture that needs no file: colour ramps with discs and bars, so that edges, flat parts and all three channels reach
 * every layer. Planar RGB `[3, size, size]`, whole numbers 0..255, the same on every machine.
 */
export function syntheticPicture(size: number): Float32Array {
  const data = new Float32Array(3 * size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [u, v] = [x / size, y / size];
      const disc = (u - 0.3) ** 2 + (v - 0.4) ** 2 < 0.03;
      const ring = Math.abs(Math.hypot(u - 0.7, v - 0.6) - 0.15) < 0.03;
      const bar = Math.floor(u * 16) % 4 === 0 && v > 0.8;
      const rgb = disc ? [220, 40, 30] : ring ? [30, 60, 200] : bar ? [245, 245, 235] : [255 * u, 255 * v, 128 + 100 * (u - v)];
      for (let c = 0; c < 3; c++) data[c * size * size + y * size + x] = Math.round(rgb[c]!);
    }
  }
  return data;
}
