import { AudioLines, Film, Image } from 'lucide-react';
import { openAnsweredSample } from './open-answered.ts';
import { SAMPLES, sampleUrl } from './samples.ts';
import styles from './SampleCards.module.css';

const ICONS = { picture: Image, video: Film, sound: AudioLines } as const;
const NAMES = { picture: 'Picture', video: 'Video', sound: 'Sound' } as const;

/** The samples as cards to choose from. */
export function SampleCards() {
  return (
    <ul className={styles.cards}>
      {SAMPLES.map((sample) => {
        const Icon = ICONS[sample.kind];
        return (
          <li key={sample.id}>
            <button
              type="button"
              className={styles.card}
              data-sample={sample.id}
              onClick={() => void openAnsweredSample(sample.id)}
            >
              <img
                src={sampleUrl(sample.thumb).href}
                alt={sample.alt}
                width={480}
                height={320}
                decoding="async"
                loading="lazy"
              />
              <span className={styles.kind}>
                <Icon size={14} aria-hidden /> {NAMES[sample.kind]}
              </span>
              <span className={styles.title}>{sample.title}</span>
              <span className={styles.question}>{sample.questions[0]}</span>
              <span className={styles.credit}>{sample.credit}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
