/**
 * What the tiny checkpoints know: colours. Each is a word and a place in RGB (0..1), so that a picture made of flat colours has a truth
 * which the graphs find by real sums.
 */
export const COLOURS: Readonly<Record<string, readonly [number, number, number]>> = {
  red: [0.86, 0.16, 0.12],
  green: [0.12, 0.63, 0.2],
  blue: [0.12, 0.24, 0.78],
  yellow: [0.96, 0.86, 0.16],
  purple: [0.55, 0.16, 0.63],
};

/** Squared distance in RGB (0..1) within which a pixel is of a colour. */
export const NEAR = 0.04;
