import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iou, toBox, type Box } from '../../../../src/core/index.ts';
import { group, suppress, type Detection } from './nms.ts';

const detection = (classId: number, score: number, box: Box): Detection => ({ classId, score, box });

const clash = (a: Detection, b: Detection): boolean => a !== b && a.classId === b.classId && iou(a.box, b.box) > 0.5;

describe('suppress', () => {
  it('leaves the better of two boxes of one class on the same thing', () => {
    const worse = detection(0, 0.4, [0.1, 0.1, 0.5, 0.5]);
    const better = detection(0, 0.6, [0.12, 0.1, 0.52, 0.5]);
    expect(suppress([worse, better], 0.5)).toEqual([better]);
  });

  it('leaves boxes of other classes and boxes elsewhere', () => {
    const all = [detection(0, 0.9, [0, 0, 0.5, 0.5]), detection(1, 0.8, [0, 0, 0.5, 0.5]), detection(0, 0.7, [0.5, 0.5, 1, 1])];
    expect(suppress(all, 0.5)).toEqual(all);
  });

  it('never leaves two boxes of one class over the limit, and drops no box that overlaps nothing', () => {
    const number = fc.double({ min: 0, max: 1, noNaN: true });
    const boxes = fc.array(fc.tuple(fc.nat(2), number, fc.array(number, { minLength: 4, maxLength: 4 })), { maxLength: 30 });
    fc.assert(
      fc.property(boxes, (raw) => {
        const all = raw.flatMap(([classId, score, values]) => {
          const box = toBox(values);
          return box ? [detection(classId, score, box)] : [];
        });
        const kept = suppress(all, 0.5);
        expect(kept.some((a) => kept.some((b) => clash(a, b)))).toBe(false);
        expect(all.filter((a) => !all.some((b) => clash(a, b))).every((a) => kept.includes(a))).toBe(true);
      }),
    );
  });
});

describe('group', () => {
  it('puts two classes on the same pixels together, best first', () => {
    const bowl = detection(45, 0.4, [0.1, 0.1, 0.5, 0.5]);
    const cup = detection(41, 0.6, [0.1, 0.1, 0.51, 0.5]);
    expect(group([bowl, cup], 0.75)).toEqual([[cup, bowl]]);
  });

  it('keeps a part and its whole, and two things of one class, apart', () => {
    const person = detection(0, 0.9, [0, 0, 0.5, 1]);
    const tie = detection(27, 0.5, [0.2, 0.3, 0.3, 0.6]);
    const other = detection(0, 0.4, [0.01, 0, 0.5, 1]);
    expect(group([person, tie, other], 0.75)).toEqual([[person], [tie], [other]]);
  });
});
