import type { Problem } from './records.ts';

/** Problems of a JSON document with the line on which the record begins: `record 3` becomes `line 12, record 3`. */
export function withLines(text: string, problems: readonly Problem[]): Problem[] {
  if (problems.every(({ place }) => !RECORD.test(place))) return [...problems];
  const starts = elementStarts(text);
  return problems.map(({ place, message }) => {
    const [, list = '', index] = RECORD.exec(place) ?? [];
    const start = starts.get(list)?.[Number(index)];
    return { place: start === undefined ? place : `line ${lineAt(text, start)}, ${place}`, message };
  });
}

/** `record 3`, or `images, record 3` for the lists of a document. */
const RECORD = /^(?:(\w+), )?record (\d+)/;

const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length;

/** A string, or one sign that opens, closes or separates. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[[\]{},]|[^\s"[\]{},:]+/g;

/**
 * Where the elements of a JSON list begin (under the name ``), or those of the lists that a JSON object has at its top. The text is
 * known to be JSON.
 */
function elementStarts(text: string): Map<string, number[]> {
  const starts = new Map<string, number[]>();
  let depth = 0;
  let list: number[] | null = null;
  /** The depth at which the elements of `list` stand. */
  let inside = -1;
  let name = '';
  let expecting = false;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === ']' || token === '}') {
      depth -= 1;
      expecting = false;
      if (list && depth < inside) list = null;
      continue;
    }
    if (token === ',') {
      expecting = list !== null && depth === inside;
      continue;
    }
    if (list && expecting && depth === inside) list.push(index);
    expecting = false;
    if (token === '[' || token === '{') {
      depth += 1;
      if (token === '[' && !list && (depth === 1 || depth === 2)) {
        list = [];
        inside = depth;
        expecting = true;
        starts.set(depth === 1 ? '' : name, list);
      }
    } else if (depth === 1 && !list && token.startsWith('"')) name = token.slice(1, -1);
  }
  return starts;
}
