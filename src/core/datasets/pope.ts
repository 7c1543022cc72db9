import { key, malformed, readRows, words } from './reading.ts';
import type { PresenceRecord, Reading } from './records.ts';

const QUESTION = /^is there (?:an? |any )?(.+?) in the (?:image|picture|photo)\??$/i;
const SPLIT = /random|popular|adversarial/i;

/**
 * Reads POPE's JSON lines `{question_id, image, text, label: "yes" | "no"}` (RUCAIBox/POPE, Li et al. 2023, arXiv 2305.10355), or a
 * JSON list of the same.
 *
 * @param fileName its name tells the split: `coco_pope_random.json`
 */
export function readPope(text: string, fileName = ''): Reading<PresenceRecord> {
  const split = SPLIT.exec(fileName)?.[0]?.toLowerCase();
  return readRows(text, (record, place) => {
    const question = words(record, 'text');
    const label = words(record, 'label').toLowerCase();
    if (label !== 'yes' && label !== 'no') malformed('"label" is neither yes nor no');
    return {
      file: words(record, 'image'),
      question,
      object: QUESTION.exec(question)?.[1] ?? null,
      present: label === 'yes',
      ...('question_id' in record && { id: key(record, 'question_id') }),
      ...(split !== undefined && { split }),
      place,
    };
  });
}
