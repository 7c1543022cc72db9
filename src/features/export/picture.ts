import { paintMarks, type Mark } from '../../engine/annotate.ts';
import { useStore, type AppState, type MediumDocument } from '../../store/index.ts';
import { shownItems } from '../stage/boxes.ts';

/** What the stage shows, ready to be painted. */
export function shownMarks(state: AppState): Mark[] {
  return shownItems(state).map(({ name, colour, reference }) => ({
    geometry: reference,
    name,
    fill: colour.fill,
    ink: colour.ink,
  }));
}

/** The picture, the frame that the player shows or the spectrogram, with what is shown painted in; pictures in their own pixels. */
export async function paintedCanvas(medium: MediumDocument, state: AppState = useStore.getState()): Promise<OffscreenCanvas> {
  if (medium.kind === 'sound') return (await import('./sound-picture.ts')).paintedSound(medium, state);
  const source = medium.kind === 'picture' ? medium.bitmap : medium.player;
  const size =
    medium.kind === 'picture' ? medium.handle : { width: medium.player.videoWidth, height: medium.player.videoHeight };
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(source, 0, 0, size.width, size.height);
  paintMarks(context, shownMarks(state), size, state.time);
  return canvas;
}

/** As a PNG file. */
export async function paintedPicture(medium: MediumDocument): Promise<Blob> {
  return (await paintedCanvas(medium)).convertToBlob({ type: 'image/png' });
}
