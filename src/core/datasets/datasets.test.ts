import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FORMATS,
  detectFormat,
  findMedium,
  readActivityNet,
  readAudioGrounding,
  readCharades,
  readCoco,
  readDataset,
  readPictureList,
  readPope,
  readQvHighlights,
  readRefCoco,
  readShikra,
  readSpanList,
  toFractions,
} from './index.ts';

/** One small well-formed text for each format, hand-made. */
const SAMPLES = {
  list: '[{"file": "a.jpg", "query": "the dog", "bbox": [10, 20, 30, 40], "label": "dog"}]',
  refcoco: JSON.stringify({
    images: [{ id: 7, file_name: 'a.jpg', caption: 'the left dog', dataset_name: 'refcoco' }],
    annotations: [{ id: 1, image_id: 7, category_id: 18, bbox: [1, 2, 3, 4] }],
    categories: [{ id: 18, name: 'dog' }],
  }),
  shikra: '{"img_path": "train/a.jpg", "expression": "a dog", "bbox": [10, 20, 40, 60], "dataset_name": "refcoco+"}\n',
  coco: JSON.stringify({
    images: [
      { id: 7, file_name: 'a.jpg' },
      { id: 8, file_name: 'b.jpg' },
    ],
    annotations: [{ id: 1, image_id: 7, category_id: 18, bbox: [1, 2, 3, 4], iscrowd: 1 }],
    categories: [{ id: 18, name: 'dog' }],
  }),
  spans: '[{"file": "a.mp4", "duration": 12, "queries": [{"query": "it barks", "spans": [[1, 2], [4, 5.5]]}]}]',
  charades: '3MSZA 24.3 30.4##a person opens a door.\n',
  qvhighlights: `${JSON.stringify({
    qid: 3,
    query: 'A dog barks',
    duration: 10,
    vid: 'abc_0.0_10.0',
    relevant_windows: [[2, 6]],
    relevant_clip_ids: [1, 2],
    saliency_scores: [
      [4, 3, 2],
      [1, 1, 4],
    ],
  })}\n`,
  activitynet: '{"v_a": {"duration": 55.15, "timestamps": [[0, 4.14], [4.14, 33]], "sentences": ["One.", " Two."]}}',
  audiogrounding: JSON.stringify([
    {
      audiocap_id: 5,
      audio_id: 'Yabc.wav',
      tokens: 'a dog barks',
      phrases: [{ phrase: 'a dog barks', start_index: 0, end_index: 2, segments: [[0.5, 1.25]] }],
    },
  ]),
  pope: '{"question_id": 1, "image": "a.jpg", "text": "Is there an orange in the image?", "label": "yes"}\n',
} as const;

describe('every format', () => {
  it.each(FORMATS)('%s is recognised and read without a problem', (format) => {
    expect(detectFormat(SAMPLES[format])).toBe(format);
    const { records, problems } = readDataset(format, SAMPLES[format]);
    expect(problems).toEqual([]);
    expect(records.length).toBeGreaterThan(0);
  });

  it.each(FORMATS)('%s reports text that is something else, and never throws', (format) => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constantFrom('', '[', '{', '[{}]', '{}', 'null', '{"images": [1]}')),
        (text) => {
          const { records, problems } = readDataset(format, text);
          expect(Array.isArray(records)).toBe(true);
          expect(problems.every(({ place, message }) => place !== '' && message !== '')).toBe(true);
          detectFormat(text);
        },
      ),
    );
    expect(readDataset(format, '{"broken": ').problems).not.toEqual([]);
  });

  it('is told by the name when the content is silent', () => {
    expect(detectFormat('', 'charades_sta_test.txt')).toBe('charades');
    expect(detectFormat('{}', 'finetune_refcocog_val.json')).toBe('refcoco');
    expect(detectFormat('[]', 'anything.json')).toBeNull();
  });

  it('is told by a later record when the first is malformed', () => {
    expect(detectFormat(`not json\n${SAMPLES.pope}`)).toBe('pope');
    expect(detectFormat('[{}, {"file": "a", "query": "b", "bbox": []}]')).toBe('list');
  });
});

