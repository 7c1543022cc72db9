import { SendHorizontal, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatClock } from '../../core/index.ts';
import { useStore } from '../../store/index.ts';
import { ask, MAX_QUESTION } from './ask.ts';
import { PackPicker } from './PackPicker.tsx';
import styles from './Composer.module.css';

let focusComposer: () => void = () => undefined;

/** What a question about each kind of medium begins like. */
const HINTS = { picture: 'Where is \u2026 ?', video: 'When does \u2026 ?', sound: 'When do you hear \u2026 ?' } as const;

/** Puts the cursor into the question field, for the `/` shortcut. */
export function focusQuestion(): void {
  focusComposer();
}

/** Where questions are typed. Enter sends, Shift+Enter makes a new line. */
export function Composer() {
  const medium = useStore((s) => s.medium);
  const region = useStore((s) => s.region);
  const span = useStore((s) => s.span);
  const { setRegion, setSpan } = useStore.getState();
  const [text, setText] = useState('');
  const [hint, setHint] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    focusComposer = () => field.current?.focus();
    return () => {
      focusComposer = () => undefined;
    };
  }, []);
  const send = (): void => {
    if (text.trim() === '') {
      setHint('Type a question first, for example \u201cWhere is the dog?\u201d');
      return;
    }
    setText('');
    setHint('');
    void ask(text);
  };
  const long = text.length >= MAX_QUESTION;
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {region && (
        <span className={styles.region}>
          About the drawn region{medium?.kind === 'video' && ' of this frame'}
          <button type="button" className="icon-button small" aria-label="Remove the region" onClick={() => setRegion(null)}>
            <X size={14} aria-hidden />
          </button>
        </span>
      )}
      {span && (
        <span className={styles.region}>
          About {formatClock(span[0], 1)} to {formatClock(span[1], 1)}
          <button type="button" className="icon-button small" aria-label="Remove the span" onClick={() => setSpan(null)}>
            <X size={14} aria-hidden />
          </button>
        </span>
      )}
      <div className={styles.row}>
        <textarea
          ref={field}
          className={styles.field}
          aria-label="Ask a question"
          aria-describedby="composer-hint"
          placeholder={medium ? HINTS[medium.kind] : 'Open something first'}
          rows={1}
          value={text}
          disabled={!medium}
          maxLength={MAX_QUESTION}
          onChange={(event) => {
            setText(event.target.value);
            setHint('');
          }}
          onKeyDown={(event) => {
            // Out of the field, so that the page's one-letter shortcuts work again.
            if (event.key === 'Escape') event.currentTarget.blur();
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" className="icon-button primary" aria-label="Send" disabled={!medium}>
          <SendHorizontal size={18} aria-hidden />
        </button>
      </div>
      <div className={styles.foot}>
        <p id="composer-hint" className={styles.hint} role="status">
          {long ? `Questions end at ${MAX_QUESTION} characters.` : hint}
        </p>
        <PackPicker />
      </div>
    </form>
  );
}
