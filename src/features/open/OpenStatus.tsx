import { X } from 'lucide-react';
import { failureText } from '../../engine/index.ts';
import { useStore } from '../../store/index.ts';
import { cancelOpening } from './open-medium.ts';
import styles from './Open.module.css';

/** What is being opened, or why it could not be. Lies over the picture, so nothing moves. */
export function OpenStatus() {
  const opening = useStore((s) => s.opening);
  const problem = useStore((s) => s.openFailure);
  const { setOpenFailure } = useStore.getState();
  if (opening) {
    return (
      <div className={styles.card} role="status">
        <span className={styles.name}>Opening {opening.name}&hellip;</span>
        <progress aria-label={`Opening ${opening.name}`} />
        <button type="button" className="link" onClick={cancelOpening}>
          Cancel
        </button>
      </div>
    );
  }
  if (!problem) return null;
  const { title, remedy } = failureText(problem.failure);
  return (
    <div className={`${styles.card} ${styles.problem}`} role="alert">
      <div>
        <strong>{title}</strong>
        <p>{remedy}</p>
        <details>
          <summary>Details</summary>
          <p>{problem.name}</p>
          <code>
            {problem.failure.code}: {problem.failure.detail}
          </code>
        </details>
      </div>
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => setOpenFailure(null)}>
        <X size={18} aria-hidden />
      </button>
    </div>
  );
}
