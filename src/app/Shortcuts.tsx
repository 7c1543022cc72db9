import { useEffect, useState } from 'react';
import { allCommands, registerCommands, type Command } from '../commands/index.ts';
import { DialogFrame } from '../features/DialogFrame.tsx';
import styles from './Shortcuts.module.css';

const KEYS: Readonly<Record<string, string>> = { Escape: 'Esc', ' ': 'Space' };

function keyLabel(key: string): string {
  const mac = /mac|iphone|ipad/i.test(navigator.userAgent);
  return key
    .replace('mod+', mac ? '\u2318 ' : 'Ctrl ')
    .replace('shift+', 'Shift ')
    .replace(/\S+$/, (name) => KEYS[name] ?? (name.length === 1 ? name.toUpperCase() : name));
}

/** The sheet of shortcuts, made from the registry. */
export function Shortcuts() {
  const [open, setOpen] = useState(false);
  useEffect(
    () =>
      registerCommands([
        { id: 'view.shortcuts', group: 'View', title: 'Keyboard shortcuts', keys: ['?'], perform: () => setOpen(true) },
      ]),
    [],
  );
  const groups = new Map<Command['group'], Command[]>();
  if (open) {
    for (const command of allCommands()) {
      if (command.keys) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
    }
  }
  return (
    <DialogFrame title="Keyboard shortcuts" open={open} onClose={() => setOpen(false)}>
      {[...groups].map(([group, commands]) => (
        <section key={group} className={styles.group}>
          <h3>{group}</h3>
          <dl>
            {commands.map((command) => (
              <div key={command.id}>
                <dt>{command.title}</dt>
                <dd>
                  {command.keys?.map((key) => (
                    <kbd key={key}>{keyLabel(key)}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </DialogFrame>
  );
}
