import { CircleCheck } from 'lucide-react';
import type { PackManifest } from '../../packs/index.ts';
import { useInstall, type InstallState } from '../install/state.ts';
import { useStore } from '../../store/index.ts';
import { formatBytes } from './format.ts';
import { TaskChips } from './TaskChips.tsx';
import styles from './Models.module.css';

const OFFLINE: Readonly<Record<InstallState['offline'], string>> = {
  unknown: '',
  none: '',
  saving: 'Being saved for use without network\u2026',
  ready: 'Works without network.',
  full: 'Not saved for use without network: there is no room left on this machine.',
  network: 'Not saved for use without network yet: the connection broke. It is tried again with the next visit.',
};

/** The pack that comes with the page: nothing to do about it. */
export function BuiltInCard({ manifest }: { readonly manifest: PackManifest }) {
  const inUse = useStore((s) => s.engine.resident.includes(manifest.id));
  const offline = OFFLINE[useInstall((s) => s.offline)];
  const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
  return (
    <li className={styles.card} data-testid="pack" data-pack={manifest.id} data-phase="ready">
      <div className={styles.title}>
        <h3>{manifest.title}</h3>
        <span className={styles.state} data-tone="ok">
          <CircleCheck size={15} aria-hidden /> {inUse ? 'Built in, in use' : 'Built in'}
        </span>
      </div>
      <p>{manifest.summary}</p>
      <TaskChips manifest={manifest} />
      {offline && (
        <p className={styles.offline} data-testid="offline">
          {offline}
        </p>
      )}
      <details className={styles.facts}>
        <summary>{formatBytes(bytes)}, licences</summary>
        <p>{manifest.licence}</p>
      </details>
    </li>
  );
}
