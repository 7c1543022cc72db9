import type { AnswerPart, Span } from '../../../../src/core/index.ts';
import { byName, joint, pluralOf, withArticle } from '../words.ts';
import { EDGE, type Measured, type Measuring } from './measuring.ts';
import { overlaps } from './track-parts.ts';

type When = 'before' | 'after' | 'during';

/** Kinds of things that a list names. */
const MOST_LISTED = 6;
const WORDS = {
  seen: { before: ['Before ', ' comes'], after: ['After ', ' goes'], during: ['While ', ' is there'] },
  heard: { before: ['Before ', ' starts'], after: ['After ', ' stops'], during: ['While ', ' is heard'] },
} as const;

/** What else is there before a thing comes, after it went, or while it is there: things seen, or sounds. */
export function listed(when: When, { answer, meant, all, duration, refer }: Measuring): Measured {
  const own = new Set(meant);
  const spans = meant.map(({ span }) => span);
  const [start, end] = [Math.min(...spans.map((span) => span[0])), Math.max(...spans.map((span) => span[1]))];
  const period: readonly Span[] = { before: [[0, start] as const], after: [[end, duration] as const], during: spans }[when];
  const opening = answer.parts[0]?.text ?? '';
  const hearing = /^Heard\b/.test(opening) || (meant[0]!.tube === null && !/^Seen\b/.test(opening));
  const found = all.filter((other) => {
    if (own.has(other) || !other.sure || (other.tube === null) !== hearing) return false;
    const time = overlaps([other.span], period).reduce((sum, [from, to]) => sum + to - from, 0);
    // Sounds are short: a clear share of one counts as well.
    return time > Math.min(EDGE * duration, (other.span[1] - other.span[0]) / 2);
  });
  const references = [...answer.references];
  const [before, verb] = WORDS[meant[0]!.tube ? 'seen' : 'heard'][when];
  const parts: AnswerPart[] = [{ text: before }, ...answer.parts.filter((part) => part.references).slice(0, 1)];
  const groups = [...byName(found, ({ name }) => name)].slice(0, MOST_LISTED);
  parts.push({ text: `${verb}, I ${hearing ? 'hear' : 'see'} ${groups.length > 0 ? '' : 'nothing else'}` });
  for (const [i, [name, group]] of groups.entries()) {
    if (i > 0) parts.push({ text: joint(i, groups.length) });
    const ids = group.map((other) => {
      const id = `r${references.length}`;
      references.push(refer(other, id, overlaps([other.span], period)[0] ?? other.span));
      return id;
    });
    const text = hearing ? name : group.length === 1 ? withArticle(name) : `${group.length} ${pluralOf(name)}`;
    parts.push({ text, references: ids });
  }
  return { parts: [...parts, { text: '.' }], references, words: '' };
}
