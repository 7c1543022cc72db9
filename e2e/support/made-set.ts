import { centre, type Box, type Span } from '../../src/core/index.ts';
import type { Actor, MadePlan } from './made-video.ts';
import { cutOut, type Thing } from './photos.ts';

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

/** A box of a size around a place. */
const around = (x: number, y: number, w: number, h: number): Box => [x - w / 2, y - h / 2, x + w / 2, y + h / 2];

async function actor(label: Thing, span: Span, from: Box, to: Box = from): Promise<Actor> {
  return { label, span, from, to, jpeg: await cutOut(label) };
}

const moved = (box: Box, dx: number): Box => around(centre(box)[0] + dx, centre(box)[1], box[2] - box[0], box[3] - box[1]);

/** Six videos of eight seconds, five questions each. */
export async function madeSet(): Promise<MadeItem[]> {
  const pairs: readonly (readonly [Thing, Thing])[] = [
    ['child', 'teddy bear'],
    ['horse', 'child'],
    ['teddy bear', 'horse'],
    ['child', 'horse'],
    ['teddy bear', 'child'],
    ['horse', 'teddy bear'],
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
