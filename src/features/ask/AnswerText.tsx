import type { CSSProperties } from 'react';
import type { Answer } from '../../core/index.ts';
import { useStore } from '../../store/index.ts';
import { referenceColour } from '../references/palette.ts';
import styles from './AnswerText.module.css';

interface AnswerTextProps {
  readonly answer: Answer;
  readonly turnId: string;
}

/** An answer's sentence; phrases that point at something are buttons in the colour of their box. */
export function AnswerText({ answer, turnId }: AnswerTextProps) {
  return (
    <p className={styles.answer}>
      {answer.parts.map((part, i) =>
        part.references && part.references.length > 0 ? (
          // Parts never move: a place in the sentence is their identity.
          // oxlint-disable-next-line react/no-array-index-key
          <Phrase key={`${i}:${part.text}`} text={part.text} ids={part.references} answer={answer} turnId={turnId} />
        ) : (
          // oxlint-disable-next-line react/no-array-index-key
          <span key={`${i}:${part.text}`}>{part.text}</span>
        ),
      )}
    </p>
  );
}

interface PhraseProps extends AnswerTextProps {
  readonly text: string;
  readonly ids: readonly string[];
}

function Phrase({ text, ids, answer, turnId }: PhraseProps) {
  const shown = useStore((s) => s.activeTurn === turnId && !s.showInventory);
  const lit = useStore(
    (s) => shown && (ids.some((id) => s.hovered.includes(id)) || (s.selected !== null && ids.includes(s.selected))),
  );
  const { setActiveTurn, setHovered, setSelected } = useStore.getState();
  const index = answer.references.findIndex((r) => r.id === ids[0]);
  const light = (): void => {
    if (!shown) setActiveTurn(turnId);
    setHovered(ids);
  };
  return (
    <button
      type="button"
      className={styles.phrase}
      data-lit={lit}
      style={{ '--ref': referenceColour(Math.max(0, index)).fill } as CSSProperties}
      // Not `onPointerEnter`: React misses it when what was under the pointer before has gone, as a suggestion does that was clicked.
      onPointerOver={light}
      onPointerLeave={() => setHovered([])}
      onFocus={light}
      onBlur={() => setHovered([])}
      onClick={(event) => {
        event.stopPropagation();
        if (!shown) setActiveTurn(turnId);
        setSelected(ids[0] ?? null);
      }}
    >
      {text}
    </button>
  );
}
