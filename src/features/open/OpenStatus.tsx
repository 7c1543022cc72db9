import { X } from 'lucide-react';
import { failureText } from '../../engine/index.ts';
import { useStore } from '../../store/index.ts';
import { cancelOpening, convertAndOpen } from './open-medium.ts';
import styles from './Open.module.css';

/** Of ffmpeg, as `src/engine/converter.ts` loads it: that file is too large to be asked here. */
const CONVERTER_MEGABYTES = 32;

/** What is being opened, or why it could not be. Lies over the picture, so nothing moves. */
export function OpenStatus() {
  const opening = useStore((s) => s.opening);
  const problem = useStore((s) => s.openFailure);
  const { setOpenFailure } = useStore.getState();
  if (opening) {
    const verb = opening.doing === 'convert' ? 'Converting' : 'Opening';
    return (
      <div className={styles.card} role="status">
        <span className={styles.name}>
          {verb} {opening.name}&hellip;{opening.progress !== null && ` ${Math.round(opening.progress * 100)} %`}
        </span>
        <progress aria-label={`${verb} ${opening.name}`} {...(opening.progress === null ? {} : { value: opening.progress })} />
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
        {problem.failure.code === 'MEDIUM_FOREIGN' && problem.blob && (
          <p>
            <button type="button" className="button" onClick={() => void convertAndOpen(problem)}>
              Convert it here
            </button>{' '}
            <span className={styles.small}>
              Loads a converter of {CONVERTER_MEGABYTES} MB once; the file stays on your machine.
            </span>
          </p>
        )}
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
