import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useStore } from '../../store/index.ts';
import { packsWith, readyPacks } from '../models/catalogue.ts';
import styles from './PackPicker.module.css';

/** Who answers the next question: the best for it, or one that a person picked. */
export function PackPicker() {
  const medium = useStore((s) => s.medium);
  const downloads = useStore((s) => s.downloads);
  const checkpoints = useStore((s) => s.checkpoints);
  const choice = useStore((s) => s.packChoice);
  const { setPackChoice, openModels } = useStore.getState();
  const ready = readyPacks(packsWith(checkpoints), downloads);
  const chosen = ready.find((pack) => pack.id === choice);
  const name = chosen?.title ?? 'Best model for it';
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className={`link ${styles.trigger}`} aria-label={`Answered by: ${name}`}>
        <span>{name}</span>
        <ChevronDown size={14} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <DropdownMenu.RadioGroup value={chosen ? choice : 'auto'} onValueChange={setPackChoice}>
            <Item value="auto" title="Best model for it" />
            {ready.map((pack) => (
              <Item
                key={pack.id}
                value={pack.id}
                title={pack.title}
                note={medium && !pack.media.includes(medium.kind) ? `not for a ${medium.kind}` : ''}
              />
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className={styles.line} />
          <DropdownMenu.Item className="menu-item" onSelect={() => openModels()}>
            <span className={styles.tick} />
            All models
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({ value, title, note = '' }: { readonly value: string; readonly title: string; readonly note?: string }) {
  return (
    <DropdownMenu.RadioItem className="menu-item" value={value} disabled={note !== ''}>
      <span className={styles.tick}>
        <DropdownMenu.ItemIndicator>
          <Check size={16} aria-hidden />
        </DropdownMenu.ItemIndicator>
      </span>
      <span>
        {title}
        {note && <small className={styles.note}> {note}</small>}
      </span>
    </DropdownMenu.RadioItem>
  );
}