describe('pictures', () => {
  it('reads the plain list and goes on after a malformed record', () => {
    const text = `[{"file": "a.jpg", "query": "x", "bbox": [1, 2, 0, 4]}, ${SAMPLES.list.slice(1, -1)},
      {"file": "a.jpg", "query": "a cat", "bbox": null}, {"file": "", "query": "x", "bbox": [1, 2, 3, 4]}]`;
    const { records, problems } = readPictureList(text);
    expect(records).toEqual([
      { file: 'a.jpg', query: 'the dog', boxes: [[10, 20, 30, 40]], unit: 'pixels', label: 'dog', place: 'record 1' },
      { file: 'a.jpg', query: 'a cat', boxes: [], unit: 'pixels', place: 'record 2' },
    ]);
    expect(problems).toEqual([
      { place: 'record 0', message: '"bbox" has no area' },
      { place: 'record 3', message: '"file" is not a text' },
    ]);
  });

  it('names the line where JSON breaks', () => {
    const { problems } = readPictureList('[\n  {"file": "a.jpg"},\n  oops\n]');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.place).toMatch(/^(line 3|file)$/);
  });

  it('reads several boxes, none, and a sentence without annotation of the RefCOCO family', () => {
    const images = [1, 2, 3].map((id) => ({ id, file_name: `${id}.jpg`, caption: `thing ${id}` }));
    const annotations = [
      { image_id: 1, category_id: 1, bbox: [0, 0, 1, 1] },
      { image_id: 1, category_id: 1, bbox: [5, 5, 1, 1] },
      { image_id: 2, category_id: -1, bbox: [0, 0, 0, 0] },
      { image_id: 9, category_id: 1, bbox: [0, 0, 1, 1] },
    ];
    const { records, problems } = readRefCoco(JSON.stringify({ images, annotations }));
    expect(records.map(({ boxes }) => boxes.length)).toEqual([2, 0]);
    expect(problems).toEqual([
      { place: 'annotations, record 3', message: 'there is no image 9' },
      { place: 'images, record 2', message: 'it has no readable annotation' },
    ]);
  });

  it('reads Shikra corners in pixels and in fractions', () => {
    const [pixels] = readShikra(SAMPLES.shikra).records;
    expect(pixels).toMatchObject({ boxes: [[10, 20, 30, 40]], unit: 'pixels', split: 'refcoco+' });
    const [part] = readShikra('{"img_path": "a", "expression": "b", "bbox": [0.25, 0.5, 0.75, 1]}').records;
    expect(part).toMatchObject({ boxes: [[0.25, 0.5, 0.5, 0.5]], unit: 'fractions' });
    const size = { width: 100, height: 200 };
    expect(toFractions(part!.boxes[0]!, part!.unit, size)).toEqual([0.25, 0.5, 0.75, 1]);
    expect(toFractions(pixels!.boxes[0]!, pixels!.unit, size)).toEqual([0.1, 0.1, 0.4, 0.3]);
  });

  it('reads COCO detection with crowds and empty pictures, and boxes held by their picture', () => {
    expect(readCoco(SAMPLES.coco).records).toEqual([
      { file: 'a.jpg', objects: [{ label: 'dog', bbox: [1, 2, 3, 4], crowd: true }], place: 'images, record 0' },
      { file: 'b.jpg', objects: [], place: 'images, record 1' },
    ]);
    const text =
      '{"images": [{"file": "a.jpg", "boxes": [{"label": "dog", "bbox": [1, 2, 3, 4]}, {"label": "x", "bbox": 1}]}]}';
    const { records, problems } = readCoco(text);
    expect(records[0]?.objects).toHaveLength(1);
    expect(problems[0]?.place).toBe('images, record 0, box 1');
  });

  it('reads POPE with its split, and an article that is an', () => {
    const { records, problems } = readPope(
      `${SAMPLES.pope}{"image": "b.jpg", "text": "Really?", "label": "maybe"}\n`,
      'coco_pope_random.json',
    );
    expect(records).toEqual([
      {
        file: 'a.jpg',
        question: 'Is there an orange in the image?',
        object: 'orange',
        present: true,
        id: '1',
        split: 'random',
        place: 'line 1',
      },
    ]);
    expect(problems).toEqual([{ place: 'line 2', message: '"label" is neither yes nor no' }]);
  });
});

