import { Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from '../../store/index.ts';
import { groupByPhrase, suggestions } from '../inventory/inventory.ts';
import { SAMPLES } from '../samples/samples.ts';
import { ask, clearConversation } from './ask.ts';
import { Composer, focusQuestion } from './Composer.tsx';
import { TurnView } from './TurnView.tsx';
import { SharedNote } from '../share/SharedNote.tsx';
import styles from './Conversation.module.css';

/** What can be asked about each kind of medium. */
const LEADS = {
  picture: 'Ask where something is, how many there are, or what colour it has.',
  video: 'Ask when something is there, when it comes and goes, or where it is.',
  sound: 'Ask when something is heard, how often, or what is heard before it.',
} as const;

/** The button goes away with the conversation, so the focus has to go somewhere. */
function clearAndFocus(): void {
  clearConversation();
  focusQuestion();
}

/** The conversation about the open medium. */
export function Conversation() {
  const turns = useStore((s) => s.turns);
  const medium = useStore((s) => s.medium);
  const list = useRef<HTMLElement>(null);
  const last = turns.at(-1);
  // What is new is at the end: a question that was asked, and then its answer.
  const newest = `${last?.id} ${last?.status}`;
  useEffect(() => {
    if (!newest) return;
    // The one that is shown: of a new question that is the last one, of answers that came with something often another.
    const shown =
      list.current?.querySelector('[data-active=true]') ?? list.current?.querySelector('[data-testid=turn]:last-child');
    shown?.scrollIntoView({ block: 'nearest' });
  }, [newest]);
  return (
    <section className={styles.conversation} aria-label="Questions and answers">
      {/* Focusable, so that it can be scrolled by keys (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.scroll} ref={list} tabIndex={0} aria-label="Conversation">
        {turns.length > 0 && (
          <button type="button" className={`link ${styles.clear}`} onClick={clearAndFocus}>
            <Trash2 size={14} aria-hidden /> Clear
          </button>
        )}
        <SharedNote />
        <ol className={styles.turns}>
          {turns.map((turn) => (
            <TurnView key={turn.id} turn={turn} />
          ))}
        </ol>
        {medium && turns.length === 0 && <p className={styles.lead}>{LEADS[medium.kind]}</p>}
        {medium && <Suggestions />}
      </section>
      <Composer />
    </section>
  );
}

function Suggestions() {
  const medium = useStore((s) => s.medium);
  const inventory = useStore((s) => s.inventory);
  const turns = useStore((s) => s.turns);
  const asked = new Set(turns.map((turn) => turn.question));
  const sample = medium?.source.kind === 'sample' ? medium.source.id : null;
  const ready = SAMPLES.find((s) => s.id === sample)?.questions;
  const questions = (
    ready ?? (inventory.status === 'done' ? suggestions(groupByPhrase(inventory.references), medium!.kind) : [])
  ).filter((q) => !asked.has(q));
  return (
    <ul className={styles.suggestions} aria-label="Suggested questions">
      {questions.slice(0, 4).map((question) => (
        <li key={question}>
          <button type="button" className="chip" onClick={() => void ask(question)}>
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}
