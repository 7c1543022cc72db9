import { centre, type Box, type Span } from '../../src/core/index.ts';
import { cutOut, type Actor, type MadePlan } from './made-video.ts';

/** A question about a made video, and the times that answer it (seconds); none when nothing does. */
export interface MadeQuestion {
  readonly query: string;
  readonly spans: readonly Span[];
  /** The actor whose tube is the answer, where one is. */
  readonly actor?: number;
}

export interface MadeItem {
  readonly name: string;
  readonly plan: MadePlan;
  readonly questions: readonly MadeQuestion[];
}

/** Large, whole things of the labelled photos that the detector knows in their photo: what is measured is time, not detection. */
const CAST = {
  bus: 'images/coco_free_train/000000000471.jpg',
  motorcycle: 'images/coco_free_train/000000000529.jpg',
  train: 'images/coco_free_train/000000000071.jpg',
  truck: 'images/coco_free_train/000000000257.jpg',
  'teddy bear': 'images/coco_free_train/000000000491.jpg',
  oven: 'images/coco_free_train/000000000089.jpg',
} as const;
type Name = keyof typeof CAST;

/** A box of a size around a place. */
const around = (x: number, y: number, w: number, h: number): Box => [x - w / 2, y - h / 2, x + w / 2, y + h / 2];

async function actor(label: Name, span: Span, from: Box, to: Box = from): Promise<Actor> {
  return { label, span, from, to, jpeg: await cutOut(CAST[label], label) };
}

const moved = (box: Box, dx: number): Box => around(centre(box)[0] + dx, centre(box)[1], box[2] - box[0], box[3] - box[1]);

/** Eight videos of eight seconds, three to four questions each. */
export async function madeSet(): Promise<MadeItem[]> {
  const pairs: readonly (readonly [Name, Name])[] = [
    ['bus', 'teddy bear'],
    ['motorcycle', 'oven'],
    ['train', 'teddy bear'],
    ['truck', 'motorcycle'],
    ['teddy bear', 'motorcycle'],
    ['oven', 'bus'],
    ['train', 'truck'],
    ['bus', 'train'],
  ];
  return Promise.all(
    pairs.map(async ([first, second], i): Promise<MadeItem> => {
      const start = 1 + (i % 3) * 0.5;
      const a: Span = [start, start + 4];
      const b: Span = [start + 2, 7.5];
      const left = around(0.28, 0.5, 0.44, 0.62);
      const right = around(0.74, 0.5, 0.4, 0.6);
      const plan = {
        seconds: 8,
        actors: [await actor(first, a, left, moved(left, i % 2 === 0 ? 0 : -0.05)), await actor(second, b, right)],
      };
      return {
        name: `${first} and ${second}`,
        plan,
        questions: [
          { query: `When is the ${first} visible?`, spans: [a], actor: 0 },
          { query: `when can i see the ${second}`, spans: [b], actor: 1 },
          { query: `When are the ${first} and the ${second} both there?`, spans: [[b[0], a[1]]] },
          { query: `when is the ${second} there without the ${first}?`, spans: [[a[1], b[1]]] },
          { query: 'When is there a zebra?', spans: [] },
        ],
      };
    }),
  );
}
