import { GroundingError, REQUEST_VERSION, toFailure, type PackId } from '../../packs/index.ts';
import type { Engine, MediaEngine } from '../../engine/index.ts';
import type { MediumDocument } from '../../store/index.ts';
import { attachmentOf, documentOf, releaseDocument } from '../open/documents.ts';
import type { Question } from './dataset.ts';
import { answered, unanswered, type EvaluationRecord, type OpenFacts } from './record.ts';

export interface EvaluationServices {
  readonly engine: Engine;
  readonly media: MediaEngine;
}

export interface EvaluationOptions {
  readonly pack: PackId;
  readonly signal: AbortSignal;
}

/**
 * Asks every question in the real engine, one after another, and yields a record each. Questions about one medium in a row share
 * its encoding. A medium that cannot be opened gives failed records; the rest goes on.
 *
 * @param read gives the file that the dataset calls `file`; what it throws makes a failed record
 */
export async function* runQuestions(
  questions: readonly Question[],
  read: (file: string) => Promise<Blob>,
  { engine, media }: EvaluationServices,
  { pack, signal }: EvaluationOptions,
): AsyncGenerator<EvaluationRecord, void, void> {
  let open = null as { readonly file: string; readonly medium: MediumDocument } | null;
  const close = (): void => {
    if (open) {
      engine.detach(open.medium.handle.id);
      releaseDocument(open.medium);
    }
    open = null;
  };
  try {
    for (const [index, question] of questions.entries()) {
      signal.throwIfAborted();
      const { file } = question;
      try {
        if (open?.file !== file) {
          close();
          const blob = await read(file);
          const medium = await documentOf(await media.open(blob, { signal }), file, { kind: 'file', blob }, signal);
          open = { file, medium };
          engine.attach(attachmentOf(medium));
          if (medium.kind !== 'picture') medium.opened.onLost(() => engine.attach(attachmentOf(medium)));
        }
        yield await askOne(unanswered(index, question, pack, factsOf(open.medium)), open.medium, engine, signal);
      } catch (error) {
        signal.throwIfAborted();
        yield { ...unanswered(index, question, pack, null), failure: toFailure(error) };
      }
    }
  } finally {
    close();
  }
}

function factsOf(medium: MediumDocument): OpenFacts {
  return {
    kind: medium.kind,
    size: 'original' in medium ? medium.original : null,
    duration: 'duration' in medium.handle ? medium.handle.duration : null,
  };
}

async function askOne(
  blank: EvaluationRecord,
  { handle }: MediumDocument,
  engine: Engine,
  signal: AbortSignal,
): Promise<EvaluationRecord> {
  const request = { version: REQUEST_VERSION, pack: blank.pack, task: 'ask', medium: handle, question: blank.query } as const;
  for await (const event of engine.ground(request, { signal })) {
    if (event.type === 'failure') return { ...blank, failure: event.failure };
    if (event.type === 'answer') return answered(blank, event.answer, event.timings, event.device);
  }
  throw new GroundingError('INTERNAL', 'the model ended without an answer');
}
