import { Pencil } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { TurnRecord } from '../../store/index.ts';
import { MAX_QUESTION, retry } from './ask.ts';
import styles from './Question.module.css';

/** A question that was asked. It can be changed and asked again in its place. */
export function Question({ turn }: { readonly turn: TurnRecord }) {
  const [editing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // The field is gone, so the focus goes back to where it came from.
    if (wasEditing.current && !editing) edit.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (editing) return <Editor turn={turn} close={() => setEditing(false)} />;
  return (
    <div className={styles.row}>
      <button
        ref={edit}
        type="button"
        className={`icon-button small ${styles.edit}`}
        aria-label={`Edit the question \u201c${turn.question.slice(0, 80)}\u201d`}
        onClick={() => setEditing(true)}
      >
        <Pencil size={14} aria-hidden />
      </button>
      <div className={styles.question}>
        <p>{turn.question}</p>
        {turn.region && <span className={styles.region}>about the drawn region</span>}
      </div>
    </div>
  );
}

function Editor({ turn, close }: { readonly turn: TurnRecord; readonly close: () => void }) {
  const [text, setText] = useState(turn.question);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.select(), []);
  const send = (): void => {
    if (text.trim() === '') return;
    close();
    void retry(turn.id, text);
  };
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        aria-label="Change the question"
        value={text}
        rows={2}
        maxLength={MAX_QUESTION}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            close();
          }
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <div className={styles.buttons}>
        <button type="button" className="link" onClick={close}>
          Cancel
        </button>
        <button type="submit" className="link" disabled={text.trim() === ''}>
          Ask
        </button>
      </div>
    </form>
  );
}