describe('video and sound', () => {
  it('reads the plain list; one bad question does not take the others', () => {
    const queries = [
      { query: 'a', spans: [[3, 1]] },
      { query: 'b', spans: [] },
      { query: 'c', spans: [[1, 2]] },
    ];
    const { records, problems } = readSpanList(JSON.stringify([{ file: 'a.wav', duration: 9, queries }, { file: 'b.wav' }]));
    expect(records).toEqual([
      { file: 'a.wav', query: 'b', spans: [], duration: 9, place: 'record 0, query 1' },
      { file: 'a.wav', query: 'c', spans: [[1, 2]], duration: 9, place: 'record 0, query 2' },
    ]);
    expect(problems.map(({ place }) => place)).toEqual(['record 0, query 0', 'record 1']);
    expect(problems[0]?.message).toContain('[3, 1]');
  });

  it('reads Charades-STA, with Windows line ends and a byte order mark', () => {
    const { records, problems } = readCharades('\u{FEFF}AB1 0.0 6.9##a ## b.\r\n\r\nnothing\r\nAB2 5 5##x\r\n');
    expect(records).toEqual([{ file: 'AB1', query: 'a ## b.', spans: [[0, 6.9]], place: 'line 1' }]);
    expect(problems.map(({ place }) => place)).toEqual(['line 3', 'line 4']);
  });

  it('reads QVHighlights with its highlights', () => {
    const { records, problems } = readQvHighlights(`${SAMPLES.qvhighlights}{"qid": 4}\n{`);
    expect(records).toEqual([expect.objectContaining({ file: 'abc_0.0_10.0', id: '3', spans: [[2, 6]], duration: 10 })]);
    expect(records[0]?.highlights).toEqual({ clips: [1, 2], scores: [[4, 3, 2], [1, 1, 4]] }); // prettier-ignore
    expect(problems.map(({ place }) => place).toSorted()).toEqual(['line 2', 'line 3']);
  });

  it('reads ActivityNet sentences, trimmed', () => {
    expect(readActivityNet(SAMPLES.activitynet).records.map(({ query, spans }) => ({ query, spans }))).toEqual([
      { query: 'One.', spans: [[0, 4.14]] },
      { query: 'Two.', spans: [[4.14, 33]] },
    ]);
    expect(readActivityNet('{"v": {"duration": 5, "timestamps": [[0, 1]], "sentences": []}}').problems).toHaveLength(1);
  });

  it('reads both forms of AudioGrounding; [0, 0] is never heard', () => {
    const columns = {
      audiocap_id: { 12: 5, 13: 5 },
      filename: { 12: 'a.wav', 13: 'a.wav' },
      soundtag: { 12: 'a dog', 13: 'rain' },
      start_word: { 12: 1, 13: 4 },
      timestamps: { 12: [[0.5, 1.5], [2, 3]], 13: [[0, 0]] }, // prettier-ignore
    };
    expect(detectFormat(JSON.stringify(columns))).toBe('audiogrounding');
    expect(readAudioGrounding(JSON.stringify(columns)).records).toEqual([
      { file: 'a.wav', query: 'a dog', spans: [[0.5, 1.5], [2, 3]], id: '5_1', place: 'row 12' }, // prettier-ignore
      { file: 'a.wav', query: 'rain', spans: [], id: '5_4', place: 'row 13' },
    ]);
    expect(readAudioGrounding(SAMPLES.audiogrounding).records).toEqual([
      { file: 'Yabc.wav', query: 'a dog barks', spans: [[0.5, 1.25]], id: '5_0', place: 'record 0, phrase 0' },
    ]);
  });
});

it('finds the medium that a dataset means', () => {
  const paths = ['set/videos/3MSZA.mp4', 'set/x_0.0_15.0.mp4', 'set/a/1.jpg', 'set/b/1.jpg'];
  expect(findMedium('3MSZA', paths)).toBe(paths[0]);
  expect(findMedium('x_0.0_15.0', paths)).toBe(paths[1]);
  expect(findMedium('./b/1.jpg', paths)).toBe(paths[3]);
  expect(findMedium(String.raw`a\1.jpg`, paths)).toBe(paths[2]);
  expect(findMedium('1.jpg', paths)).toBeNull();
  expect(findMedium('other/3MSZA.mp4', paths)).toBe(paths[0]);
});

describe('the place of a problem', () => {
  it('is the line on which the record begins, in lists and in documents', () => {
    const list =
      '[\n  {"file": "a [", "query": "q",\n   "bbox": [1, 2, 3, 4]},\n  null,\n  {"file": "b", "query": "q", "bbox": [1]}\n]';
    expect(readDataset('list', list).problems.map(({ place }) => place)).toEqual(['line 4, record 1', 'line 5, record 2']);
    const document = '{"info": {"x": [1, 2]},\n"images": [\n{"id": 1, "file_name": "a"},\n{"id": 2}],\n"annotations": [\n[]]}';
    expect(
      readDataset('coco', document)
        .problems.map(({ place }) => place)
        .toSorted(),
    ).toEqual(['line 4, images, record 1', 'line 6, annotations, record 0']);
  });
});
