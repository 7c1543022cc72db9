import { parseArgs } from 'node:util';
import { FORMATS } from '../../src/core/datasets/index.ts';

export interface EvaluateArguments {
  readonly dataset: string;
  readonly media: string;
  readonly format: string | null;
  readonly device: 'wasm' | 'wasm-threads' | 'webgpu';
  readonly pack: string;
  readonly limit: number;
  readonly out: string | null;
  readonly json: boolean;
}

export const USAGE = `npm run evaluate -- --dataset FILE --media DIR [--format NAME] [--pack ID] [--device wasm|wasm-threads|webgpu]
                    [--limit N] [--out FILE] [--json]

  --dataset FILE   questions with what is right; the format is told from the content
  --media DIR      what the paths in the dataset are relative to
  --format NAME    ${FORMATS.join(', ')}
  --pack ID        which pack answers (default nano, the built-in one)
  --device KIND    where to run (default wasm-threads)
  --limit N        only the first N questions
  --out FILE       one JSON record per question, a line each; a run that was interrupted goes on where it stopped
  --json           the figures as one JSON object on standard output, nothing else there`;

const DEVICES = ['wasm', 'wasm-threads', 'webgpu'] as const;

/** Reads the command line; throws an `Error` whose message is for the user. */
export function readArguments(argv: readonly string[]): EvaluateArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      dataset: { type: 'string' },
      media: { type: 'string' },
      format: { type: 'string' },
      device: { type: 'string', default: 'wasm-threads' },
      pack: { type: 'string', default: 'nano' },
      limit: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { dataset, media, format, pack, out, json } = values;
  if (dataset === undefined || media === undefined) throw new Error(`--dataset and --media are needed.\n\n${USAGE}`);
  const device = DEVICES.find((d) => d === values.device);
  if (!device) throw new Error(`--device is one of ${DEVICES.join(', ')}.`);
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
  if (!(limit >= 1)) throw new Error('--limit is a number from 1.');
  return { dataset, media, format: format ?? null, device, pack, limit, out: out ?? null, json };
}
