/**
 * Makes POPE-style yes-or-no questions from labelled pictures (Li et al. 2023, arXiv 2305.10355): for every picture the classes that are
 * there, and as many that are not, drawn at random (`random`), from the most frequent of the set (`popular`) or from those that most
 * often stand beside what is there (`adversarial`).
 *
 *     npx tsx tools/evaluate/presence.ts ANNOTATIONS random|popular|adversarial > questions.jsonl
 *
 * ANNOTATIONS: `{ images: [{ file, boxes: [{ label }] }] }`. The draw is fixed.
 */
import { readFileSync } from 'node:fs';

interface Labelled {
  readonly images: readonly { readonly file: string; readonly boxes: readonly { readonly label: string }[] }[];
}

const [path, split = 'random'] = process.argv.slice(2);
if (path === undefined || !['random', 'popular', 'adversarial'].includes(split))
  throw new Error('npx tsx tools/evaluate/presence.ts ANNOTATIONS random|popular|adversarial');
const pictures = (JSON.parse(readFileSync(path, 'utf8')) as Labelled).images.map(({ file, boxes }) => ({
  file,
  here: [...new Set(boxes.map((box) => box.label))],
}));
const classes = [...new Set(pictures.flatMap((picture) => picture.here))].toSorted();

/** In how many pictures a class is. */
const frequency = (name: string): number => pictures.filter((picture) => picture.here.includes(name)).length;
/** In how many pictures a class is together with one of those. */
const together = (name: string, here: readonly string[]): number =>
  pictures.filter((picture) => picture.here.includes(name) && picture.here.some((other) => here.includes(other))).length;

/** A fixed order that looks random (FNV-1a, 32 bits). */
function shuffled(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01_00_01_93);
  return hash >>> 0;
}

let id = 0;
function ask(file: string, name: string, label: 'yes' | 'no'): void {
  id += 1;
  const text = `Is there ${/^[aeio]|^umb/.test(name) ? 'an' : 'a'} ${name} in the image?`;
  console.log(JSON.stringify({ question_id: id, image: file, text, label }));
}

for (const { file, here } of pictures) {
  const absent = classes.filter((name) => !here.includes(name)).toSorted((a, b) => shuffled(file + a) - shuffled(file + b));
  if (split === 'popular') absent.sort((a, b) => frequency(b) - frequency(a));
  if (split === 'adversarial') absent.sort((a, b) => together(b, here) - together(a, here));
  for (const [i, name] of here.entries()) {
    const other = absent[i];
    if (other === undefined) continue;
    ask(file, name, 'yes');
    ask(file, other, 'no');
  }
}
