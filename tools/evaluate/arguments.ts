import { parseArgs } from 'node:util';

export interface EvaluateArguments {
  readonly dataset: string;
  readonly media: string;
  readonly device: 'wasm' | 'wasm-threads' | 'webgpu';
  readonly pack: string;
  readonly limit: number;
  readonly out: string | null;
  readonly json: boolean;
}

export const USAGE = `npm run evaluate -- --dataset FILE --media DIR [--device wasm|wasm-threads|webgpu] [--limit N] [--out FILE] [--json]

  --dataset FILE   a JSON list [{file, query, bbox: [x, y, width, height]}] in pixels of the picture as displayed,
                   or POPE questions, a JSON object {image, text, label: yes|no} a line
  --media DIR      what the paths in the dataset are relative to
  --device KIND    where to run (default wasm-threads)
  --limit N        only the first N questions
  --out FILE       one JSON record per question, a line each
  --json           the figures as one JSON object on standard output, nothing else there`;

const DEVICES = ['wasm', 'wasm-threads', 'webgpu'] as const;

/** Reads the command line; throws an `Error` whose message is for the user. */
export function readArguments(argv: readonly string[]): EvaluateArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      dataset: { type: 'string' },
      media: { type: 'string' },
      device: { type: 'string', default: 'wasm-threads' },
      pack: { type: 'string', default: 'nano' },
      limit: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { dataset, media, pack, out, json } = values;
  if (dataset === undefined || media === undefined) throw new Error(`--dataset and --media are needed.\n\n${USAGE}`);
  const device = DEVICES.find((d) => d === values.device);
  if (!device) throw new Error(`--device is one of ${DEVICES.join(', ')}.`);
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
  if (!(limit >= 1)) throw new Error('--limit is a number from 1.');
  return { dataset, media, device, pack, limit, out: out ?? null, json };
}
