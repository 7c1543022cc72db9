import { Boxes, Keyboard, Monitor, Moon, Sun } from 'lucide-react';
import { perform } from '../commands/index.ts';
import { ShareMenu } from '../features/export/ShareMenu.tsx';
import { DeviceBadge } from '../features/models/DeviceBadge.tsx';
import { OpenMenu } from '../features/open/index.ts';
import { useStore } from '../store/index.ts';
import { NEXT_THEME } from './commands.ts';
import styles from './Header.module.css';

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const NAMES = { system: 'as the system', light: 'light', dark: 'dark' } as const;

/** The bar on top: name, opening, device, theme, shortcuts. */
export function Header() {
  const theme = useStore((s) => s.theme);
  const Icon = ICONS[theme];
  return (
    <header className={styles.header}>
      <h1 className={styles.name}>
        <Mark />
        <span>Whereabouts</span>
      </h1>
      <OpenMenu />
      <span className={styles.gap} />
      <ShareMenu />
      <button type="button" className="icon-button" aria-label="Models" onClick={() => perform('view.models')}>
        <Boxes size={18} aria-hidden />
      </button>
      <DeviceBadge />
      <button
        type="button"
        className="icon-button"
        aria-label={`Theme: ${NAMES[theme]}. Change to ${NAMES[NEXT_THEME[theme]]}`}
        onClick={() => perform('view.theme')}
      >
        <Icon size={18} aria-hidden />
      </button>
      <button
        type="button"
        className={`icon-button ${styles.wide}`}
        aria-label="Keyboard shortcuts"
        onClick={() => perform('view.shortcuts')}
      >
        <Keyboard size={18} aria-hidden />
      </button>
    </header>
  );
}

/** The mark: a box with a point in it, and a span below. */
function Mark() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden>
      <rect x="4" y="4" width="24" height="17" rx="3" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <circle cx="16" cy="12.5" r="3.2" fill="var(--accent)" />
      <path d="M4 27h24" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" opacity="0.35" />
      <path d="M11 27h9" stroke="var(--accent)" strokeWidth="4" strokeLinecap="round" />
    </svg>
  );
}
