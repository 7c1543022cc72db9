import type { Answer } from '../answer.ts';
import type { SharedDocument } from '../exchange/document.ts';
import type { Geometry, Reference } from '../reference.ts';
import type { Tube } from '../span.ts';
import { boxOf, boxSteps, maskStep, scoreOf, scoreStep, seconds, spanOfTicks, spanTicks, tick } from './steps.ts';

/**
 * The document as a link carries it: places to 1/10,000 of a side, times to a millisecond, scores to 1/1000, masks
 * with at most 256 pixels along a side, references named by their order in their answer. Idempotent.
 */
export function canonical({ medium, turns, view }: SharedDocument): SharedDocument {
  return {
    medium: { ...medium, duration: medium.duration === null ? null : seconds(Math.max(1, tick(medium.duration))) },
    turns: turns.map(({ question, region, answer }) => ({
      question,
      region: region && canonicalGeometry(region),
      answer: canonicalAnswer(answer),
    })),
    view: { ...view, time: seconds(tick(view.time)) },
  };
}

/** What the `index`-th reference (0-based) of an answer is called in a link. */
export const referenceName = (index: number): string => `r${index + 1}`;

function canonicalAnswer({ state, parts, text, references }: Answer): Answer {
  const names = new Map(references.map(({ id }, i) => [id, referenceName(i)]));
  return {
    state,
    text,
    parts: parts.map(({ text, references: ids, added }) => ({
      text,
      ...(ids ? { references: ids.flatMap((id) => names.get(id) ?? []) } : {}),
      ...(added ? { added } : {}),
    })),
    references: references.map((r, i): Reference => ({
      id: referenceName(i),
      phrase: r.phrase,
      ...(r.score === undefined ? {} : { score: scoreOf(scoreStep(r.score)) }),
      ...(r.attributes && r.attributes.length > 0 ? { attributes: r.attributes } : {}),
      source: { pack: r.source.pack, revision: r.source.revision },
      ...canonicalGeometry(r),
    })),
  };
}

function canonicalGeometry(geometry: Geometry): Geometry {
  switch (geometry.kind) {
    case 'box':
      return { kind: 'box', box: boxOf(boxSteps(geometry.box)) };
    case 'span':
      return { kind: 'span', span: spanOfTicks(...spanTicks(geometry.span)) };
    case 'tube':
      return { kind: 'tube', tube: canonicalTube(geometry.tube) };
    case 'mask':
      return { kind: 'mask', mask: maskStep(geometry.mask) };
  }
}

function canonicalTube({ span, boxes }: Tube): Tube {
  return {
    span: spanOfTicks(...spanTicks(span)),
    boxes: boxes.map(({ time, box }) => ({ time: seconds(tick(time)), box: boxOf(boxSteps(box)) })),
  };
}
