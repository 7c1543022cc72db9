import { formatTime, type Answer, type AnswerPart, type Provenance, type Reference } from '../../../src/core/index.ts';
import { THRESHOLDS, type Proposal } from './image-encoder/proposals.ts';
import { Sentence } from './sentence.ts';
import { bySalience } from './decoder/track-features.ts';
import type { Watched } from './tracks/watcher.ts';
import { byName, joint, pluralOf, withArticle } from './words.ts';

/** Everything the detector is sure of, for "What is here": a sentence and one reference per thing. */
export function inventory(proposals: readonly Proposal[], source: Provenance): Answer {
  const sure = proposals.filter(({ score }) => score >= THRESHOLDS.sure);
  const groups = byName(sure, ({ classes }) => classes[0]?.name ?? 'thing');
  const sentence = new Sentence(source);
  if (groups.size === 0) return sentence.say('I see none of the things I know in this picture.').finish('absent');
  sentence.say('I see ');
  [...groups].forEach(([name, group], i) => {
    if (i > 0) sentence.say(joint(i, groups.size));
    sentence.point(group.length === 1 ? withArticle(name) : `${group.length} ${pluralOf(name)}`, group);
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

/** Things of a video beyond that many are not listed. */
const MOST_LISTED = 40;

/** Everything that was seen in a video, for "What is here": a sentence and one tube per thing. */
export function videoInventory({ tracklets, duration }: Watched, source: Provenance): Answer {
  const sure = bySalience(tracklets, duration)
    .filter(({ score }) => score >= THRESHOLDS.sure)
    .slice(0, MOST_LISTED);
  const references = sure.map(({ tube, classes, score, colours }, i): Reference => ({
    id: `inventory-r${i}`,
    phrase: classes[0]?.name ?? 'thing',
    kind: 'tube',
    tube,
    score,
    attributes: colours.map(({ name }) => name),
    source,
  }));
  if (references.length === 0) {
    const text = 'I see none of the things I know in this video.';
    return { state: 'absent', parts: [{ text }], text, references };
  }
  const groups = byName(references, ({ phrase }) => phrase);
  const parts: AnswerPart[] = [{ text: 'I see ' }];
  [...groups].forEach(([name, group], i) => {
    if (i > 0) parts.push({ text: joint(i, groups.size) });
    const text = group.length === 1 ? withArticle(name) : `${name} ${group.length} times`;
    parts.push({ text, references: group.map(({ id }) => id) });
  });
  parts.push({ text: '.' });
  const times = new Map(references.map((r) => [r.id, r.kind === 'tube' ? formatTime(...r.tube.span, duration) : '']));
  const text = parts.map((p) => p.text + (p.references ?? []).map((id) => ` ${times.get(id)}`).join('')).join('');
  return { state: 'found', parts, text, references };
}
