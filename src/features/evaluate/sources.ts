import { findMedium } from '../../core/datasets/index.ts';
import type { DevicePreference } from '../../engine/index.ts';
import type { PackId } from '../../packs/index.ts';
import { readQuestions, type QuestionSet } from './dataset.ts';

/** Where questions and media come from. */
export interface Source {
  readonly questions: () => Promise<QuestionSet>;
  /** Throws an `Error` for the user when there is no such file. */
  readonly read: (file: string) => Promise<Blob>;
  readonly pack: PackId;
  readonly device: DevicePreference | null;
}

/** A file and its path below the folder that was chosen or dropped. */
export interface FolderFile {
  readonly path: string;
  readonly file: File;
}

/** A dataset and a folder that the user chose. */
export function sourceFromFiles(dataset: File, folder: readonly FolderFile[], format: string | null, pack: PackId): Source {
  const byPath = new Map(folder.map(({ path, file }) => [path, file]));
  const paths = [...byPath.keys()];
  return {
    questions: async () => readQuestions(await dataset.text(), dataset.name, format),
    read: async (name) => {
      const path = findMedium(name, paths);
      if (path === null) throw new Error(`there is no ${name} in the folder, or more than one`);
      return byPath.get(path)!;
    },
    pack,
    device: null,
  };
}

/** The address that the command-line tool opens: `?evaluate&questions=ADDRESS&media=ADDRESS&device=KIND&pack=ID`, on this host only. */
export function sourceFromAddress(): Source | null {
  const query = new URLSearchParams(location.search);
  const [questions, media] = ['questions', 'media'].map((name) => query.get(name));
  if (!questions || !media) return null;
  const get = async (address: string): Promise<Response> => {
    const url = new URL(address, document.baseURI);
    if (url.origin !== location.origin) throw new Error('the dataset is on another host');
    const response = await fetch(url);
    if (!response.ok) throw new Error(response.status === 404 ? 'there is no such file' : `status ${response.status}`);
    return response;
  };
  return {
    questions: async () => (await (await get(questions)).json()) as QuestionSet,
    read: async (file) => (await get(media + file.split('/').map(encodeURIComponent).join('/'))).blob(),
    pack: query.get('pack') ?? 'nano',
    device: query.get('device') as DevicePreference | null,
  };
}

/** The files of a folder that was chosen with `webkitdirectory`; paths without the folder's own name. */
export function filesOfInput(files: Iterable<File>): FolderFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath.replace(/^[^/]*\//, ''), file }));
}

const DATASET = /\.(json|jsonl|ndjson|txt)$/i;

/** What was dropped: a dataset file, a folder of media, or both. The first loose file that looks like one is the dataset. */
export async function filesOfDrop(transfer: DataTransfer): Promise<{ dataset: File | null; folder: FolderFile[] }> {
  // The list is emptied once the event is over: entries are taken at once.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found = (await Promise.all(entries.map((entry) => filesOfEntry(entry, '', true)))).flat();
  const dataset = found.find(({ path }) => !path.includes('/') && DATASET.test(path)) ?? null;
  return { dataset: dataset?.file ?? null, folder: found.filter((f) => f !== dataset) };
}

async function filesOfEntry(entry: FileSystemEntry, parent: string, top = false): Promise<FolderFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: parent + entry.name, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    // A reader gives about a hundred at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    children.push(...some);
  }
  // A dropped folder's own name is no part of the paths, but keeps its files from being taken for the dataset.
  const below = top ? './' : `${parent}${entry.name}/`;
  return (await Promise.all(children.map((child) => filesOfEntry(child, below)))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
