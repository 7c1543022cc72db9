import { openSample } from '../open/open-medium.ts';
import { SAMPLES, sampleUrl } from './samples.ts';
import styles from './SampleCards.module.css';

/** The samples as cards to choose from. */
export function SampleCards() {
  return (
    <ul className={styles.cards}>
      {SAMPLES.map((sample) => (
        <li key={sample.id}>
          <button type="button" className={styles.card} onClick={() => void openSample(sample.id)}>
            <img src={sampleUrl(sample.thumb).href} alt={sample.alt} width={480} height={320} decoding="async" />
            <span className={styles.title}>{sample.title}</span>
            <span className={styles.question}>{sample.questions[0]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
