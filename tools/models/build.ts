/**
 * Makes the built-in pack's weights from the locked npm packages: converts, compares with golden values of TensorFlow.js, and
 * writes `public/packs/nano/`. Does nothing when the right file is there already. Needs no network.
 *
 *     npm run models                              # before every start, build and test
 *     npx tsx tools/models/build.ts --write       # after a change of the converter: also updates src/packs/nano.ts
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NANO } from '../../src/packs/nano.ts';
import { checkGolden, TOLERANCE } from './check.ts';
import { convert, STORED_SIXTH } from './convert.ts';
import { centernet } from './detectors.ts';

const MANIFEST = fileURLToPath(new URL('../../src/packs/nano.ts', import.meta.url));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Puts the file's size and checksum into the manifest's source. */
function updateManifest(bytes: Uint8Array): void {
  const source = readFileSync(MANIFEST, 'utf8');
  const updated = source
    .replace(/bytes: [\d_]+/, `bytes: ${bytes.length.toString().replaceAll(/\B(?=(\d{3})+$)/g, '_')}`)
    .replace(/sha256: '[0-9a-f]*'/, `sha256: '${sha256(bytes)}'`);
  if (updated !== source) writeFileSync(MANIFEST, updated);
}

async function main(write: boolean): Promise<void> {
  const expected = NANO.files['detector'];
  if (!expected) throw new Error('The manifest names no detector');
  const target = fileURLToPath(new URL(`../../public/${NANO.base}${expected.path}`, import.meta.url));
  if (!write && existsSync(target) && sha256(readFileSync(target)) === expected.sha256) return;

  const started = performance.now();
  const spec = centernet();
  const conversion = convert(spec);
  const golden = new URL(`golden/${spec.name}.json`, import.meta.url);
  await checkGolden(convert(spec, { storedSixth: STORED_SIXTH }), golden, TOLERANCE.sameConstants);
  const differences = await checkGolden(conversion, golden, TOLERANCE.shipped);
  const { bytes } = conversion;
  if (write) updateManifest(bytes);
  else if (bytes.length !== expected.bytes || sha256(bytes) !== expected.sha256) {
    throw new Error(
      `${expected.path}: ${bytes.length} bytes, sha256 ${sha256(bytes)}; src/packs/nano.ts says otherwise (update it: --write)`,
    );
  }
  mkdirSync(dirname(target), { recursive: true });
  // Renamed into place, so that an interrupted build leaves no half file.
  writeFileSync(`${target}.part`, bytes);
  renameSync(`${target}.part`, target);
  const figures = Object.entries(differences).map(([name, value]) => `${name} ${(100 * value).toFixed(3)} %`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`models: ${expected.path}, ${bytes.length} bytes in ${seconds} s; off TensorFlow.js by ${figures.join(', ')}`);
}

await main(process.argv.includes('--write'));
