import { Eye, EyeOff } from 'lucide-react';
import { failureText } from '../../engine/index.ts';
import { useStore } from '../../store/index.ts';
import { groupByPhrase, plural, stopInventory, takeInventory, type Group } from './inventory.ts';
import styles from './InventoryPanel.module.css';

/** "What is here": what the model sees, as chips that light their boxes up. */
export function InventoryPanel() {
  const inventory = useStore((s) => s.inventory);
  const medium = useStore((s) => s.medium);
  const shown = useStore((s) => s.showInventory);
  const { setShowInventory } = useStore.getState();
  const groups = groupByPhrase(inventory.references);
  return (
    <section className={styles.panel} aria-labelledby="inventory-title">
      <div className={styles.head}>
        <h2 id="inventory-title">{medium?.kind === 'sound' ? 'What is heard' : 'What is here'}</h2>
        {groups.length > 0 && (
          <button type="button" className="link" aria-pressed={shown} onClick={() => setShowInventory(!shown)}>
            {shown ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />} {shown ? 'Hide all' : 'Show all'}
          </button>
        )}
      </div>
      {inventory.status === 'none' && medium && (
        <p className={styles.note}>
          <button type="button" className="link" onClick={() => void takeInventory(medium)}>
            List what is here
          </button>
        </p>
      )}
      {inventory.status === 'running' &&
        (medium && medium.kind !== 'picture' ? (
          <Watching kind={medium.kind} progress={inventory.progress} />
        ) : (
          <p className={styles.note}>Looking at the picture&hellip;</p>
        ))}
      {inventory.status === 'stopped' && (
        <p className={styles.note}>
          Stopped.{' '}
          <button type="button" className="link" onClick={() => medium && void takeInventory(medium)}>
            Go on {medium?.kind === 'sound' ? 'listening' : 'watching'}
          </button>
        </p>
      )}
      {inventory.status === 'done' && groups.length === 0 && (
        <p className={styles.note}>Nothing of what the built-in pack knows.</p>
      )}
      {inventory.status === 'failed' && inventory.failure && (
        <p className={styles.note}>
          {failureText(inventory.failure).title}.{' '}
          <button type="button" className="link" onClick={() => medium && void takeInventory(medium)}>
            Try again
          </button>
        </p>
      )}
      {groups.length > 0 && (
        <ul className={styles.chips}>
          {groups.map((group) => (
            <li key={group.name}>
              <Chip group={group} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Watching({ kind, progress }: { readonly kind: 'video' | 'sound'; readonly progress: number | null }) {
  const doing = kind === 'video' ? 'Watching the video' : 'Listening';
  return (
    <div className={styles.watching}>
      <span>
        {doing}
        {progress === null ? '\u2026' : ` ${Math.round(progress * 100)} %`}
      </span>
      <progress aria-label={doing} {...(progress === null ? {} : { value: progress })} />
      <button type="button" className="link" onClick={stopInventory}>
        Stop
      </button>
    </div>
  );
}

/** Things are counted, sounds are heard so many times. */
function named({ name, references }: Group, count: number): string {
  return references[0]?.kind === 'span' ? `${name} × ${count}` : `${count} ${plural(name)}`;
}

function Chip({ group }: { readonly group: Group }) {
  const ids = group.references.map((r) => r.id);
  const lit = useStore((s) => ids.some((id) => s.hovered.includes(id)));
  const { setHovered, setSelected, setShowInventory } = useStore.getState();
  const count = ids.length;
  return (
    <button
      type="button"
      className="chip"
      data-lit={lit}
      onPointerEnter={() => setHovered(ids)}
      onPointerLeave={() => setHovered([])}
      onFocus={() => setHovered(ids)}
      onBlur={() => setHovered([])}
      onClick={() => {
        setShowInventory(true);
        setSelected(ids[0] ?? null);
        setHovered(ids);
      }}
    >
      {count === 1 ? group.name : named(group, count)}
    </button>
  );
}
