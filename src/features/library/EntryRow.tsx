import { AudioLines, Check, Film, Image, Pencil, Trash2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatClock } from '../../core/index.ts';
import type { LibraryEntry } from '../../platform/library/library.ts';
import { remove, rename } from './actions.ts';
import styles from './Library.module.css';

const ICONS = { picture: Image, video: Film, sound: AudioLines } as const;
let format: Intl.DateTimeFormat | null = null;
/** Made when the first date is shown, not with the page: the browser first reads the rules of a language for it. */
const when = (): Intl.DateTimeFormat =>
  (format ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }));

/** The thumbnail of an entry, or a sign of its kind. */
export function Thumb({ entry }: { readonly entry: LibraryEntry }) {
  const image = useRef<HTMLImageElement>(null);
  const { thumb, document } = entry;
  useEffect(() => {
    if (!thumb || !image.current) return undefined;
    const address = URL.createObjectURL(thumb);
    image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [thumb]);
  const Icon = ICONS[document.medium.kind];
  return <span className={styles.thumb}>{thumb ? <img ref={image} alt="" /> : <Icon size={24} aria-hidden />}</span>;
}

function factsOf({ document: { medium, turns }, source, updated }: LibraryEntry): string {
  const answers = turns.length === 0 ? 'no questions' : `${turns.length} ${turns.length === 1 ? 'answer' : 'answers'}`;
  const length = medium.duration === null ? '' : `, ${formatClock(medium.duration)}`;
  const absent = 'blob' in source && source.blob === null ? ', asks for the file' : '';
  return `${medium.kind}${length}, ${answers}${absent} \u00b7 ${when().format(updated)}`;
}

interface EntryRowProps {
  readonly entry: LibraryEntry;
  readonly current: boolean;
  readonly onOpen: () => void;
  readonly onDeleted: () => void;
}

/** One entry: opens with a click; can be renamed and deleted. */
export function EntryRow({ entry, current, onOpen, onDeleted }: EntryRowProps) {
  const [editing, setEditing] = useState(false);
  const { id, name, document } = entry;
  const first = document.turns[0]?.question;
  if (editing) return <Rename entry={entry} done={() => setEditing(false)} />;
  return (
    <li className={styles.row} data-testid="entry" data-current={current}>
      <button type="button" className={styles.open} onClick={onOpen}>
        <Thumb entry={entry} />
        <span className={styles.words}>
          <strong>{name}</strong>
          <span>{factsOf(entry)}</span>
          {first && <span className={styles.question}>{first}</span>}
        </span>
      </button>
      <button type="button" className="icon-button" aria-label={`Rename ${name}`} onClick={() => setEditing(true)}>
        <Pencil size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`Delete ${name}`}
        onClick={() => void remove(id).then(onDeleted)}
      >
        <Trash2 size={16} aria-hidden />
      </button>
    </li>
  );
}

function Rename({ entry: { id, name }, done }: { readonly entry: LibraryEntry; readonly done: () => void }) {
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <li className={styles.row}>
      <form
        className={styles.rename}
        onSubmit={(event) => {
          event.preventDefault();
          void rename(id, text).finally(() => done());
        }}
      >
        <input
          ref={input}
          className="input"
          aria-label="Name"
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // Ends the renaming and not the dialog.
            event.stopPropagation();
            done();
          }}
        />
        <button type="submit" className="icon-button" aria-label="Save name">
          <Check size={18} aria-hidden />
        </button>
        <button type="button" className="icon-button" aria-label="Keep the old name" onClick={done}>
          <X size={18} aria-hidden />
        </button>
      </form>
    </li>
  );
}
