import type { Box } from './box.ts';
import type { Mask } from './mask/index.ts';
import { boxAt, type Span, type Tube } from './span.ts';

/** Which pack, at which revision, said so. */
export interface Provenance {
  readonly pack: string;
  readonly revision: string;
}

/** What a part of an answer points at. The same shapes serve a region that the user drew. */
export type Geometry =
  | { readonly kind: 'box'; readonly box: Box }
  | { readonly kind: 'span'; readonly span: Span }
  | { readonly kind: 'tube'; readonly tube: Tube }
  | { readonly kind: 'mask'; readonly mask: Mask };

/**
 * A referring phrase of an answer tied to a place or a time.
 *
 * `id` is unique within its answer. `score` is 0..1 when the model has one. `attributes` are short words measured from the
 * medium (colours, say), best first.
 */
export type Reference = Geometry & {
  readonly id: string;
  readonly phrase: string;
  readonly score?: number;
  readonly attributes?: readonly string[];
  readonly source: Provenance;
};

/** The time that a reference points at, in seconds; `null` for a place without a time. */
export function spanOf(geometry: Geometry): Span | null {
  switch (geometry.kind) {
    case 'span':
      return geometry.span;
    case 'tube':
      return geometry.tube.span;
    case 'box':
    case 'mask':
      return null;
  }
}

/** Where a geometry is at a time (seconds; of no matter for pictures), as a box: of a mask, the one around it. `null` when it is nowhere then. */
export function boxOf(geometry: Geometry, time = 0): Box | null {
  switch (geometry.kind) {
    case 'box':
      return geometry.box;
    case 'mask':
      return geometry.mask.box;
    case 'span':
      return null;
    case 'tube': {
      const [start, end] = geometry.tube.span;
      return start <= time && time < end ? boxAt(geometry.tube, time) : null;
    }
  }
}
