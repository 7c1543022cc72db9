import { CircleAlert, CircleCheck, CirclePause, Download, Hourglass, type LucideIcon } from 'lucide-react';
import { failureText } from '../../engine/index.ts';
import type { DownloadState } from '../../platform/download/manager.ts';
import { formatBytes, formatLeft } from './format.ts';
import styles from './Models.module.css';

interface PackStateProps {
  /** `null`: no variant fits the machine. */
  readonly state: DownloadState | null;
  readonly inUse: boolean;
  /** About how large the download is. */
  readonly bytes: number;
}

/** Where a pack stands, in words, with a bar while it moves. */
export function PackState({ state, inUse, bytes }: PackStateProps) {
  const [text, Icon, tone] = words(state, inUse, bytes);
  const counted = state && 'done' in state && state.total > 0 && state.phase !== 'failed' ? state : null;
  return (
    <>
      <span className={styles.state} data-tone={tone}>
        {Icon && <Icon size={15} aria-hidden />} {text}
      </span>
      {counted && (
        <div className={styles.moving}>
          <progress value={counted.done / counted.total} aria-label="Download" />
          <p>
            {formatBytes(counted.done)} of {formatBytes(counted.total)}
            {state?.phase === 'downloading' && pace(state)}
          </p>
          {state?.phase === 'downloading' && (
            <p className={styles.note}>
              {state.file} {state.fileTotal > 0 && `${Math.floor((100 * state.fileDone) / state.fileTotal)} %`}
            </p>
          )}
        </div>
      )}
      {state?.phase === 'failed' && (
        <div className={styles.failure} role="alert">
          <p>
            <strong>{failureText(state.failure).title}.</strong> {failureText(state.failure, 'pack').remedy}
            {state.done > 0 && ` What came right is kept (${formatBytes(state.done)}).`}
          </p>
          <details>
            <summary>Details</summary>
            <code>
              {state.failure.code}: {state.failure.detail}
            </code>
          </details>
        </div>
      )}
    </>
  );
}

function pace({ done, total, speed }: Extract<DownloadState, { phase: 'downloading' }>): string {
  if (speed <= 0) return '';
  const left = formatLeft(total - done, speed);
  return ` \u00b7 ${formatBytes(speed)}/s${left && ` \u00b7 ${left}`}`;
}

function words(state: DownloadState | null, inUse: boolean, bytes: number): [string, LucideIcon | null, string] {
  if (!state) return ['Too large for this device', CircleAlert, 'warn'];
  switch (state.phase) {
    case 'unknown':
      return ['\u2026', null, 'quiet'];
    case 'none':
      return [bytes > 0 ? `Not downloaded, ${formatBytes(bytes)}` : 'Not downloaded', null, 'quiet'];
    case 'looking':
      return ['Asking the hub', Hourglass, 'quiet'];
    case 'asking':
      return ['Waiting for you to agree', null, 'quiet'];
    case 'waiting':
      return ['Another tab is downloading it', Hourglass, 'quiet'];
    case 'downloading':
      return ['Downloading', Download, 'busy'];
    case 'retrying':
      return [`Broke off, goes on in ${Math.max(1, Math.round(state.retryMs / 1000))} s`, Hourglass, 'warn'];
    case 'checking':
      return ['Checking', Hourglass, 'busy'];
    case 'paused':
      return ['Paused', CirclePause, 'quiet'];
    case 'removing':
      return ['Deleting', Hourglass, 'quiet'];
    case 'ready':
      return [inUse ? 'In use' : 'Ready offline', CircleCheck, 'ok'];
    case 'failed':
      return ['Failed', CircleAlert, 'danger'];
  }
}
