import { Boxes } from 'lucide-react';
import type { Answer } from '../../core/index.ts';
import { boxerFor } from '../../packs/index.ts';
import { useStore, type TurnRecord } from '../../store/index.ts';
import { packOf, packsWith, readyPacks } from '../models/catalogue.ts';
import { boxMoments } from './ask.ts';

/** Where moments were found and a pack is there that boxes things in them. */
export function BoxMoments({ turn, answer }: { readonly turn: TurnRecord; readonly answer: Answer }) {
  const medium = useStore((s) => s.medium);
  const downloads = useStore((s) => s.downloads);
  const checkpoints = useStore((s) => s.checkpoints);
  const finder = packOf(turn.pack?.id ?? '');
  if (!medium || !finder || turn.status === 'running' || !answer.references.some(({ kind }) => kind === 'span')) return null;
  const boxer = boxerFor({ medium: medium.kind }, finder, readyPacks(packsWith(checkpoints), downloads));
  return (
    boxer && (
      <button type="button" className="link" onClick={() => void boxMoments(turn.id)}>
        <Boxes size={14} aria-hidden /> Box it with {boxer.title}
      </button>
    )
  );
}
