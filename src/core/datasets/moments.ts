import type { Span } from '../span.ts';
import {
  Gatherer,
  fields,
  isObject,
  key,
  lines,
  list,
  malformed,
  numbers,
  parseJson,
  readRows,
  rows,
  seconds,
  span,
  spans,
  words,
  type Fields,
} from './reading.ts';
import type { MomentRecord, Reading } from './records.ts';

/**
 * Reads the plain list for video and sound `[{file, duration?, queries: [{query, spans: [[start, end]]}]}]` (or the same as JSON
 * lines), seconds. An empty `spans` says that it never happens.
 */
export function readSpanList(text: string): Reading<MomentRecord> {
  const found = rows(text);
  const out = new Gatherer<MomentRecord>();
  out.problems.push(...found.problems);
  for (const { value, place } of found.rows) {
    out.attempt(place, () => {
      const record = fields(value);
      const file = words(record, 'file');
      const length = withDuration(seconds(record, 'duration'));
      for (const [i, entry] of list(record, 'queries').entries()) {
        const at = `${place}, query ${i}`;
        out.add(at, () => {
          const query = fields(entry);
          return { file, query: words(query, 'query'), spans: spans(query, 'spans'), ...length, place: at };
        });
      }
    });
  }
  return out;
}

const CHARADES = /^(\S+) (\S+) (\S+?)##(.*)$/;

/** Reads Charades-STA text, a line each: `3MSZA 24.3 30.4##person turn a light on.` (Gao et al. 2017, arXiv 1705.02101), seconds. */
export function readCharades(text: string): Reading<MomentRecord> {
  const out = new Gatherer<MomentRecord>();
  for (const { text: line, place } of lines(text)) {
    out.add(place, () => {
      const [, file, start, end, query] = CHARADES.exec(line) ?? malformed('it is not "video start end##sentence"');
      const record = { query, span: [Number(start), Number(end)] };
      return { file: file!, query: words(record, 'query'), spans: [span(record.span, 'span')], place };
    });
  }
  return out;
}

/**
 * Reads QVHighlights JSON lines `{qid, query, duration, vid, relevant_windows, relevant_clip_ids?, saliency_scores?}` (Lei et al. 2021,
 * arXiv 2107.09609), seconds. Charades-STA and others also come in this form.
 */
export function readQvHighlights(text: string): Reading<MomentRecord> {
  return readRows(text, (record, place) => ({
    file: words(record, 'vid'),
    query: words(record, 'query'),
    spans: spans(record, 'relevant_windows'),
    ...withDuration(seconds(record, 'duration')),
    id: key(record, 'qid'),
    ...highlights(record),
    place,
  }));
}

function highlights(record: Fields): Pick<MomentRecord, 'highlights'> {
  if (record['relevant_clip_ids'] === undefined || record['saliency_scores'] === undefined) return {};
  const ids = list(record, 'relevant_clip_ids');
  const clips = numbers(ids, ids.length) ?? malformed('"relevant_clip_ids" holds something that is not a number');
  const scores = list(record, 'saliency_scores').map(
    (row) => (Array.isArray(row) ? numbers(row, row.length) : null) ?? malformed('"saliency_scores" has a row without numbers'),
  );
  if (clips.length !== scores.length) malformed('"relevant_clip_ids" and "saliency_scores" differ in length');
  return { highlights: { clips, scores } };
}

/**
 * Reads ActivityNet Captions `{"v_...": {duration, timestamps: [[start, end]], sentences: [text]}}` (Krishna et al. 2017, arXiv
 * 1705.00754), seconds: one record for each sentence.
 */
export function readActivityNet(text: string): Reading<MomentRecord> {
  return readDocument(text, (out, document) => {
    for (const [file, value] of Object.entries(document)) {
      out.attempt(`video "${file}"`, () => {
        const video = fields(value);
        const length = withDuration(seconds(video, 'duration'));
        const times = list(video, 'timestamps');
        const sentences = list(video, 'sentences');
        if (times.length !== sentences.length) malformed('"timestamps" and "sentences" differ in length');
        for (const [i, sentence] of sentences.entries()) {
          const place = `video "${file}", sentence ${i}`;
          out.add(place, () => ({
            file,
            query: words({ sentence }, 'sentence'),
            spans: [span(times[i], 'timestamps')],
            ...length,
            place,
          }));
        }
      });
    }
  });
}

/**
 * Reads AudioGrounding (Xu et al. 2021, arXiv 2102.11474; wsntxxn/TextToAudioGrounding) in both of its forms, seconds:
 *
 * - a list `[{audiocap_id, audio_id, phrases: [{phrase, start_index, segments}]}]`,
 * - columns `{filename: {row: ...}, soundtag: {...}, timestamps: {...}, audiocap_id: {...}, start_word: {...}}`, as pandas writes them.
 *
 * A segment `[0, 0]` means that the phrase is never heard, and gives a record without spans.
 */
export function readAudioGrounding(text: string): Reading<MomentRecord> {
  if (!text.trimStart().startsWith('{')) return readAudioGroundingList(text);
  return readDocument(text, (out, document) => {
    const column = (name: string): Fields => fields(document[name] ?? malformed(`"${name}" is missing`));
    const [files, tags, times] = [column('filename'), column('soundtag'), column('timestamps')];
    const [ids, starts] = ['audiocap_id', 'start_word'].map((name) => (isObject(document[name]) ? document[name] : {}));
    for (const row of Object.keys(files)) {
      const place = `row ${row}`;
      const record = { filename: files[row], soundtag: tags[row], timestamps: times[row] };
      out.add(place, () => ({
        file: words(record, 'filename'),
        query: words(record, 'soundtag'),
        spans: heard(record, 'timestamps'),
        ...phraseId(ids![row], starts![row]),
        place,
      }));
    }
  });
}

function readAudioGroundingList(text: string): Reading<MomentRecord> {
  const found = rows(text);
  const out = new Gatherer<MomentRecord>();
  out.problems.push(...found.problems);
  for (const { value, place } of found.rows) {
    out.attempt(place, () => {
      const record = fields(value);
      const file = words(record, 'audio_id');
      for (const [i, entry] of list(record, 'phrases').entries()) {
        const at = `${place}, phrase ${i}`;
        out.add(at, () => {
          const phrase = fields(entry);
          return {
            file,
            query: words(phrase, 'phrase'),
            spans: heard(phrase, 'segments'),
            ...phraseId(record['audiocap_id'], phrase['start_index']),
            place: at,
          };
        });
      }
    });
  }
  return out;
}

const heard = (record: Fields, name: string): Span[] =>
  list(record, name)
    .filter((value) => !(Array.isArray(value) && value.length === 2 && value[0] === 0 && value[1] === 0))
    .map((value) => span(value, name));

/** The evaluation's name for a phrase of a caption: `{audiocap_id}_{start}`. */
const phraseId = (caption: unknown, start: unknown): Pick<MomentRecord, 'id'> => {
  const parts = [caption, start].filter((part) => typeof part === 'number' || typeof part === 'string');
  return parts.length === 2 ? { id: parts.join('_') } : {};
};

const withDuration = (duration: number | undefined): Pick<MomentRecord, 'duration'> =>
  duration === undefined ? {} : { duration };

function readDocument(text: string, read: (out: Gatherer<MomentRecord>, document: Fields) => void): Reading<MomentRecord> {
  const out = new Gatherer<MomentRecord>();
  const parsed = parseJson(text);
  if (parsed.problem) out.problems.push(parsed.problem);
  else out.attempt('file', () => read(out, fields(parsed.value)));
  return out;
}
