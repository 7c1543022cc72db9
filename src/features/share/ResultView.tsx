import { useState, type CSSProperties, type ReactNode } from 'react';
import { boxOf, formatClock, outlinePath, spanOf, type Answer, type Mask, type Reference } from '../../core/index.ts';
import type { SharedDocument } from '../../core/exchange/index.ts';
import { referenceColour } from '../references/palette.ts';
import styles from './ResultView.module.css';

export interface ResultViewProps {
  readonly document: SharedDocument;
  /** What is behind the boxes; a plain ground when it is not there. */
  readonly media?: (props: { readonly onTime: (seconds: number) => void; readonly time: number | null }) => ReactNode;
  /** What stands on the ground when there is no medium. */
  readonly ground?: ReactNode;
}

/** A result to look at: boxes and outlines on the medium (or on plain ground), questions and answers. Needs no store, engine or model. */
export function ResultView({ document, media, ground }: ResultViewProps) {
  const { medium, turns, view } = document;
  const [shown, setShown] = useState(view.turn ?? (turns.length > 0 ? 0 : null));
  const [lit, setLit] = useState<readonly string[]>([]);
  const [time, setTime] = useState(view.time);
  const [wanted, setWanted] = useState<number | null>(view.time);
  const references = shown === null ? [] : (turns[shown]?.answer.references ?? []);
  const go = (turn: number, ids: readonly string[]): void => {
    setShown(turn);
    setLit(ids);
    const first = turns[turn]?.answer.references.find(({ id }) => ids.includes(id));
    const span = first && spanOf(first);
    // A little into the span: at its very edge a thing is only half there.
    if (span) setWanted(span[0] + Math.min(0.3, (span[1] - span[0]) / 2));
    if (span && !media) setTime(span[0] + Math.min(0.3, (span[1] - span[0]) / 2));
  };
  const size = medium.size ?? { width: 16, height: 3 };
  return (
    <div className={styles.result}>
      <div
        className={styles.frame}
        style={{ aspectRatio: `${size.width} / ${size.height}`, '--ratio': size.width / size.height } as CSSProperties}
      >
        {media ? media({ onTime: setTime, time: wanted }) : <div className={styles.ground}>{ground}</div>}
        {medium.size && <Boxes references={references} time={time} lit={lit} />}
      </div>
      <ol className={styles.turns}>
        {turns.map(({ question, answer }, i) => (
          // Turns of a received document never move.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i} data-shown={i === shown}>
            <p className={styles.question}>{question}</p>
            <AnswerWords answer={answer} onPoint={(ids) => go(i, ids)} onLeave={() => setLit([])} />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface BoxesProps {
  readonly references: readonly Reference[];
  readonly time: number;
  readonly lit: readonly string[];
}

function Boxes({ references, time, lit }: BoxesProps) {
  return (
    <div className={styles.boxes} aria-hidden>
      {references.map((reference, i) => {
        const box = boxOf(reference, time);
        if (!box) return null;
        const { fill, ink } = referenceColour(i);
        const percent = (value: number): string => `${value * 100}%`;
        const style = {
          insetInlineStart: percent(box[0]),
          insetBlockStart: percent(box[1]),
          width: percent(box[2] - box[0]),
          height: percent(box[3] - box[1]),
          '--fill': fill,
          '--ink': ink,
        } as CSSProperties;
        return (
          <div
            key={reference.id}
            className={reference.kind === 'mask' ? styles.place : styles.box}
            data-lit={lit.includes(reference.id)}
            data-top={box[1] < 0.1}
            style={style}
          >
            {reference.kind === 'mask' && <Outline mask={reference.mask} />}
            <span>{reference.phrase}</span>
          </div>
        );
      })}
    </div>
  );
}

/** A mask in the box around it. */
function Outline({ mask }: { readonly mask: Mask }) {
  const [x0, y0, x1, y1] = mask.box;
  const path = outlinePath(mask);
  return (
    <svg viewBox={`${x0} ${y0} ${x1 - x0} ${y1 - y0}`} preserveAspectRatio="none">
      <path className={styles.halo} d={path} />
      <path d={path} />
    </svg>
  );
}

interface WordsProps {
  readonly answer: Answer;
  readonly onPoint: (ids: readonly string[]) => void;
  readonly onLeave: () => void;
}

function AnswerWords({ answer, onPoint, onLeave }: WordsProps) {
  return (
    <p className={styles.answer}>
      {answer.parts.map((part, i) => {
        const ids = part.references ?? [];
        const index = answer.references.findIndex(({ id }) => id === ids[0]);
        const first = answer.references[index];
        // oxlint-disable-next-line react/no-array-index-key
        if (!first) return <span key={i}>{part.text}</span>;
        const span = spanOf(first);
        return (
          <button
            // oxlint-disable-next-line react/no-array-index-key
            key={i}
            type="button"
            className={styles.phrase}
            style={{ '--fill': referenceColour(index).fill } as CSSProperties}
            title={span ? `${formatClock(span[0], 1)} to ${formatClock(span[1], 1)}` : undefined}
            onPointerOver={() => onPoint(ids)}
            onPointerLeave={onLeave}
            onFocus={() => onPoint(ids)}
            onBlur={onLeave}
            onClick={() => onPoint(ids)}
          >
            {part.text}
          </button>
        );
      })}
    </p>
  );
}
