/** What happens with a result from outside: a link or a file. */
import { fromCocoFile, jsonKind, NEWEST_VERSION, overlayAnswer, type SharedDocument } from '../../core/exchange/index.ts';
import { useStore, type MediumDocument } from '../../store/index.ts';
import { announce } from '../announce.ts';
import { retry } from '../ask/ask.ts';
import { openBlob, openSample, openUrl } from '../open/open-medium.ts';
import { SAMPLES } from '../samples/samples.ts';
import { sharedSource, toTurns } from './document.ts';
import { LinkError, payloadOf, readLink, type LinkFault } from './link.ts';
import { readDocument } from './schema.ts';
import { useShare, type Fault, type Received, type ShownFrom } from './state.ts';

/** Largest JSON file that is read, in bytes. */
const MAX_FILE = 64 * 1024 * 1024;

const FAULTS: Readonly<Record<LinkFault, Omit<Fault, 'detail'>>> = {
  damaged: {
    title: 'This link is not whole',
    remedy: 'Mail and chat programs sometimes cut long links. Copy it again from where it came, or ask for the file instead.',
  },
  newer: {
    title: 'This link is newer than this page',
    remedy: 'Reload the page to get its newest version, then open the link again.',
  },
  'too-large': {
    title: 'This link holds too much',
    remedy: 'No link made here is that large. Ask for the file instead.',
  },
  invalid: {
    title: 'This link holds something else than a result',
    remedy: 'Nothing of it was opened, and what was open is still there.',
  },
};

const explain = (error: unknown): Fault => {
  const fault = error instanceof LinkError ? error.fault : 'invalid';
  return { ...FAULTS[fault], detail: error instanceof Error ? error.message : String(error) };
};

/** Opens what the address' hash holds, if anything. The document that is open stays until the new one is shown. */
export async function receiveHash(hash: string): Promise<void> {
  const payload = payloadOf(hash);
  if (payload === null) return;
  try {
    await receive({ document: await readLink(payload), from: 'link' });
  } catch (error) {
    useShare.setState({ fault: explain(error) });
  }
}

