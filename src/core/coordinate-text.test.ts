import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatBox, formatTime, parseCoordinateText } from './coordinate-text.ts';

it('reads boxes and times between words', () => {
  const tokens = parseCoordinateText('The dog [0.100, 0.200, 0.300, 0.400] turns in {0.09,0.15}.');
  expect(tokens.map((t) => t.type)).toEqual(['text', 'box', 'text', 'time', 'text']);
  expect(tokens[1]).toMatchObject({ box: [0.1, 0.2, 0.3, 0.4] });
  expect(tokens[3]).toMatchObject({ start: 0.09, end: 0.15 });
});

it('reads a box at the very end, adjacent boxes and the spaced time form', () => {
  expect(parseCoordinateText('dogs [0.1, 0.1, 0.2, 0.2][0.3, 0.3, 0.4, 0.4]').map((t) => t.type)).toEqual([
    'text',
    'box',
    'box',
  ]);
  expect(parseCoordinateText('{0.16, 0.36}')[0]).toMatchObject({ type: 'time', start: 0.16, end: 0.36 });
});

it.each(['[', '[0.1, 0.2', '[0.1, 0.2, 0.3]', '[0.2, 0.2, 0.2, 0.9]', '{0.9,0.1}', '{3,4}', '[a, b, c, d]'])(
  'leaves %s as text',
  (text) => {
    expect(parseCoordinateText(text)).toEqual([{ type: 'text', text }]);
  },
);

it('never throws and loses nothing', () => {
  const piece = fc.constantFrom('[', ']', '{', '}', ',', '.', '0', '1', '0.5', ' ', 'dog');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((p) => p.join('')),
      ),
      (text) => {
        expect(
          parseCoordinateText(text)
            .map((t) => t.text)
            .join(''),
        ).toBe(text);
      },
    ),
  );
});

it('writes what it reads', () => {
  const unit = fc.integer({ min: 0, max: 499 }).map((v) => v / 1000);
  fc.assert(
    fc.property(unit, unit, unit, unit, (x, y, w, h) => {
      const box = [x, y, x + w + 0.001, y + h + 0.001] as const;
      const [token] = parseCoordinateText(formatBox(box));
      expect(token).toMatchObject({ type: 'box', box: box.map((v) => Number(v.toFixed(3))) });
    }),
  );
  expect(formatTime(9, 15, 100)).toBe('{0.09,0.15}');
});
