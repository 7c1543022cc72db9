import { area, centre, contains, intersection, type Box } from '../../../../src/core/index.ts';
import { COCO_CLASSES } from '../image-encoder/coco.ts';
import { COLOUR_NAMES } from '../image-encoder/colours.ts';
import { THRESHOLDS, type Proposal } from '../image-encoder/proposals.ts';

/** Class names by the name of their kind: "animal" is a cat, a dog and so on. */
export type Kinds = Readonly<Record<string, readonly string[]>>;

/** A class that is not the first counts from this score, a colour from this share (training/scenes.py). */
const SECOND_CLASS = 0.2;
const SHOWN_COLOUR = 0.3;
/** Two things touch when they share this much of the smaller one. */
const TOUCHING = 0.3;

const COCO: ReadonlySet<string> = new Set(COCO_CLASSES);
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const RELATION =
  /^(?<noun>.+?) (?<how>left of|right of|above|below|next to|on|with|between) the (?<other>.+?)(?: and the (?<third>.+))?$/;
const NTH = new RegExp(`^(?<nth>${ORDINALS.join('|')}) (?<noun>.+) from the (?<side>left|right)$`);
const CORNER = /^(?<vertical>top|bottom) (?<horizontal>left|right) (?<noun>.+)$/;
const PLACE = /^(?<how>left|right|top|bottom|middle|largest|smallest) (?<noun>.+)$/;
const COLOUR = new RegExp(`^(?<colour>${COLOUR_NAMES.join('|')}) (?<noun>.+)$`);

type Measure = (box: Box) => number;
/** What a place word means has the least of this. */
const LEAST: Readonly<Record<string, Measure>> = {
  left: (box) => centre(box)[0],
  right: (box) => -centre(box)[0],
  top: (box) => centre(box)[1],
  bottom: (box) => -centre(box)[1],
  middle: (box) => Math.hypot(centre(box)[0] - 0.5, centre(box)[1] - 0.5),
  largest: (box) => -area(box),
  smallest: area,
};

type Relation = (box: Box, other: Box) => boolean;
const RELATIONS: Readonly<Record<string, Relation>> = {
  'left of': (box, other) => centre(box)[0] < centre(other)[0],
  'right of': (box, other) => centre(box)[0] > centre(other)[0],
  above: (box, other) => centre(box)[1] < centre(other)[1],
  below: (box, other) => centre(box)[1] > centre(other)[1],
  // Its foot is inside the other, its centre above the other's.
  on: (box, other) => contains(other, [centre(box)[0], box[3]]) && centre(box)[1] < centre(other)[1],
  with: (box, other) => intersection(box, other) > TOUCHING * Math.min(area(box), area(other)),
};
/** Whether a box stands so to another: "left of", "on" and the like; anything does stand next to anything. */
export const standsSo = (how: string, box: Box, other: Box): boolean => RELATIONS[how]?.(box, other) ?? true;

/** Clear also when what they are measured against is there several times. */
const ANY_OTHER = new Set(['next to', 'on', 'with']);

const away = (box: Box, others: readonly Box[]): number => {
  const [x, y] = centre(box);
  return Math.min(...others.map((other) => Math.hypot(centre(other)[0] - x, centre(other)[1] - y)));
};

/** What is called by a noun in a picture. */
export interface Called {
  /** Indices. */
  readonly found: readonly number[];
  /** Whether they are surely so called; what only may be is named when nothing is sure. */
  readonly sure: boolean;
}

/** Whether words begin with a place word, and nothing more complicated: "left cup". */
export const isPlace = (phrase: string): boolean => PLACE.test(phrase);

/** Measures what words for a place, a size, an order or a colour pick out of what is in a picture; `training/measured.py` is the same. */
export class PlaceWords {
  readonly #proposals: readonly Proposal[];
  readonly #kinds: Kinds;

  constructor(proposals: readonly Proposal[], kinds: Kinds) {
    this.#proposals = proposals;
    this.#kinds = kinds;
  }

