import type { PackManifest, PackMedium, PackTask } from '../../packs/index.ts';
import styles from './Models.module.css';

const TASKS: Readonly<Record<PackTask, string>> = {
  ground: 'phrase to box',
  detect: 'every box of a kind',
  caption: 'describes',
  read: 'reads text',
  moments: 'moments in video',
  sounds: 'sounds',
  speech: 'spoken words',
  mask: 'outlines',
  chat: 'conversation',
};

const MEDIA: Readonly<Record<PackMedium, string>> = { picture: 'pictures', video: 'video', sound: 'sound' };

/** What a pack does, in a few words. */
export function TaskChips({ manifest }: { readonly manifest: PackManifest }) {
  return (
    <ul className={styles.tasks} aria-label="What it does">
      {manifest.tasks.map((task) => (
        <li key={task}>{TASKS[task]}</li>
      ))}
      <li className={styles.media}>for {manifest.media.map((medium) => MEDIA[medium]).join(', ')}</li>
    </ul>
  );
}