/** Opens a JSON file: a result of ours, or COCO boxes and outlines for what is open. */
export async function receiveFile(file: File): Promise<void> {
  const fault = (title: string, remedy: string, detail = file.name): void =>
    useShare.setState({ fault: { title, remedy, detail } });
  if (file.size > MAX_FILE) {
    fault('This file is too large', `Results and annotations of up to ${MAX_FILE / 1024 / 1024} MB can be opened.`);
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch (error) {
    fault('This file cannot be read', 'It is not JSON, or only a part of it.', `${file.name}: ${String(error)}`.slice(0, 300));
    return;
  }
  const kind = jsonKind(value);
  if (kind.kind === 'coco') addOverlay(file.name, value);
  else if (kind.kind === 'other')
    fault('This file holds nothing that can be opened', 'JSON files can be results saved here, or boxes in the COCO format.');
  else if (typeof kind.version === 'number' && kind.version > NEWEST_VERSION)
    fault('This file is newer than this page', 'Reload the page to get its newest version, then open the file again.');
  else {
    const document = readDocument(value);
    if (typeof document === 'string') fault('This file is broken', 'It calls itself a result, but it is not one.', document);
    else await receive({ document, from: 'file' });
  }
}

function addOverlay(name: string, value: unknown): void {
  const { medium, turns, addTurn, patchTurn } = useStore.getState();
  const fail = (remedy: string): void =>
    useShare.setState({ fault: { title: 'These boxes cannot be shown', remedy, detail: name } });
  if (!medium) {
    fail('Open the picture or the video that they belong to first, then the file.');
    return;
  }
  if (medium.kind === 'sound') {
    fail('A recording has no place for boxes.');
    return;
  }
  const duration = medium.kind === 'picture' ? null : medium.handle.duration;
  const overlay = fromCocoFile(value, { name: medium.name, size: medium.original, duration });
  if (typeof overlay === 'string') {
    fail(overlay);
    return;
  }
  const id = crypto.randomUUID();
  addTurn({ id, question: `Imported: ${name}`.slice(0, 200), region: null });
  patchTurn(id, { status: 'done', answer: overlayAnswer(overlay) });
  announce(`${overlay.references.length} imported after ${turns.length} questions.`);
}

async function receive(received: Received): Promise<void> {
  const { document, from } = received;
  const { source } = document.medium;
  const { medium } = useStore.getState();
  if (source.kind === 'sample') {
    if (!SAMPLES.some(({ id }) => id === source.id)) {
      useShare.setState({
        fault: {
          title: 'This link is about a sample that is not here',
          remedy: 'It may come from another copy of this page, or from a newer version.',
          detail: source.id,
        },
      });
      return;
    }
    await openSample(source.id, (medium) => show(document, medium, from));
    return;
  }
  // A saved result comes back to the file that is open already.
  if (medium && (await isSame(medium, document))) show(document, medium, from, true);
  else useShare.setState({ received, fault: null });
}

async function isSame({ source }: MediumDocument, { medium }: SharedDocument): Promise<boolean> {
  const wanted = medium.source;
  if (wanted.kind === 'remote') return source.kind === 'url' && source.url === wanted.url;
  if (wanted.kind !== 'local' || !('blob' in source) || source.blob.size !== wanted.bytes) return false;
  const own = await sharedSource(source);
  return own.kind === 'local' && own.sha256 === wanted.sha256;
}

/** Opens the file that a result is about. The caller has compared it. */
export async function openReceivedFile({ document, from }: Received, file: Blob, name: string): Promise<void> {
  await openBlob(file, name, 'file', (medium) => show(document, medium, from));
}

/** Fetches the address that a result is about, once the user has said so. */
export async function openReceivedUrl({ document, from }: Received): Promise<void> {
  const { source } = document.medium;
  if (source.kind === 'remote') await openUrl(source.url, (medium) => show(document, medium, from));
}

/** Shows answers that were made beforehand on the sample they are about; what cannot be read is left out. */
export function showSampleAnswers(value: unknown, medium: MediumDocument): void {
  const document = readDocument(value);
  if (typeof document !== 'string') show(document, medium, 'sample');
}

/** Puts a result onto its medium, after the conversation there is when that is to be kept. No model is loaded for it. */
function show(document: SharedDocument, medium: MediumDocument, from: ShownFrom, keep = false): void {
  const turns = toTurns(document);
  const { view } = document;
  const shown = view.turn === null ? undefined : turns[view.turn];
  const selected = view.selected === null ? null : (shown?.answer?.references[view.selected]?.id ?? null);
  const before = keep ? useStore.getState().turns : [];
  useStore.getState().restoreTurns([...before, ...turns], { turn: shown?.id ?? null, selected });
  if (medium.kind === 'video') medium.player.currentTime = Math.min(view.time, medium.handle.duration);
  useShare.setState({ received: null, fault: null, dialog: null, from, unrun: turns.map(({ id }) => id) });
  followConversation();
  announce(`${document.medium.name}: ${turns.length} ${turns.length === 1 ? 'answer' : 'answers'} shown.`);
}

/** Asks the model all the questions that came with a link, one after another. */
export async function runAgain(): Promise<void> {
  const ids = useShare.getState().unrun;
  useShare.setState({ unrun: [] });
  for (const id of ids) if (useStore.getState().turns.some((turn) => turn.id === id)) await retry(id);
}

let following = false;

/** Keeps the address honest: it holds a link for as long as the page shows just that. */
function followConversation(): void {
  if (following) return;
  following = true;
  useStore.subscribe((state, before) => {
    if ((state.turns === before.turns && state.medium === before.medium) || payloadOf(location.hash) === null) return;
    const { unrun } = useShare.getState();
    const same =
      state.turns.length === unrun.length && state.turns.every(({ id, status }, i) => id === unrun[i] && status === 'done');
    if (!same && state.turns.length > 0) history.replaceState(null, '', location.pathname + location.search);
  });
}
