import { Link2 } from 'lucide-react';
import { useStore } from '../../store/index.ts';
import styles from './SharedNote.module.css';
import { useShare } from './state.ts';

/** Says of answers that came with a link that no model ran here, and offers to run it. */
export function SharedNote() {
  const unrun = useShare((s) => s.unrun);
  const from = useShare((s) => s.from);
  const there = useStore((s) => s.turns.some(({ id }) => unrun.includes(id)));
  if (!there) return null;
  return (
    <p className={styles.note} data-testid="shared-note">
      <Link2 size={16} aria-hidden />
      <span>
        {unrun.length === 1 ? 'This answer' : 'These answers'} came with {from === 'sample' ? 'the sample' : `a ${from}`}; no
        model ran here.{' '}
        <button type="button" className="link" onClick={() => void import('./receive.ts').then(({ runAgain }) => runAgain())}>
          Run it again
        </button>
      </span>
    </p>
  );
}
