import { sentence } from '../../core/index.ts';
import { useStore, type MediumDocument } from '../../store/index.ts';
import { paintedCanvas } from '../export/picture.ts';

/** The size that social sites show without cutting. */
const SIZE = { width: 1200, height: 630 };
const MARGIN = 40;
const FONT = 'system-ui, sans-serif';

/** A picture for a post: the medium with its boxes, the question and the answer, on a card. */
export async function previewPicture(medium: MediumDocument): Promise<Blob> {
  const state = useStore.getState();
  const turn = state.turns.find(({ id }) => id === state.activeTurn) ?? state.turns.findLast(({ answer }) => answer);
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#121416';
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  const painted = await paintedCanvas(medium, state);
  const room = { width: SIZE.width * 0.58, height: SIZE.height - 2 * MARGIN };
  const scale = Math.min(room.width / painted.width, room.height / painted.height);
  const [width, height] = [painted.width * scale, painted.height * scale];
  context.imageSmoothingQuality = 'high';
  context.drawImage(painted, MARGIN, (SIZE.height - height) / 2, width, height);
  const left = 2 * MARGIN + width;
  const column = SIZE.width - MARGIN - left;
  context.textBaseline = 'top';
  context.fillStyle = '#eceae6';
  let y = paragraph(context, turn?.question ?? medium.name, {
    left,
    top: MARGIN + 20,
    width: column,
    font: `600 38px ${FONT}`,
    line: 48,
    most: 5,
  });
  context.fillStyle = '#6fd6c6';
  const answer = turn?.answer ? sentence(turn.answer) : '';
  y = paragraph(context, answer, { left, top: y + 24, width: column, font: `400 32px ${FONT}`, line: 42, most: 6 });
  context.fillStyle = '#a8a8a4';
  paragraph(context, 'Whereabouts: ask where and when', {
    left,
    top: SIZE.height - MARGIN - 34,
    width: column,
    font: `400 24px ${FONT}`,
    line: 30,
    most: 1,
  });
  return canvas.convertToBlob({ type: 'image/png' });
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly font: string;
  /** Height of a line, px. */
  readonly line: number;
  /** Most lines; what is left is cut off with an ellipsis. */
  readonly most: number;
}

/** Sets a text in lines. @returns where it ends, px */
function paragraph(
  context: OffscreenCanvasRenderingContext2D,
  text: string,
  { left, top, width, font, line, most }: Place,
): number {
  context.font = font;
  const lines: string[] = [];
  for (const word of text.slice(0, 600).split(/\s+/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, most);
  if (lines.length > most) shown[most - 1] += '\u2026';
  shown.forEach((words, i) => context.fillText(words, left, top + i * line, width));
  return top + shown.length * line;
}
