import { CircleHelp, CircleSlash, RotateCcw, Square, TriangleAlert } from 'lucide-react';
import type { AnswerState } from '../../core/index.ts';
import { failureText } from '../../engine/index.ts';
import type { Stage } from '../../packs/index.ts';
import { useStore, type TurnRecord } from '../../store/index.ts';
import { retry, stop } from './ask.ts';
import { AnswerText } from './AnswerText.tsx';
import { BoxMoments } from './BoxMoments.tsx';
import { Details } from './Details.tsx';
import { AnsweredBy, OtherPack } from './OtherPack.tsx';
import { Question } from './Question.tsx';
import styles from './TurnView.module.css';

const STAGES: Readonly<Record<Stage, string>> = {
  start: 'Starting',
  download: 'Loading the model',
  verify: 'Checking the model',
  compile: 'Preparing the model',
  encode: 'Looking at the picture',
  watch: 'Watching the video',
  listen: 'Listening',
  answer: 'Writing the answer',
};

const STATES: Readonly<Record<Exclude<AnswerState, 'found'>, { readonly word: string; readonly icon: typeof CircleSlash }>> = {
  absent: { word: 'Not there', icon: CircleSlash },
  unsure: { word: 'Not sure', icon: CircleHelp },
  unreadable: { word: 'Could not read the answer', icon: TriangleAlert },
};

/** One question with its answer, progress or failure. Clicking it puts its boxes on the stage. */
export function TurnView({ turn }: { readonly turn: TurnRecord }) {
  const active = useStore((s) => s.activeTurn === turn.id && !s.showInventory);
  const { setActiveTurn } = useStore.getState();
  const { answer } = turn;
  return (
    <li
      className={styles.turn}
      data-testid="turn"
      data-status={turn.status}
      data-state={answer?.state}
      data-device={turn.device ?? undefined}
      data-pack={turn.pack?.id}
      data-active={active}
    >
      <Question turn={turn} />
      <div className={styles.reply}>
        {turn.status === 'running' && <Running turn={turn} />}
        {turn.status === 'stopped' && <p className={styles.note}>{turn.partial ? `${turn.partial} (stopped)` : 'Stopped.'}</p>}
        {turn.status === 'failed' && turn.failure && <Failed turn={turn} />}
        {answer && (
          <>
            {answer.state !== 'found' && <StateBadge state={answer.state} />}
            <AnswerText answer={answer} turnId={turn.id} />
            <OtherPack turn={turn} answer={answer} />
          </>
        )}
        {turn.status !== 'running' && (
          <div className={styles.actions}>
            {answer && answer.references.length > 0 && (
              <button type="button" className="link" aria-pressed={active} onClick={() => setActiveTurn(turn.id)}>
                {active ? 'Shown' : 'Show'}
              </button>
            )}
            {turn.status !== 'failed' && (
              <button type="button" className="link" onClick={() => void retry(turn.id)}>
                Ask again
              </button>
            )}
            {answer && <BoxMoments turn={turn} answer={answer} />}
            {answer && <Details turn={turn} answer={answer} />}
            {answer && turn.pack && <AnsweredBy pack={turn.pack} />}
          </div>
        )}
      </div>
    </li>
  );
}

function StateBadge({ state }: { readonly state: Exclude<AnswerState, 'found'> }) {
  const { word, icon: Icon } = STATES[state];
  return (
    <span className={styles.badge} data-state={state}>
      <Icon size={14} aria-hidden /> {word}
    </span>
  );
}

function Running({ turn }: { readonly turn: TurnRecord }) {
  const { progress } = turn;
  const share = progress && progress.total > 1 ? progress.done / progress.total : undefined;
  const word = progress ? STAGES[progress.stage] : 'Waiting';
  return (
    <div className={styles.running}>
      {turn.partial && <p className={styles.note}>{turn.partial}</p>}
      <div className={styles.progress}>
        <span>
          {word}
          {share !== undefined && ` ${Math.round(share * 100)} %`}
        </span>
        <progress aria-label={word} {...(share === undefined ? {} : { value: share })} />
        <button type="button" className="link" onClick={() => stop(turn.id)}>
          <Square size={12} aria-hidden /> Stop
        </button>
      </div>
    </div>
  );
}

function Failed({ turn }: { readonly turn: TurnRecord }) {
  const failure = turn.failure!;
  const { title, remedy } = failureText(failure);
  return (
    <div className={styles.failed} role="alert">
      <p>
        <strong>{title}.</strong> {remedy}
      </p>
      <div className={styles.actions}>
        <button type="button" className="link" onClick={() => void retry(turn.id)}>
          <RotateCcw size={14} aria-hidden /> Try again
        </button>
        <details>
          <summary>Details</summary>
          <code>
            {failure.code}: {failure.detail}
          </code>
        </details>
      </div>
    </div>
  );
}
