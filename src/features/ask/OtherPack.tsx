import { Boxes, Download } from 'lucide-react';
import type { Answer } from '../../core/index.ts';
import { alternative, wantsOutline } from '../../packs/index.ts';
import { useStore, type TurnRecord } from '../../store/index.ts';
import { packOf, packsWith, readyPacks } from '../models/catalogue.ts';
import { retry } from './ask.ts';
import styles from './OtherPack.module.css';

/** Where the built-in pack does not know, or cannot draw what was asked for: the pack that would, to be asked or to be got. */
export function OtherPack({ turn, answer }: { readonly turn: TurnRecord; readonly answer: Answer }) {
  const medium = useStore((s) => s.medium);
  const downloads = useStore((s) => s.downloads);
  const checkpoints = useStore((s) => s.checkpoints);
  if (!medium || !turn.pack) return null;
  const undrawn =
    wantsOutline({ question: turn.question, medium: medium.kind }) && !packOf(turn.pack.id)?.tasks.includes('mask');
  if (answer.state !== 'unsure' && !undrawn) return null;
  const packs = packsWith(checkpoints);
  const ready = readyPacks(packs, downloads);
  const asked = { question: turn.question, medium: medium.kind, region: turn.region !== null };
  const other = alternative(asked, packs, ready, turn.pack.id);
  const outline = undrawn && other?.tasks.includes('mask') === true;
  if (!other || (answer.state !== 'unsure' && !outline)) return null;
  return (
    <p className={styles.other}>
      {ready.includes(other) ? (
        <>
          {other.title} is here and {outline ? 'draws outlines' : 'takes open words'}.{' '}
          <button type="button" className="link" onClick={() => void retry(turn.id, undefined, other.id)}>
            <Boxes size={14} aria-hidden /> Ask {other.title}
          </button>
        </>
      ) : (
        <>
          {other.title} would {outline ? 'draw the outline' : 'know more words'}.{' '}
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
