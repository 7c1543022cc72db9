import { readFileSync } from 'node:fs';
import * as node from 'onnxruntime-node';
import { NANO } from '../../src/packs/nano.ts';
import { byTurns, compare, type BenchOptions, type Part } from '../part.ts';
import { serve } from '../serve.ts';
import type { bench as Bench } from './speed-page.ts';

/** What `speed-page.ts` puts there. */
declare const bench: typeof Bench;

/** Our detector session against TensorFlow.js on the same weights, and against onnxruntime-node on the same graph. */
export async function detectorPart({ threads, quick, say }: BenchOptions): Promise<Part> {
  const model = readFileSync(new URL(`../../public/${NANO.base}${NANO.files['detector']!.path}`, import.meta.url));
  const { open, close } = await serve('detector', (path) => (path === '/model/centernet' ? model : null), ['onnxruntime-web'], {
    page: 'speed-page',
  });
  const rounds = quick ? 3 : 20;
  try {
    const rows = [];
    for (const count of threads === 1 ? [1] : [threads, 1]) {
      say(`detector against TensorFlow.js, ${count} thread(s)`);
      const page = await open();
      await page.evaluate((n) => bench.start(n, true), count);
      const runs = await byTurns(
        rounds,
        3,
        () => page.evaluate(() => bench.ours(512, 512)),
        () => page.evaluate(() => bench.peer(512, 512)),
      );
      await page.close();
      rows.push(
        compare(`detector 512 x 512, wasm, ${count} thread(s)`, 'ms', 'speed', runs, 'TensorFlow.js', {
          is: 'least',
          value: 2,
        }),
      );
    }
    say('detector in wasm against onnxruntime-node');
    const page = await open();
    await page.evaluate((n) => bench.start(n, false), threads);
    const native = await node.InferenceSession.create(model, { intraOpNumThreads: threads, logSeverityLevel: 3 });
    const image = new node.Tensor('float32', new Float32Array(3 * 640 * 480).fill(114), [1, 3, 480, 640]);
    const runs = await byTurns(
      rounds,
      3,
      () => page.evaluate(() => bench.ours(640, 480)),
      async () => {
        const started = performance.now();
        await native.run({ image });
        return performance.now() - started;
      },
    );
    await page.close();
    rows.push(
      compare(`detector 640 x 480, wasm, ${threads} thread(s)`, 'ms', 'cost', runs, 'onnxruntime-node', {
        is: 'most',
        value: 1.8,
      }),
    );
    return {
      id: 'detector',
      title: 'Detector',
      rows,
      notes: [
        'From pixels as floats to both outputs as arrays, medians. TensorFlow.js: the build inside @vladmandic/human with its wasm backend, on the weights that ours were converted from, at the size of its graph.',
      ],
    };
  } finally {
    await close();
  }
}
