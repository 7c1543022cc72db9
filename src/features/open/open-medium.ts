import { GroundingError, toFailure } from '../../packs/index.ts';
import { useStore, type MediumDocument, type MediumSource, type OpenFailure } from '../../store/index.ts';
import { announce } from '../announce.ts';
import { SAMPLES, sampleUrl } from '../samples/samples.ts';
import { services } from '../services.ts';
import { attachmentOf, documentOf, releaseDocument } from './documents.ts';
import { fetchMedium, nameFromUrl, parseMediaUrl } from './fetch-url.ts';

type Opened = (medium: MediumDocument) => void;

let onOpen: Opened = () => undefined;
let onData: (file: File) => void = () => undefined;
let current: AbortController | null = null;

/** Registers what happens after a medium was opened. */
export function onOpened(listener: Opened): void {
  onOpen = listener;
}

/** Registers what takes a JSON file: results and annotations are no media. */
export function onDataFile(listener: (file: File) => void): void {
  onData = listener;
}

/** Stops opening; the document that was open stays. */
export function cancelOpening(): void {
  current?.abort();
}

/**
 * Opens one thing after another: a newer call ends an older one. The open document stays until the new one is ready, and stays
 * for good when it fails.
 */
async function open(
  name: string,
  source: MediumSource,
  read: (signal: AbortSignal) => Promise<Blob>,
  { convert = 'never', instead = onOpen }: { readonly convert?: 'never' | 'now'; readonly instead?: Opened } = {},
): Promise<void> {
  current?.abort();
  const controller = new AbortController();
  current = controller;
  const { setOpening, setOpenFailure } = useStore.getState();
  const { signal } = controller;
  setOpening({ name, doing: convert === 'now' ? 'convert' : 'open', progress: null });
  // The model gets ready while the medium is read. A result that came with its answers needs none.
  if (instead === onOpen) void services().engine.warm();
  let blob: Blob | null = null;
  try {
    blob = await read(signal);
    const medium = convert === 'now' ? await converted(blob, name, source, signal) : await opened(blob, name, source, signal);
    if (signal.aborted) releaseDocument(medium);
    signal.throwIfAborted();
    replace(medium, instead);
  } catch (error) {
    if (signal.aborted) {
      if (current === controller) setOpening(null);
      return;
    }
    setOpenFailure({ name, failure: toFailure(error), blob });
  } finally {
    if (current === controller) current = null;
  }
}

async function opened(blob: Blob, name: string, source: MediumSource, signal: AbortSignal): Promise<MediumDocument> {
  return documentOf(await services().media.open(blob, { signal }), name, source, signal);
}

/** Opens a video or recording that the browser cannot read: repacked when that is enough, else encoded anew. */
async function converted(blob: Blob, name: string, source: MediumSource, signal: AbortSignal): Promise<MediumDocument> {
  const { convertMedium } = await import('../../engine/converter.ts');
  const onProgress = (progress: number | null): void => {
    if (!signal.aborted) useStore.getState().setOpening({ name, doing: 'convert', progress });
  };
  try {
    return await opened(await convertMedium(blob, 'copy', { signal, onProgress }), name, source, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (toFailure(error).code === 'FETCH_OFFLINE') throw error;
    return opened(await convertMedium(blob, 'encode', { signal, onProgress }), name, source, signal);
  }
}

/** Converts what could not be opened, on this machine, and opens the result. */
export async function convertAndOpen({ name, blob }: OpenFailure): Promise<void> {
  if (blob) await open(name, { kind: 'file', blob }, () => Promise.resolve(blob), { convert: 'now' });
}

function replace(medium: MediumDocument, done: Opened): void {
  const { engine } = services();
  const { medium: old, turns, setMedium } = useStore.getState();
  engine.attach(attachmentOf(medium));
  // The worker that reads the file died: whoever reads frames has to begin again with a new one.
  if (medium.kind !== 'picture') medium.opened.onLost(() => engine.attach(attachmentOf(medium)));
  setMedium(medium);
  if (old) {
    engine.detach(old.handle.id);
    releaseDocument(old);
  }
  announce(
    `${medium.name} is open.${turns.length > 0 ? ` The questions about the ${old?.kind ?? 'picture'} before it are gone.` : ''}`,
  );
  done(medium);
}

/** Opens a file, a pasted picture or what was just recorded. `instead` takes the place of what otherwise happens with an opened medium. */
export async function openBlob(
  blob: Blob,
  name: string,
  kind: 'file' | 'camera' | 'microphone' = 'file',
  instead?: Opened,
): Promise<void> {
  await open(name, { kind, blob }, () => Promise.resolve(blob), instead && { instead });
}

/** Opens the first picture, video or recording among files; when none calls itself one, the first file is tried all the same. */
export async function openFiles(files: Iterable<File>): Promise<void> {
  const list = [...files];
  const data = list.find((f) => f.type === 'application/json' || /\.json$/i.test(f.name));
  if (data && list.length === 1) {
    onData(data);
    return;
  }
  const file = list.find((f) => /^(image|video|audio)\//.test(f.type)) ?? list[0];
  if (file) await openBlob(file, file.name || 'file');
  if (list.length > 1) announce(`One file opens at a time: ${list.length - 1} were left out.`);
}

/** Opens a web address; what is no address that can be opened becomes a failure, too. */
export async function openUrl(text: string, instead?: Opened): Promise<void> {
  const url = parseMediaUrl(text);
  const name = url ? nameFromUrl(url) : text.trim().slice(0, 80);
  const read = async (signal: AbortSignal): Promise<Blob> => {
    if (!url)
      throw new GroundingError('INVALID_REQUEST', 'only https addresses of pictures, videos and recordings can be opened');
    return (await fetchMedium(url, signal)).blob;
  };
  await open(name, { kind: 'url', url: url?.href ?? text }, read, instead && { instead });
}

/** Opens one of the samples that come with the page. */
export async function openSample(id: string, instead?: Opened): Promise<void> {
  const sample = SAMPLES.find((s) => s.id === id);
  if (!sample) return;
  const read = async (signal: AbortSignal): Promise<Blob> => (await fetchMedium(sampleUrl(sample.file), signal)).blob;
  await open(sample.file, { kind: 'sample', id }, read, instead && { instead });
}
