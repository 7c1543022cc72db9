import type { Answer, Provenance } from '../../../src/core/index.ts';
import { THRESHOLDS, type Proposal } from './image-encoder/proposals.ts';
import { Sentence } from './sentence.ts';

const IRREGULAR: Readonly<Record<string, string>> = {
  person: 'people',
  knife: 'knives',
  mouse: 'mice',
  sheep: 'sheep',
  scissors: 'scissors',
  skis: 'skis',
  broccoli: 'broccoli',
};

const pluralOf = (name: string): string => IRREGULAR[name] ?? (/(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`);
const article = (noun: string): string => (/^[aeio]|^umb/.test(noun) ? `an ${noun}` : `a ${noun}`);

/** Everything the detector is sure of, for "What is here": a sentence and one reference per thing. */
export function inventory(proposals: readonly Proposal[], source: Provenance): Answer {
  const groups = new Map<string, Proposal[]>();
  for (const p of proposals.filter(({ score }) => score >= THRESHOLDS.sure)) {
    const name = p.classes[0]?.name ?? 'thing';
    groups.set(name, [...(groups.get(name) ?? []), p]);
  }
  const sentence = new Sentence(source);
  if (groups.size === 0) return sentence.say('I see none of the things I know in this picture.').finish('absent');
  sentence.say('I see ');
  [...groups].forEach(([name, group], i) => {
    if (i > 0) sentence.say(i === groups.size - 1 ? ' and ' : ', ');
    sentence.point(group.length === 1 ? article(name) : `${group.length} ${pluralOf(name)}`, group);
  });
  const answer = sentence.say('.').finish('found');
  // Ids of their own: the page shows an inventory and an answer side by side.
  const own = (id: string): string => `inventory-${id}`;
  const references = answer.references.map((r) => Object.assign({}, r, { id: own(r.id) }));
  const parts = answer.parts.map((part) =>
    part.references ? { text: part.text, references: part.references.map(own) } : part,
  );
  return { ...answer, parts, references };
}
