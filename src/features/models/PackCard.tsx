import { useRef } from 'react';
import { filesOf, type HubManifest } from '../../packs/index.ts';
import type { DownloadPlan, DownloadState } from '../../platform/download/manager.ts';
import { useStore } from '../../store/index.ts';
import { CheckpointForm } from './CheckpointForm.tsx';
import { agree, decline, getPack, importFolder, pause, remove } from './downloads.ts';
import { formatBytes } from './format.ts';
import { PackState } from './PackState.tsx';
import { TaskChips } from './TaskChips.tsx';
import styles from './Models.module.css';

interface PackCardProps {
  readonly manifest: HubManifest;
  /** What would be downloaded here; `null`: nothing fits. */
  readonly plan: (DownloadPlan & { readonly note: string | null }) | null;
  readonly marked: boolean;
}

const UNKNOWN: DownloadState = { phase: 'unknown' };

/** One pack of the hub: what it is, where it stands, what can be done. */
export function PackCard({ manifest, plan, marked }: PackCardProps) {
  const state = useStore((s) => s.downloads.packs[manifest.id]) ?? UNKNOWN;
  const inUse = useStore((s) => s.engine.resident.includes(manifest.id));
  const { hub, id, title } = manifest;
  const bytes = plan ? filesOf(manifest, plan.variant).reduce((sum, file) => sum + file.bytes, 0) : 0;
  return (
    <li
      id={`pack-${id}`}
      className={styles.card}
      data-testid="pack"
      data-pack={id}
      data-phase={plan ? state.phase : 'too-large'}
      data-marked={marked}
    >
      <div className={styles.title}>
        <h3>{title}</h3>
        <PackState state={plan ? state : null} inUse={inUse} bytes={bytes} />
      </div>
      <p>{manifest.summary}</p>
      <TaskChips manifest={manifest} />
      {plan ? <Actions manifest={manifest} state={state} /> : <TooLarge />}
      <details className={styles.facts}>
        <summary>
          {bytes > 0 ? `About ${formatBytes(bytes)}, ` : ''}
          {manifest.licence}
        </summary>
        <p>
          {hub.repo} at {hub.revision}
          {plan && `, ${plan.variant.title}`}. {plan?.note}
        </p>
        <Folder id={id} able={plan !== null && !BUSY.has(state.phase)} />
        <h4>Use another checkpoint of this family</h4>
        <CheckpointForm key={`${hub.repo}@${hub.revision}`} manifest={manifest} />
      </details>
    </li>
  );
}

const BUSY: ReadonlySet<DownloadState['phase']> = new Set([
  'looking',
  'waiting',
  'downloading',
  'retrying',
  'checking',
  'removing',
]);

function TooLarge() {
  return (
    <p className={styles.problem}>
      No version of it fits the chosen device. Choose “Automatic” or the processor in the device menu.
    </p>
  );
}

function Actions({ manifest, state }: { readonly manifest: HubManifest; readonly state: DownloadState }) {
  const { id, title, licence } = manifest;
  const host = useStore((s) => s.hubHost);
  const button = (label: string, act: () => void, primary = false) => (
    <button type="button" className={`button ${primary ? 'primary' : ''}`} aria-label={`${label} ${title}`} onClick={act}>
      {label}
    </button>
  );
  switch (state.phase) {
    case 'unknown':
    case 'removing':
      return <div className={styles.actions} />;
    case 'none':
      return <div className={styles.actions}>{button('Download', () => void getPack(id), true)}</div>;
    case 'asking': {
      const need = state.total - state.held;
      const short = state.free !== null && need > state.free;
      return (
        <div className={styles.consent} role="group" aria-label={`Download ${title}?`}>
          <p>
            <strong>{formatBytes(need)}</strong> from {new URL(host).host}
            {state.held > 0 && ` (${formatBytes(state.held)} are here already)`}. Licence: {licence}.{' '}
            {short
              ? `This browser has only ${formatBytes(state.free)} left for this page: delete something first.`
              : 'It is kept in this browser and works offline then.'}
          </p>
          <div className={styles.actions}>
            {!short && button('Agree and download', () => void agree(id), true)}
            {button('Not now', () => void decline(id))}
          </div>
        </div>
      );
    }
    case 'looking':
    case 'waiting':
      return <div className={styles.actions}>{button('Cancel', () => pause(id))}</div>;
    case 'downloading':
    case 'retrying':
    case 'checking':
      return (
        <div className={styles.actions}>
          {button('Pause', () => pause(id))}
          {button('Cancel', () => void remove(id))}
        </div>
      );
    case 'paused':
      return (
        <div className={styles.actions}>
          {button('Resume', () => void agree(id), true)}
          {button('Delete', () => void remove(id))}
        </div>
      );
    case 'failed':
      return (
        <div className={styles.actions}>
          {button('Try again', () => void (state.done > 0 ? agree(id) : getPack(id)), true)}
          {state.done > 0 && button('Delete', () => void remove(id))}
        </div>
      );
    case 'ready':
      return <div className={styles.actions}>{button('Delete', () => void remove(id))}</div>;
  }
}

/** Takes the files from disk, for machines without a line to a hub. */
function Folder({ id, able }: { readonly id: string; readonly able: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="link" disabled={!able} onClick={() => input.current?.click()}>
        Load from a folder on disk
      </button>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={`Folder with the files of ${id}`}
        // Not in React's types; every browser knows it.
        {...{ webkitdirectory: '' }}
        multiple
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) void importFolder(id, files);
        }}
      />
    </>
  );
}
