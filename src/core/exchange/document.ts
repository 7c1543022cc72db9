import type { Answer } from '../answer.ts';
import type { Size } from '../box.ts';
import type { Geometry, Reference } from '../reference.ts';

/** What a receiver needs to get at the same medium. */
export type SharedSource =
  /** One of the samples that come with the page. */
  | { readonly kind: 'sample'; readonly id: string }
  /** An `https:` address. */
  | { readonly kind: 'remote'; readonly url: string }
  /** A file on the sender's machine: who has the same file can show it. `sha256` in lower-case hex. */
  | { readonly kind: 'local'; readonly sha256: string; readonly bytes: number };

export type SharedKind = 'picture' | 'video' | 'sound';

/** The medium that a conversation is about; the medium itself is never part of a link or a file. */
export interface SharedMedium {
  readonly kind: SharedKind;
  readonly name: string;
  readonly source: SharedSource;
  /** Pixels as displayed; `null` for sound. */
  readonly size: Size | null;
  /** Seconds; `null` for pictures. */
  readonly duration: number | null;
}

/** A question that was answered. */
export interface SharedTurn {
  readonly question: string;
  /** The place or time that the user drew and asked about. */
  readonly region: Geometry | null;
  readonly answer: Answer;
}

/** How it was looked at. */
export interface SharedView {
  /** Index into `turns` of the answer that is shown, or `null`. */
  readonly turn: number | null;
  /** Index into that answer's references of the one that is selected, or `null`. */
  readonly selected: number | null;
  /** Playhead in seconds. */
  readonly time: number;
}

/** A result as it is sent, exported and read again: medium, conversation and view. */
export interface SharedDocument {
  readonly medium: SharedMedium;
  readonly turns: readonly SharedTurn[];
  readonly view: SharedView;
}

/** Of links and of our files: 2 is 1 with masks. */
export const NEWEST_VERSION = 2;

/** The oldest version that has everything of a document: pages that were kept offline since go on reading what they can. */
export function versionOf({ turns }: SharedDocument): 1 | 2 {
  const masks = turns.some(({ region, answer }) => [region, ...answer.references].some((place) => place?.kind === 'mask'));
  return masks ? 2 : 1;
}

/** What a document may hold at most. Longer texts are cut when read; longer lists are refused. */
export const LIMITS = {
  turns: 300,
  question: 5000,
  text: 50_000,
  parts: 3000,
  references: 2000,
  boxes: 20_000,
  attributes: 16,
  phrase: 500,
  name: 300,
  url: 2000,
  /** Seconds: four days. */
  duration: 345_600,
  /** Pixels along one side. */
  side: 1_000_000,
  /** Pixels along one side of a mask. */
  maskSide: 2048,
  /** The same in a COCO file, where masks have the pixels of their pictures. */
  cocoSide: 32_768,
  /** Letters of a mask's run lengths, or run lengths of an uncompressed one. */
  counts: 100_000,
} as const;

/** A reference together with the question whose answer points at it. */
export interface Finding {
  readonly reference: Reference;
  readonly question: string;
  /** Index into `turns`. */
  readonly turn: number;
  /** Unique in the document: `1.2` is the second reference of the first answer. */
  readonly id: string;
}

/** Every reference of every answer, in order. */
export function findings({ turns }: Pick<SharedDocument, 'turns'>): Finding[] {
  return turns.flatMap(({ question, answer }, turn) =>
    answer.references.map((reference, i) => ({ reference, question, turn, id: `${turn + 1}.${i + 1}` })),
  );
}
