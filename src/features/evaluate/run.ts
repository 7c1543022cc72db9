import { fromCoco, iou, type AnswerState, type Box, type Timings } from '../../core/index.ts';
import { GroundingError, REQUEST_VERSION, toFailure, type DeviceKind, type Failure, type PackId } from '../../packs/index.ts';
import type { Engine, MediaEngine, OpenedPicture } from '../../engine/index.ts';

/** One question about one picture. */
export interface PictureQuestion {
  readonly file: string;
  readonly query: string;
  /** The box that answers it, `[x, y, width, height]` in pixels of the picture as displayed; null when there is none to find. */
  readonly bbox: readonly [number, number, number, number] | null;
  /** Whether the right answer is yes, for questions of the yes-or-no kind. */
  readonly present?: boolean;
}

/** What came of one question. */
export interface EvaluationRecord {
  readonly index: number;
  readonly file: string;
  readonly query: string;
  readonly state: AnswerState | 'failed';
  /** The paper's coordinate text. */
  readonly text: string;
  /** The answer's words, without coordinates. */
  readonly words: string;
  readonly present: boolean | null;
  readonly truth: Box | null;
  /** All boxes of the answer, best first. */
  readonly boxes: readonly Box[];
  /** IoU of the first box with the truth; 0 when there is none. */
  readonly iou: number;
  readonly timings: Timings;
  readonly device: DeviceKind | null;
  readonly failure: Failure | null;
}

export interface EvaluationServices {
  readonly engine: Engine;
  readonly media: MediaEngine;
}

export interface EvaluationOptions {
  readonly pack: PackId;
  readonly signal?: AbortSignal;
}

interface OpenMedium {
  readonly file: string;
  readonly picture: OpenedPicture;
  readonly id: string;
}

let lastMedium = 0;

/**
 * Asks every question in the real engine, one after another, and yields a record each. Questions about one picture in a row share
 * its encoding. A picture that cannot be opened gives a failed record; the rest goes on.
 *
 * @param read gives the picture that the dataset calls `file`; what it throws makes a failed record
 */
export async function* runQuestions(
  questions: readonly PictureQuestion[],
  read: (file: string) => Promise<Blob>,
  { engine, media }: EvaluationServices,
  { pack, signal }: EvaluationOptions,
): AsyncGenerator<EvaluationRecord, void, void> {
  let open = null as OpenMedium | null;
  const close = (old: OpenMedium | null): void => {
    if (!old) return;
    engine.detach(old.id);
    old.picture.bitmap.close();
  };
  try {
    for (const [index, question] of questions.entries()) {
      signal?.throwIfAborted();
      try {
        if (open?.file !== question.file) {
          close(open);
          open = null;
          const picture = await media.open(await read(question.file), signal ? { signal } : {});
          if (picture.kind !== 'picture') throw new GroundingError('MEDIUM_UNSUPPORTED', 'it is a video, not a picture');
          lastMedium += 1;
          open = { file: question.file, picture, id: `evaluation-${lastMedium}` };
          engine.attach({ handle: handleOf(open.id, picture), bitmap: picture.bitmap });
        }
        yield await askOne(index, question, open.picture, open.id, engine, { pack, ...(signal ? { signal } : {}) });
      } catch (error) {
        signal?.throwIfAborted();
        yield { ...blank(index, question), failure: toFailure(error) };
      }
    }
  } finally {
    close(open);
  }
}

const handleOf = (id: string, { bitmap }: OpenedPicture) =>
  ({ id, kind: 'picture', width: bitmap.width, height: bitmap.height }) as const;

const blank = (index: number, { file, query, present }: PictureQuestion): EvaluationRecord => ({
  index,
  file,
  query,
  state: 'failed',
  text: '',
  words: '',
  present: present ?? null,
  truth: null,
  boxes: [],
  iou: 0,
  timings: {},
  device: null,
  failure: null,
});

async function askOne(
  index: number,
  question: PictureQuestion,
  picture: OpenedPicture,
  id: string,
  engine: Engine,
  { pack, signal }: EvaluationOptions,
): Promise<EvaluationRecord> {
  const truth = question.bbox && fromCoco(question.bbox, picture.original);
  const request = {
    version: REQUEST_VERSION,
    pack,
    task: 'ask',
    medium: handleOf(id, picture),
    question: question.query,
  } as const;
  for await (const event of engine.ground(request, signal ? { signal } : {})) {
    if (event.type === 'failure') return { ...blank(index, question), truth, failure: event.failure };
    if (event.type !== 'answer') continue;
    const { answer, timings, device } = event;
    const boxes = answer.references.flatMap((r) => (r.kind === 'box' ? [r.box] : []));
    const first = boxes[0];
    return {
      ...blank(index, question),
      state: answer.state,
      text: answer.text,
      words: answer.parts.map((part) => part.text).join(''),
      truth,
      boxes,
      iou: truth && first ? iou(truth, first) : 0,
      timings,
      device,
    };
  }
  return { ...blank(index, question), truth };
}
