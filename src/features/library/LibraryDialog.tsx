import { useEffect, useRef, useState } from 'react';
import type { LibraryEntry } from '../../platform/library/library.ts';
import { announce } from '../announce.ts';
import { DialogFrame } from '../DialogFrame.tsx';
import { forget, refresh, settle, undelete } from './actions.ts';
import { EntryRow } from './EntryRow.tsx';
import { NEEDS_FILE, reopen } from './reopen.ts';
import { StorageNote } from './StorageNote.tsx';
import { useLibrary } from './state.ts';
import styles from './Library.module.css';

/** What was opened and asked before: to be found, opened again, renamed, deleted. */
export function LibraryDialog() {
  const open = useLibrary((s) => s.open);
  return (
    <DialogFrame title="Library" open={open} onClose={close} className={styles.dialog} bar={styles.head}>
      <Page />
    </DialogFrame>
  );
}

const close = (): void => useLibrary.setState({ open: false });

function holds({ name, document }: LibraryEntry, search: string): boolean {
  const text = [name, document.medium.name, ...document.turns.map(({ question }) => question)].join('\n').toLowerCase();
  return text.includes(search.trim().toLowerCase());
}

function Page() {
  const { entries, problem, current } = useLibrary();
  const [search, setSearch] = useState('');
  const [deleted, setDeleted] = useState<LibraryEntry | null>(null);
  const [wanting, setWanting] = useState<LibraryEntry | null>(null);
  const file = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void refresh();
    return () => void settle();
  }, []);
  const openEntry = async (entry: LibraryEntry): Promise<void> => {
    if ((await reopen(entry.id)) === NEEDS_FILE) {
      setWanting(entry);
      announce(`Choose ${entry.document.medium.name} to see the conversation on it.`);
    } else close();
  };
  const found = entries?.filter((entry) => holds(entry, search)) ?? [];
  return (
    <div className={styles.page}>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {wanting && (
        <p className={styles.note} role="status">
          <span>
            There was no room to keep <strong>{wanting.document.medium.name}</strong>. Choose the file to see the conversation
            on it.
          </span>
          <button type="button" className="button primary" onClick={() => file.current?.click()}>
            Choose the file
          </button>
          <input
            ref={file}
            type="file"
            className="visually-hidden"
            tabIndex={-1}
            aria-label="The file of this conversation"
            onChange={(event) => {
              const given = event.target.files?.[0];
              if (given) void reopen(wanting.id, false, given).then(close);
            }}
          />
        </p>
      )}
      <input
        className="input"
        type="search"
        placeholder="Search names and questions"
        aria-label="Search the library"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {deleted && (
        <p className={styles.note} role="status">
          <span>{deleted.name} was deleted.</span>
          <button type="button" className="button" onClick={() => void undelete(deleted.id).then(() => setDeleted(null))}>
            Undo
          </button>
        </p>
      )}
      {entries?.length === 0 && !problem && <p>Nothing yet. What you open and ask is kept here, in this browser only.</p>}
      {entries && entries.length > 0 && found.length === 0 && <p>Nothing is called that.</p>}
      <ul className={styles.list} aria-label="What was opened before">
        {found.map((entry) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            current={entry.id === current}
            onOpen={() => void openEntry(entry)}
            onDeleted={() => setDeleted(entry)}
          />
        ))}
      </ul>
      <StorageNote />
      <Forget />
    </div>
  );
}

function Forget() {
  const [sure, setSure] = useState(false);
  if (!sure)
    return (
      <button type="button" className="link" onClick={() => setSure(true)}>
        Forget everything&hellip;
      </button>
    );
  return (
    <p className={styles.note} role="alert">
      <span>
        This deletes everything that this page keeps in this browser: the library, downloaded models, settings. Your own files
        stay where they are.
      </span>
      <button type="button" className={`button ${styles.danger}`} onClick={() => void forget()}>
        Delete everything
      </button>
      <button type="button" className="button" onClick={() => setSure(false)}>
        Keep it
      </button>
    </p>
  );
}
