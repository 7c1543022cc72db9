import { FileQuestion, Globe } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatClock } from '../../core/index.ts';
import { sha256OfBlob } from '../../platform/sha256.ts';
import { formatBytes } from './bytes.ts';
import { openReceivedFile, openReceivedUrl } from './receive.ts';
import { ResultView } from './ResultView.tsx';
import styles from './Share.module.css';
import { closeShare, type Received } from './state.ts';

/** A result whose medium is not here: what it says, and how to see it on its picture, video or sound. */
export function ReceivedResult({ received }: { readonly received: Received }) {
  const { medium } = received.document;
  const { size, duration, source } = medium;
  const facts = [
    medium.name || 'without a name',
    size && `${size.width} × ${size.height}`,
    duration && formatClock(duration),
    source.kind === 'local' && formatBytes(source.bytes),
  ].filter(Boolean);
  return (
    <div className={styles.body}>
      <p>
        {source.kind === 'local'
          ? `This result is about a ${medium.kind} that is on the sender\u2019s machine. The link does not hold it. If you have the same file, choose it to see the result on it.`
          : `This result is about a ${medium.kind} on another site. Nothing has been asked of that site yet.`}
      </p>
      <p className={styles.facts}>{facts.join(' \u00b7 ')}</p>
      {source.kind === 'local' ? <FileCheck received={received} /> : <Address received={received} />}
      <ResultView
        document={received.document}
        ground={
          medium.size ? (
            <span className={styles.note}>{medium.kind === 'sound' ? '' : `The ${medium.kind} goes here`}</span>
          ) : null
        }
      />
    </div>
  );
}

function Address({ received }: { readonly received: Received }) {
  const { source } = received.document.medium;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  if (source.kind !== 'remote') return null;
  const { host } = new URL(source.url);
  return (
    <div className={styles.ask}>
      <p className={styles.address}>
        <Globe size={16} aria-hidden /> <code>{source.url}</code>
      </p>
      <p className={styles.note}>If you load it, that site sees your network address, as with any page of its own.</p>
      <div className={styles.buttons}>
        <button
          ref={button}
          type="button"
          className="button primary"
          onClick={() => {
            closeShare();
            void openReceivedUrl(received);
          }}
        >
          Load it from {host}
        </button>
        <button type="button" className="button" onClick={closeShare}>
          Not now
        </button>
      </div>
    </div>
  );
}

/** Takes a file and says whether it is the one. */
function FileCheck({ received }: { readonly received: Received }) {
  const { source } = received.document.medium;
  const [progress, setProgress] = useState<number | null>(null);
  const [other, setOther] = useState<{ readonly file: File; readonly why: string } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const scope = useRef<AbortController | null>(null);
  useEffect(() => {
    button.current?.focus();
    return () => scope.current?.abort();
  }, []);
  if (source.kind !== 'local') return null;

  const check = async (file: File): Promise<void> => {
    scope.current?.abort();
    const controller = new AbortController();
    scope.current = controller;
    setOther(null);
    if (file.size !== source.bytes) {
      setOther({ file, why: `It has ${formatBytes(file.size)}, the one of the result ${formatBytes(source.bytes)}.` });
      return;
    }
    setProgress(0);
    try {
      const sha256 = await sha256OfBlob(file, { signal: controller.signal, onProgress: setProgress });
      if (sha256 === source.sha256) {
        closeShare();
        await openReceivedFile(received, file, file.name);
      } else setOther({ file, why: 'It has the same length, but something else in it.' });
    } catch (error) {
      if (!controller.signal.aborted) setOther({ file, why: `It could not be read: ${String(error)}` });
    } finally {
      if (scope.current === controller) setProgress(null);
    }
  };

  return (
    <div
      className={styles.ask}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        const [file] = event.dataTransfer.files;
        if (file) void check(file);
      }}
    >
      <input
        ref={input}
        data-testid="received-file"
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void check(file);
          event.target.value = '';
        }}
      />
      {progress !== null ? (
        <p className={styles.row} role="status">
          Comparing the file&hellip; {Math.round(progress * 100)} %{' '}
          <progress value={progress} aria-label="Comparing the file" />
          <button type="button" className="link" onClick={() => scope.current?.abort()}>
            Cancel
          </button>
        </p>
      ) : (
        <div className={styles.buttons}>
          <button ref={button} type="button" className="button primary" onClick={() => input.current?.click()}>
            <FileQuestion size={18} aria-hidden /> Choose the file
          </button>
          <button type="button" className="button" onClick={closeShare}>
            Not now
          </button>
        </div>
      )}
      {other && (
        <div role="alert" className={styles.other}>
          <p>
            <strong>{other.file.name} is another file.</strong> {other.why} Boxes and times may not fit.
          </p>
          <button
            type="button"
            className="link"
            onClick={() => {
              closeShare();
              void openReceivedFile(received, other.file, other.file.name);
            }}
          >
            Use it all the same
          </button>
        </div>
      )}
    </div>
  );
}
