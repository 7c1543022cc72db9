import { useState } from 'react';
import { DEFAULT_HOST, parseHost, useStore } from '../../store/index.ts';
import styles from './Models.module.css';

/** Where downloads come from. */
export function HubSettings() {
  const host = useStore((s) => s.hubHost);
  const { setHubHost } = useStore.getState();
  const [text, setText] = useState(host);
  const [problem, setProblem] = useState('');
  const save = (): void => {
    const parsed = parseHost(text);
    if (!parsed) {
      setProblem('That is not the address of a hub. It looks like https://huggingface.co/');
      return;
    }
    setHubHost(parsed);
    setText(parsed);
    setProblem('');
  };
  const reset = (): void => {
    setHubHost(DEFAULT_HOST);
    setText(DEFAULT_HOST);
    setProblem('');
  };
  return (
    <form
      className={styles.hub}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label htmlFor="hub-host">Hub or mirror</label>
      <div className={styles.row}>
        <input
          id="hub-host"
          className="input"
          inputMode="url"
          spellCheck={false}
          value={text}
          aria-describedby="hub-problem"
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button" disabled={text === host}>
          Use
        </button>
        {host !== DEFAULT_HOST && (
          <button type="button" className="button" onClick={reset}>
            Reset
          </button>
        )}
      </div>
      <p id="hub-problem" className={problem ? styles.problem : styles.note} role="status">
        {problem || 'A mirror serves the same addresses under another host.'}
      </p>
    </form>
  );
}
