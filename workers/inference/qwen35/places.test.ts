import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readPieces, readPlaces, shownSoFar, toThousandths } from './places.ts';

const dog = { label: 'dog', box: [0.1, 0.2, 0.3, 0.4] };
const bare = { label: null, box: [0.1, 0.2, 0.3, 0.4] };
const object = '{"bbox_2d": [100, 200, 300, 400], "label": "dog"}';

describe('every form that Qwen writes', () => {
  it.each([
    ['in fences', `\`\`\`json\n[${object}]\n\`\`\``, [dog]],
    ['in fences that are not closed', `\`\`\`json\n[${object}]`, [dog]],
    ['one object', object, [dog]],
    ['an array', `[${object}, ${object}]`, [dog, dog]],
    ['after words', `Here it is: [${object}]. Anything else?`, [dog]],
    ['a list in an object', `{"objects": [${object}]}`, [dog]],
    ['a name for the key', '{"dog": [100, 200, 300, 400]}', [dog]],
    ['several boxes of one name', '{"bbox_2d": [[100, 200, 300, 400], [100, 200, 300, 400]], "label": "dog"}', [dog, dog]],
    ['pairs', '{"bbox_2d": [[100, 200], [300, 400]], "label": "dog"}', [dog]],
    ['no name', '{"bbox_2d": [100, 200, 300, 400]}', [bare]],
    ['bare numbers', '[100, 200, 300, 400]', [bare]],
    ['bare numbers after words', 'It is here: [100, 200, 300, 400].', [bare]],
    ['cut after the numbers', `[${object}, {"bbox_2d": [500, 600, 700, 800]`, [dog]],
    ['bare arrays', '[[100, 200, 300, 400],[100, 200, 300, 400]]', [bare, bare]],
    ['marks', '<|box_start|>(100,200),(300,400)<|box_end|>', [bare]],
    [
      'marks with a name',
      '<|object_ref_start|>dog<|object_ref_end|><|box_start|>(100,200),(300,400)<|box_end|><|im_end|>',
      [dog],
    ],
    ['cut within the second', `[${object}, {"bbox_2d": [1, 2, 3, 4], "lab`, [dog]],
    ['cut within the numbers', `[${object}, {"bbox_2d": [500, 6`, [dog]],
    ['cut within a list in an object', `{"objects": [${object}, {"bbox_2d": [500, 6`, [dog]],
    ['corners swapped', '{"bbox_2d": [300, 400, 100, 200], "label": "dog"}', [dog]],
    ['fractions', '{"bbox_2d": [100.0, 200.0, 300.0, 400.0], "label": "dog"}', [dog]],
    ['numbers as texts', '{"bbox_2d": ["100", "200", "300", "400"], "label": "dog"}', [dog]],
    ['Python quotes', "{'bbox_2d': [100, 200, 300, 400], 'label': 'dog'}", [dog]],
    ['commas too many', '[{"bbox_2d": [100, 200, 300, 400,], "label": "dog",},]', [dog]],
    ['brackets in a name', '{"bbox_2d": [100, 200, 300, 400], "label": "a \\"}{ b"}', [{ ...dog, label: 'a "}{ b' }]],
    ['thoughts before', `<think>perhaps [{"bbox_2d": [1, 2, 3, 4]}]</think>\n[${object}]`, [dog]],
    ['thoughts whose beginning is in the prompt', `[1, 2, 3, 4]?</think>${object}`, [dog]],
  ])('%s', (_, text, places) => expect(readPlaces(text)).toEqual({ state: 'places', places }));

  it('numbers out of range are brought inside, places without area are none', () => {
    expect(readPlaces('[-20, 200, 1400, 400]').places).toEqual([{ label: null, box: [0, 0.2, 1, 0.4] }]);
    expect(readPlaces('[100, 200, 100, 400]')).toEqual({ state: 'unreadable', places: [] });
    expect(readPlaces('{"bbox_2d": [1200, 1200, 1400, 1400]}').state).toBe('unreadable');
    expect(readPlaces('{"bbox_2d": [0, 0, 1e999, 1e999]}').state).toBe('unreadable');
  });
});

it.each([
  '[]',
  '```json\n[]\n```',
  '{}',
  'null',
  'None.',
  '{"bbox_2d": null}',
  '{"objects": []}',
  'There is no dog here.',
  'No.',
])('says that there is nothing: %s', (text) => expect(readPlaces(text)).toEqual({ state: 'none', places: [] }));

it.each(['', 'A dog.', '[1, 2, 3]', '{"bbox_2d": [1, 2', '<think>[1, 2, 3, 4]', '{"point_2d": [1, 2]}', '(1, 2, 3, 4)'])(
  'says nothing that can be read: %s',
  (text) => expect(readPlaces(text)).toEqual({ state: 'unreadable', places: [] }),
);

test('words and places in their order', () => {
  expect(readPieces(`The dog is here:\n\`\`\`json\n[${object}, ${object}]\n\`\`\`\nIt sleeps.`)).toEqual([
    { text: 'The dog is here:\n\n' },
    { places: [dog] },
    { places: [dog] },
    { text: '\n\nIt sleeps.' },
  ]);
  expect(readPieces('A <|object_ref_start|>dog<|object_ref_end|><|box_start|>(100,200),(300,400)<|box_end|> sleeps.')).toEqual([
    { text: 'A ' },
    { places: [dog] },
    { text: ' sleeps.' },
  ]);
  expect(readPieces('Just words [sic].')).toEqual([{ text: 'Just words [sic].' }]);
  expect(readPieces('')).toEqual([]);
});

test('what is still being written is shown as long as it is words', () => {
  expect(shownSoFar('The dog is')).toBe('The dog is');
  expect(shownSoFar('The dog is here: [{"bbox')).toBe('The dog is here: ');
  expect(shownSoFar('```json\n[')).toBe('');
  expect(shownSoFar('<think>hm')).toBe('');
  expect(shownSoFar('<think>hm</think>\n\nYes')).toBe('Yes');
});

test('a box as the model reads it', () => expect(toThousandths([0, 0.1234, 0.5006, 1])).toBe('[0, 123, 501, 1000]'));

test('never throws, and all that is found lies in the picture', () => {
  const bit = fc.constantFrom('[', ']', '{', '}', '"', "'", ',', ':', '"bbox_2d":', '100', '-3.5', '1e999', 'null', '<think>');
  const marks = fc.constantFrom('</think>', '<|box_start|>', '(1,2)', '<|box_end|>', '```json\n', object, '\\', ' ', 'dog');
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(bit, marks), { maxLength: 40 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (written) => {
      const { state, places } = readPlaces(written);
      expect(state === 'places').toBe(places.length > 0);
      for (const { box } of places) {
        expect(box.every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(box[2] > box[0] && box[3] > box[1]).toBe(true);
      }
      readPieces(written);
      shownSoFar(written);
    }),
  );
});

test('what is written is read again', () => {
  const edge = fc.integer({ min: 0, max: 999 });
  fc.assert(
    fc.property(fc.tuple(edge, edge, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 })), ([x, y, w, h]) => {
      const box = [x / 1000, y / 1000, Math.min(1000, x + w) / 1000, Math.min(1000, y + h) / 1000] as const;
      expect(readPlaces(toThousandths(box)).places).toEqual([{ label: null, box }]);
    }),
  );
});
