import sharp from 'sharp';
import type { Box } from '../../src/core/index.ts';
import { mix } from '../../e2e/support/made-sound.ts';
import { cutOut, sample, type Thing } from '../../e2e/support/photos.ts';
import { HEIGHT, WIDTH, type Film, type Layer } from './render.ts';

const FRAME: Box = [0, 0, 1, 1];

/** The frame shows a part of a photo, and the part moves. */
const shot = (file: string, span: readonly [number, number], from: Box, to: Box): Layer => ({
  jpeg: sample(file),
  span,
  crop: [from, to],
  place: [FRAME, FRAME],
});

/** Three photos, one after another, with sounds: a bird by the child, silence by the dog, a voice and a cow by the horse. */
function afternoons(): Film {
  return {
    seconds: 18,
    fade: 0.5,
    ground: ['#101010', '#101010'],
    layers: [
      shot('baby-bear.jpg', [0, 6], [0.08, 0.12, 0.92, 0.68], [0.18, 0.18, 0.9, 0.66]),
      shot('dog-human.jpg', [6, 11], [0, 0.08, 1, 0.75], [0, 0.2, 1, 0.87]),
      shot('jockey.jpg', [11, 18], [0, 0.06, 0.94, 0.98], [0.1, 0.08, 0.96, 0.9]),
    ],
    sound: mix(18, [
      { clip: 'bird', at: 1.5 },
      { clip: 'speech', at: 11.5 },
      { clip: 'cow', at: 7 },
    ]),
  };
}

type Point = readonly [number, number];

/** A print whose middle moves from one place to another; as wide as its photo is for its height (a fraction of the frame). */
async function print(thing: Thing, span: readonly [number, number], from: Point, to: Point, height = 0.66): Promise<Layer> {
  const jpeg = await cutOut(thing);
  const size = await sharp(jpeg).metadata();
  const width = (height * HEIGHT * size.width) / size.height / WIDTH;
  const around = ([x, y]: Point): Box => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  const whole: Box = [0, 0, 1, 1];
  return { jpeg, span, crop: [whole, whole], place: [around(from), around(to)], print: true };
}

/** Prints that come onto a table and go. */
const prints = async (): Promise<Film> => ({
  seconds: 14,
  layers: [
    await print('horse', [1, 8], [0.26, 0.47], [0.32, 0.5]),
    await print('teddy bear', [5, 12.5], [0.77, 0.46], [0.72, 0.52]),
  ],
});

const farm = (): Film => ({
  seconds: 20,
  layers: [],
  sound: mix(20, [
    { clip: 'bird', at: 1 },
    { clip: 'cow', at: 6 },
    { clip: 'sheep', at: 9.5 },
    { clip: 'bird', at: 12 },
    { clip: 'cow', at: 17 },
  ]),
});

const crossing = (): Film => ({
  seconds: 20,
  layers: [],
  sound: mix(20, [
    { clip: 'speech', at: 0.8 },
    { clip: 'crossing', at: 9 },
    { clip: 'jet', at: 15 },
  ]),
});

/** What is rendered here, by file name. */
export const FILMS: Readonly<Record<string, () => Film | Promise<Film>>> = {
  'afternoons.mp4': afternoons,
  'prints.mp4': prints,
  'farm.ogg': farm,
  'crossing.ogg': crossing,
};
