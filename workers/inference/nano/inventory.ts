import {
  formatTime,
  spanOf,
  type Answer,
  type AnswerPart,
  type Geometry,
  type Provenance,
  type Reference,
} from '../../../src/core/index.ts';
import { THRESHOLDS, type Proposal } from './image-encoder/proposals.ts';
import { Sentence } from './sentence.ts';
import { worthPointing } from './decoder/sound-scene.ts';
import { SURE_SEGMENT } from './sound/segment.ts';
import type { Told } from './sound/listener.ts';
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

/** Everything that was seen or heard in a video or a recording, for "What is here": one reference for each time. */
export function timedInventory(watched: Watched | null, told: Told | null, source: Provenance): Answer {
  const seen = watched ? bySalience(watched.tracklets, watched.duration).filter(({ score }) => score >= THRESHOLDS.sure) : [];
  const things = seen.slice(0, MOST_LISTED).map(({ tube, classes, score, colours }): Listed => ({
    phrase: classes[0]?.name ?? 'thing',
    kind: 'tube',
    tube,
    score,
    attributes: colours.map(({ name }) => name),
  }));
  const sure = (told?.segments ?? []).filter(({ score }) => score >= SURE_SEGMENT);
  const sounds = worthPointing(sure, MOST_LISTED).map(({ name, span, score }): Listed => ({
    phrase: name,
    kind: 'span',
    span,
    score,
  }));
  const references = [...things, ...sounds].map((listed, i): Reference =>
    Object.assign({}, listed, { id: `inventory-r${i}`, source }),
  );
  const parts: AnswerPart[] = [
    ...(watched
      ? sentenceOf('I see ', references.slice(0, things.length), 'I see none of the things I know in this video.')
      : []),
    ...(watched && told ? [{ text: ' ' }] : []),
    ...(told
      ? sentenceOf(
          'I hear ',
          references.slice(things.length),
          told.silent ? 'It is silent.' : 'I hear none of the sounds I know.',
        )
      : []),
  ];
  const duration = watched?.duration ?? told?.duration ?? 0;
  const times = new Map(references.map((r) => [r.id, formatTime(...(spanOf(r) ?? ([0, 0] as const)), duration)]));
  const text = parts.map((p) => p.text + (p.references ?? []).map((id) => ` ${times.get(id)}`).join('')).join('');
  return { state: references.length > 0 ? 'found' : 'absent', parts, text, references };
}

type Listed = Geometry & Pick<Reference, 'phrase' | 'score' | 'attributes'>;

function sentenceOf(opening: string, references: readonly Reference[], nothing: string): AnswerPart[] {
  if (references.length === 0) return [{ text: nothing }];
  const groups = byName(references, ({ phrase }) => phrase);
  const parts: AnswerPart[] = [{ text: opening }];
  for (const [i, [name, group]] of [...groups].entries()) {
    if (i > 0) parts.push({ text: joint(i, groups.size) });
    const one = group[0]!.kind === 'span' ? name : withArticle(name);
    parts.push({ text: group.length === 1 ? one : `${name} ${group.length} times`, references: group.map(({ id }) => id) });
  }
  return [...parts, { text: '.' }];
}
