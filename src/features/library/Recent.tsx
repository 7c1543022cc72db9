import { useEffect } from 'react';
import { refresh } from './actions.ts';
import { Thumb } from './EntryRow.tsx';
import { reopen, NEEDS_FILE } from './reopen.ts';
import { openLibrary, useLibrary } from './state.ts';
import styles from './Library.module.css';

/** The newest entries, on the first page; nothing where there are none. */
export function Recent() {
  const entries = useLibrary((s) => s.entries);
  useEffect(() => void refresh(), []);
  if (!entries || entries.length === 0) return null;
  return (
    <section className={styles.recent} aria-labelledby="recent-title">
      <h2 id="recent-title">Or go on with</h2>
      <ul>
        {entries.slice(0, 4).map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              className={styles.card}
              onClick={() => void reopen(entry.id).then((how) => how === NEEDS_FILE && openLibrary())}
            >
              <Thumb entry={entry} />
              <span className={styles.words}>
                <strong>{entry.name}</strong>
                <span>{entry.document.turns[0]?.question ?? 'no questions yet'}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="link" onClick={openLibrary}>
        All of the library
      </button>
    </section>
  );
}
