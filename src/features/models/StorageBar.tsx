import { useStore } from '../../store/index.ts';
import { formatBytes } from './format.ts';
import styles from './Models.module.css';

/** How much room the models take and how much the browser gives. Of fixed height, so that nothing moves when the answer comes. */
export function StorageBar() {
  const storage = useStore((s) => s.downloads.storage);
  const share = storage && storage.quota > 0 ? Math.min(1, storage.usage / storage.quota) : 0;
  return (
    <div className={styles.storage}>
      <div className={styles.bar} role="img" aria-label={`Storage: ${Math.round(share * 100)} % used`}>
        <span style={{ inlineSize: `${Math.max(share * 100, storage && storage.usage > 0 ? 0.5 : 0)}%` }} />
      </div>
      <p>
        {storage
          ? `${formatBytes(storage.usage)} used, ${formatBytes(Math.max(0, storage.quota - storage.usage))} free. ${
              storage.persisted ? 'Kept until you delete it.' : 'The browser may delete it when the disk is nearly full.'
            }`
          : 'Asking the browser for its storage \u2026'}
      </p>
    </div>
  );
}
