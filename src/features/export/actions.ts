import { useStore } from '../../store/index.ts';
import { announce } from '../announce.ts';
import { sharedSource, sourceWithoutHash, toShared } from '../share/document.ts';
import { FORMATS, type ExportFormat } from './formats.ts';
import { paintedPicture } from './picture.ts';
import { fileName, saveFile } from './save.ts';

/** Saves the conversation as a text file. */
export async function saveAs(id: ExportFormat['id']): Promise<void> {
  const state = useStore.getState();
  const { medium } = state;
  const format = FORMATS.find((f) => f.id === id);
  if (!medium || !format) return;
  // Only our own format names the file; for it, a large one is read once.
  const source = id === 'json' ? await sharedSource(medium.source) : sourceWithoutHash(medium.source);
  const text = format.write(toShared(medium, state, source));
  const name = fileName(medium.name, format.ending);
  saveFile(new Blob([text], { type: format.type }), name);
  announce(`Saved ${name}.`);
}

const NAMES = {
  picture: () => 'boxes.png',
  video: (time: number) => `${time.toFixed(1)}s.png`,
  sound: () => 'spectrogram.png',
} as const;

/** Saves the picture, the spectrogram, or the frame that is shown, with its boxes. */
export async function savePicture(): Promise<void> {
  const { medium, time } = useStore.getState();
  if (!medium) return;
  const name = fileName(medium.name, NAMES[medium.kind](time));
  saveFile(await paintedPicture(medium), name);
  announce(`Saved ${name}.`);
}
