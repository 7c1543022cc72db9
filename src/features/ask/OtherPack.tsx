import { Boxes, Download } from 'lucide-react';
import type { Answer } from '../../core/index.ts';
import { alternative } from '../../packs/index.ts';
import { useStore, type TurnRecord } from '../../store/index.ts';
import { packOf, packsWith, readyPacks } from '../models/catalogue.ts';
import { retry } from './ask.ts';
import styles from './OtherPack.module.css';

/** Where the built-in pack does not know: the pack that would, to be asked or to be got. */
export function OtherPack({ turn, answer }: { readonly turn: TurnRecord; readonly answer: Answer }) {
  const medium = useStore((s) => s.medium);
  const downloads = useStore((s) => s.downloads);
  const checkpoints = useStore((s) => s.checkpoints);
  if (!medium || !turn.pack || answer.state !== 'unsure') return null;
  const packs = packsWith(checkpoints);
  const ready = readyPacks(packs, downloads);
  const asked = { question: turn.question, medium: medium.kind, region: turn.region !== null };
  const other = alternative(asked, packs, ready, turn.pack.id);
  if (!other) return null;
  return (
    <p className={styles.other}>
      {ready.includes(other) ? (
        <>
          {other.title} is here and takes open words.{' '}
          <button type="button" className="link" onClick={() => void retry(turn.id, undefined, other.id)}>
            <Boxes size={14} aria-hidden /> Ask {other.title}
          </button>
        </>
      ) : (
        <>
          {other.title} would know more words.{' '}
          <button type="button" className="link" onClick={() => useStore.getState().openModels(other.id)}>
            <Download size={14} aria-hidden /> See {other.title}
          </button>
        </>
      )}
    </p>
  );
}

/** Which pack gave an answer. */
export function AnsweredBy({ pack }: { readonly pack: NonNullable<TurnRecord['pack']> }) {
  return (
    <span className={styles.by} data-testid="answered-by" title={`Asked because: ${pack.why}`}>
      {packOf(pack.id)?.title ?? pack.id}
    </span>
  );
}