  /**
   * Indices of what fits plain words as the decoder writes them ("largest red cup", "third dog from the left", "cup on the table"),
   * best first; `null` when they say no place that can be measured.
   */
  pick(phrase: string): readonly number[] | null {
    const relation = RELATION.exec(phrase)?.groups;
    if (relation) return this.#related(relation['how']!, relation['noun']!, relation['other']!, relation['third']);
    const nth = NTH.exec(phrase)?.groups;
    if (nth) {
      const index = ORDINALS.indexOf(nth['nth']!);
      return this.#sorted(LEAST[nth['side']!]!, this.#members(nth['noun']!))?.slice(index, index + 1) ?? null;
    }
    const corner = CORNER.exec(phrase)?.groups;
    const cornered = corner && this.#members(corner['noun']!);
    if (cornered) {
      const at = [corner['horizontal'] === 'left' ? 0 : 2, corner['vertical'] === 'top' ? 0 : 2];
      return cornered.filter((i) => centre(this.#box(i)).every((value, axis) => Math.floor(value * 2.99) === at[axis]));
    }
    const place = PLACE.exec(phrase)?.groups;
    const noun = place?.['noun'] ?? phrase;
    const coloured = COLOUR.exec(noun)?.groups;
    const found = coloured ? this.#coloured(coloured['colour']!, coloured['noun']!) : place ? this.#like(noun) : null;
    return place ? (this.#sorted(LEAST[place['how']!]!, found)?.slice(0, 1) ?? null) : found;
  }

  /** All that is called by a class or kind, and by a colour; `null` for a noun that is neither. */
  called(noun: string, colour?: string): Called | null {
    const members = this.#members(noun);
    if (!members) return null;
    const sure = members.some((i) => this.#surely(this.#proposals[i]!, this.#names(noun)!));
    return { found: colour === undefined ? members : this.#coloured(colour, noun)!, sure };
  }

  /** The class among those of a kind that a proposal is most like. */
  nameOf(index: number, noun: string): string {
    const names = this.#names(noun) ?? [];
    return this.#proposals[index]!.classes.find(({ name }) => names.includes(name))?.name ?? noun;
  }

  #related(how: string, noun: string, other: string, third: string | undefined): readonly number[] | null {
    const [things, anchors, more] = [this.#members(noun), this.#members(other), third ? this.#members(third) : []];
    if (!things || !anchors || !more) return null;
    const found = things.filter((i) => !anchors.includes(i));
    const boxes = (ANY_OTHER.has(how) ? anchors : [...anchors.slice(0, 1), ...more.slice(0, 1)]).map((i) => this.#box(i));
    if (boxes.length < (how === 'between' ? 2 : 1)) return null;
    const near = this.#sorted((box) => away(box, boxes), found)!;
    if (how === 'next to') return near.slice(0, 1);
    if (how === 'between') {
      const [low = 0, high = 1] = boxes.map((box) => centre(box)[0]).toSorted((a, b) => a - b);
      return near.filter((i) => centre(this.#box(i))[0] > low && centre(this.#box(i))[0] < high);
    }
    return near.filter((i) => boxes.some((box) => RELATIONS[how]!(this.#box(i), box)));
  }

  #box(index: number): Box {
    return this.#proposals[index]!.box;
  }

  #sorted(measure: Measure, found: readonly number[] | null): readonly number[] | null {
    return found?.toSorted((a, b) => measure(this.#box(a)) - measure(this.#box(b))) ?? null;
  }

  /** What is surely so called, or else what may be; `null` for a noun that is neither a class nor a kind. */
  #members(noun: string): readonly number[] | null {
    const names = this.#names(noun);
    if (!names) return null;
    const sure = this.#where((proposal) => this.#surely(proposal, names));
    return sure.length > 0 ? sure : this.#like(noun);
  }

  #surely({ classes, score }: Proposal, names: readonly string[]): boolean {
    return score >= THRESHOLDS.sure && names.includes(classes[0]?.name ?? '');
  }

  #like(noun: string): readonly number[] | null {
    const names = this.#names(noun);
    return (
      names && this.#where(({ classes }) => classes.some(({ name, score }) => score >= SECOND_CLASS && names.includes(name)))
    );
  }

  #coloured(colour: string, noun: string): readonly number[] | null {
    const shows = ({ colours }: Proposal): boolean =>
      colours.some(({ name, share }, i) => name === colour && (i === 0 || share >= SHOWN_COLOUR));
    return this.#members(noun)?.filter((i) => shows(this.#proposals[i]!)) ?? null;
  }

  #where(fits: (proposal: Proposal) => boolean): number[] {
    return this.#proposals.flatMap((proposal, i) => (fits(proposal) ? [i] : []));
  }

  #names(noun: string): readonly string[] | null {
    return this.#kinds[noun] ?? (COCO.has(noun) ? [noun] : null);
  }
}
