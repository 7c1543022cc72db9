import { Camera, FolderOpen, Link, Mic } from 'lucide-react';
import { perform } from '../commands/index.ts';
import { Recent } from '../features/library/Recent.tsx';
import { SampleCards } from '../features/samples/SampleCards.tsx';
import styles from './Empty.module.css';

/** What is there before anything is opened: what this is, how to begin, samples. */
export function Empty() {
  return (
    <div className={styles.empty}>
      <div className={styles.intro}>
        <h2>Ask where and when.</h2>
        <p className={styles.lead}>
          Drop a picture, a video or a recording here, type a question, and see the answer&rsquo;s words point at boxes and at
          times. The model runs in this page; nothing is uploaded.
        </p>
        <div className={styles.buttons}>
          <button type="button" className="button primary" onClick={() => perform('open.file')}>
            <FolderOpen size={18} aria-hidden /> Choose a file
          </button>
          <button type="button" className="button" onClick={() => perform('open.url')}>
            <Link size={18} aria-hidden /> Web address
          </button>
          <button type="button" className="button" onClick={() => perform('open.camera')}>
            <Camera size={18} aria-hidden /> Camera
          </button>
          <button type="button" className="button" onClick={() => perform('open.microphone')}>
            <Mic size={18} aria-hidden /> Microphone
          </button>
        </div>
        <p className={styles.hint}>You can also paste a picture.</p>
      </div>
      <section className={styles.samples} aria-labelledby="samples-title">
        <h2 id="samples-title">Or start with one of these</h2>
        <SampleCards />
      </section>
      {/* Last, so that nothing moves when it comes. */}
      <Recent />
    </div>
  );
}
