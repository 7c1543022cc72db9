import { useEffect, useRef, useState } from 'react';
import { closeDialog } from './dialogs.ts';
import { parseMediaUrl } from './fetch-url.ts';
import { openUrl } from './open-medium.ts';
import styles from './Open.module.css';

/** Asks for the address of a picture; what goes wrong after that is told by `OpenStatus`. */
export function UrlForm() {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!parseMediaUrl(text)) {
          setProblem('That is not an address this page can open. It has to be the https:// address of a picture.');
          return;
        }
        closeDialog();
        void openUrl(text);
      }}
    >
      <label>
        Web address of a picture
        <input
          ref={field}
          className="input"
          type="text"
          inputMode="url"
          placeholder="https://…"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setProblem('');
          }}
        />
      </label>
      {problem && <p role="alert">{problem}</p>}
      <p className={styles.note}>
        Your browser fetches it from that site directly. Many sites do not allow that; then download the picture and drop it
        here.
      </p>
      <button type="submit" className="button primary">
        Open
      </button>
    </form>
  );
}
