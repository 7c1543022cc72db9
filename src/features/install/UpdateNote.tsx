import { RefreshCw } from 'lucide-react';
import { useInstall } from './state.ts';
import styles from './UpdateNote.module.css';

/** Says that a new version is there. The document stays: it lies in the library and comes back after the reload. */
export function UpdateNote() {
  const update = useInstall((s) => s.update);
  return (
    <div role="status">
      {update && (
        <div className={styles.note} data-testid="update-note">
          <RefreshCw size={18} aria-hidden />
          <span>A new version is ready. What you have open stays.</span>
          <button type="button" className="button primary" onClick={update}>
            Reload
          </button>
          <button type="button" className="button" onClick={() => useInstall.setState({ update: null })}>
            Later
          </button>
        </div>
      )}
    </div>
  );
}
