import { Film, FileJson, Image, Link2, Share2, Table, Tags, Upload, Captions } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { perform, type Command } from '../../commands/index.ts';
import { useStore } from '../../store/index.ts';
import { openFiles } from '../open/open-medium.ts';
import { IMPORT_INPUT, shareCommands } from './commands.ts';
import styles from './ShareMenu.module.css';

const ICONS: Readonly<Record<string, typeof Link2>> = {
  'share.link': Link2,
  'export.json': FileJson,
  'export.csv': Table,
  'export.coco': FileJson,
  'export.webvtt': Captions,
  'export.srt': Captions,
  'export.label-studio': Tags,
  'export.picture': Image,
  'export.video': Film,
  'import.file': Upload,
};

/** Before these, a line. */
const GROUPS = new Set(['export.json', 'export.picture', 'import.file']);

const can = (command: Command): boolean => command.when?.() !== false;

/** What the menu holds; what is possible follows the conversation while the menu is open. */
function ShareItems() {
  const possible = useStore(() => shareCommands.map((command) => (can(command) ? command.id : '')).join(' ')).split(' ');
  return shareCommands.map(({ id, title }, i) => {
    const Icon = ICONS[id] ?? FileJson;
    return (
      <div key={id}>
        {GROUPS.has(id) && <DropdownMenu.Separator className={styles.line} />}
        <DropdownMenu.Item className="menu-item" disabled={possible[i] !== id} onSelect={() => perform(id)}>
          <Icon size={18} aria-hidden /> {title}
        </DropdownMenu.Item>
      </div>
    );
  });
}

/** The "Share" button: a link, files to save, and files to bring back. */
export function ShareMenu() {
  return (
    <>
      <input
        id={IMPORT_INPUT}
        data-testid="import-input"
        className="visually-hidden"
        type="file"
        accept=".json,application/json"
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          void openFiles([...(event.target.files ?? [])].slice(0, 1));
          event.target.value = '';
        }}
      />
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className={`button ${styles.trigger}`} aria-label="Share and save">
          <Share2 size={16} aria-hidden /> <span>Share</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={`menu ${styles.menu}`} align="end" sideOffset={4}>
            <ShareItems />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </>
  );
}
