import { CircleCheck } from 'lucide-react';
import type { PackManifest } from '../../packs/index.ts';
import { useStore } from '../../store/index.ts';
import { formatBytes } from './format.ts';
import { TaskChips } from './TaskChips.tsx';
import styles from './Models.module.css';

/** The pack that comes with the page: nothing to do about it. */
export function BuiltInCard({ manifest }: { readonly manifest: PackManifest }) {
  const inUse = useStore((s) => s.engine.resident.includes(manifest.id));
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
      <details className={styles.facts}>
        <summary>{formatBytes(bytes)}, licences</summary>
        <p>{manifest.licence}</p>
      </details>
    </li>
  );
}
