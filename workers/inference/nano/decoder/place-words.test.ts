import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../src/core/index.ts';
import type { Proposal } from '../image-encoder/index.ts';
import { COCO_CLASSES } from '../image-encoder/coco.ts';
import { proposal } from './fixtures.ts';
import { PlaceWords } from './place-words.ts';

const square = (x: number, y: number, side = 0.1): Box => [x - side / 2, y - side / 2, x + side / 2, y + side / 2];
const red = (one: Proposal): Proposal => ({ ...one, colours: [{ name: 'red', share: 0.8 }] });
const second = (one: Proposal, name: string, score: number): Proposal => ({
  ...one,
  classes: [...one.classes, ...proposal(name, one.box, score).classes],
});

const things: readonly Proposal[] = [
  proposal('cup', square(0.2, 0.2)), // 0
  red(proposal('cup', square(0.5, 0.5, 0.2))), // 1
  red(proposal('cup', square(0.8, 0.3))), // 2
  proposal('dining table', [0.1, 0.5, 0.9, 0.9]), // 3
  proposal('bottle', square(0.3, 0.2)), // 4
  second(proposal('bowl', square(0.95, 0.95), 0.4), 'cup', 0.25), // 5
  proposal('cat', square(0.2, 0.85), 0.25), // 6
];
const places = new PlaceWords(things, {
  animal: ['cat', 'dog'],
  'piece of furniture': ['dining table', 'chair'],
  thing: COCO_CLASSES,
});

describe('PlaceWords', () => {
  it.each([
    ['left cup', [0]],
    ['largest cup', [1]],
    ['top cup', [0]],
    ['middle cup', [1]],
    // What may be a cup counts for the extremes, as in the questions that the decoder learnt from.
    ['right cup', [5]],
    ['bottom cup', [5]],
    ['second cup from the left', [1]],
    ['first cup from the right', [2]],
    ['fourth cup from the right', []],
    ['red cup', [1, 2]],
    ['right red cup', [2]],
    ['smallest red cup', [2]],
    ['top left cup', [0]],
    ['bottom right cup', []],
    ['left animal', [6]],
    // Of whatever there is, only what is sure.
    ['red thing', [1, 2]],
    ['bottom left thing', []],
    ['smallest thing', [0]],
  ])('%s', (phrase, fit) => {
    expect(places.pick(phrase)).toEqual(fit);
  });

  it.each([
    ['cup next to the bottle', [0]],
    ['cup on the dining table', [1]],
    ['cup on the piece of furniture', [1]],
    ['cup with the dining table', [1]],
    // The nearest first.
    ['cup right of the bottle', [1, 2]],
    ['cup left of the bottle', [0]],
    ['cup above the dining table', [1, 2, 0]],
    ['bottle between the cup and the cat', []],
    ['bottle below the cup', []],
  ])('%s', (phrase, fit) => {
    expect(places.pick(phrase)).toEqual(fit);
  });

  it.each([
    'cup',
    'dog that runs',
    'left unicorn',
    'cup next to the unicorn',
    'red red cup',
    'cup between the bottle',
    '',
    ' ',
  ])('has nothing to measure in "%s"', (phrase) => {
    expect(places.pick(phrase)).toBeNull();
  });

  it('picks nothing where nothing is', () => {
    expect(new PlaceWords([], {}).pick('left cup')).toEqual([]);
  });
});
