import type { SharedDocument, SharedSource, SharedTurn } from '../../core/exchange/index.ts';
import { LIMITS } from '../../core/exchange/index.ts';
import { sha256OfBlob, type HashOptions } from '../../platform/sha256.ts';
import type { AppState, MediumDocument, MediumSource, TurnRecord } from '../../store/index.ts';
import { fetchMedium, parseMediaUrl } from '../open/fetch-url.ts';
import { isShareableUrl } from './schema.ts';

const hashes = new WeakMap<Blob, string>();

/**
 * How a receiver gets at the same medium. A local file is hashed, which takes a while when it is large.
 *
 * @throws what the signal was aborted with, or what reading throws.
 */
export async function sharedSource(source: MediumSource, options: HashOptions = {}): Promise<SharedSource> {
  switch (source.kind) {
    case 'sample':
      return { kind: 'sample', id: source.id };
    case 'url':
      if (isShareableUrl(source.url)) return { kind: 'remote', url: new URL(source.url).href };
      return local(await fetchedAgain(source.url, options.signal), options);
    case 'file':
    case 'camera':
    case 'microphone':
      return local(source.blob, options);
  }
}

async function local(blob: Blob, options: HashOptions): Promise<SharedSource> {
  const sha256 = hashes.get(blob) ?? (await sha256OfBlob(blob, options));
  hashes.set(blob, sha256);
  return { kind: 'local', sha256, bytes: blob.size };
}

/** An address that only works on this machine (`data:`, `localhost`) may not be in a link: its bytes are named instead. */
async function fetchedAgain(address: string, signal: AbortSignal = new AbortController().signal): Promise<Blob> {
  const url = parseMediaUrl(address);
  if (!url) throw new Error('the address cannot be opened any more');
  return (await fetchMedium(url, signal)).blob;
}

/** For exports in which the source is of no matter: it costs nothing to make. */
export function sourceWithoutHash(source: MediumSource): SharedSource {
  if (source.kind === 'sample') return { kind: 'sample', id: source.id };
  if (source.kind === 'url' && isShareableUrl(source.url)) return { kind: 'remote', url: new URL(source.url).href };
  return { kind: 'local', sha256: '', bytes: 0 };
}

export type ShareableState = Pick<AppState, 'turns' | 'activeTurn' | 'selected' | 'time' | 'showInventory' | 'inventory'>;

export interface Selection {
  /** Only the answer that is shown. */
  readonly shownOnly?: boolean;
}

/** The document and how it is looked at, to be sent or written. What was not answered is left out. */
export function toShared(
  medium: MediumDocument,
  state: ShareableState,
  source: SharedSource,
  { shownOnly = false }: Selection = {},
): SharedDocument {
  const answered = state.turns.filter((turn) => turn.answer && (!shownOnly || turn.id === state.activeTurn));
  const turns: SharedTurn[] = answered.map(({ question, region, answer }) => ({ question, region, answer: answer! }));
  let shown = answered.findIndex((turn) => turn.id === state.activeTurn);
  if (state.showInventory && state.inventory.references.length > 0) shown = turns.push(inventoryTurn(state)) - 1;
  const selected = turns[shown]?.answer.references.findIndex((r) => r.id === state.selected) ?? -1;
  return {
    medium: {
      kind: medium.kind,
      name: medium.name.slice(0, LIMITS.name),
      source,
      size: medium.kind === 'sound' ? null : medium.original,
      duration: medium.kind === 'picture' ? null : medium.handle.duration,
    },
    turns,
    view: {
      turn: shown < 0 ? null : shown,
      selected: selected < 0 ? null : selected,
      time: medium.kind === 'picture' ? 0 : state.time,
    },
  };
}

/** "Show all" is an answer, too. */
function inventoryTurn({ inventory: { references } }: ShareableState): SharedTurn {
  const parts = references.flatMap(({ id, phrase }, i) => [
    ...(i === 0 ? [] : [{ text: ', ' }]),
    { text: phrase, references: [id] },
  ]);
  const text = references.map(({ phrase }) => phrase).join(', ');
  return { question: 'What is here?', region: null, answer: { state: 'found', parts, text, references } };
}

/** The turns of a document as those of a conversation. */
export function toTurns({ turns }: SharedDocument): TurnRecord[] {
  return turns.map(({ question, region, answer }) => ({
    id: crypto.randomUUID(),
    question,
    region,
    answer,
    status: 'done',
    progress: null,
    partial: '',
    pointed: [],
    failure: null,
    timings: null,
    speed: null,
    device: null,
    pack: null,
  }));
}
