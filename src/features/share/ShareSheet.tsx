import { Check, Copy, Download, Share2 } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { SharedSource } from '../../core/exchange/index.ts';
import { useStore, type MediumDocument } from '../../store/index.ts';
import { saveAs } from '../export/actions.ts';
import { fileName, saveFile } from '../export/save.ts';
import { formatBytes } from './bytes.ts';
import { sharedSource, toShared } from './document.ts';
import { linkTo, SENSIBLE_LENGTH } from './link.ts';
import { previewPicture } from './preview.ts';
import styles from './Share.module.css';

const QrCode = lazy(() => import('./QrCode.tsx').then((m) => ({ default: m.QrCode })));
/** As `MOST_IN_QR` in QrCode.tsx, which loads only when there is something to show. */
const MOST_IN_QR = 1400;

type Making =
  | { readonly state: 'hashing'; readonly share: number }
  | { readonly state: 'ready'; readonly source: SharedSource; readonly link: string; readonly embed: string }
  | { readonly state: 'failed'; readonly detail: string };

/** The page's own address, without what is only of this visit. */
function pageAddress(): string {
  const url = new URL(location.href);
  return url.origin + url.pathname;
}

/** Makes the link anew whenever what it holds changes. */
function useLink(medium: MediumDocument | null, shownOnly: boolean): Making {
  const [making, setMaking] = useState<Making>({ state: 'hashing', share: 0 });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const make = async (): Promise<void> => {
      if (!medium) return;
      try {
        const onProgress = (share: number): void => {
          if (!signal.aborted) setMaking({ state: 'hashing', share });
        };
        const source = await sharedSource(medium.source, { signal, onProgress });
        const document = toShared(medium, useStore.getState(), source, { shownOnly });
        const page = pageAddress();
        const [link, embed] = await Promise.all([linkTo(document, page), linkTo(document, `${page}?embed`)]);
        if (!signal.aborted) setMaking({ state: 'ready', source, link, embed });
      } catch (error) {
        if (!signal.aborted) setMaking({ state: 'failed', detail: String(error) });
      }
    };
    void make();
    return () => controller.abort();
  }, [medium, shownOnly]);
  return making;
}

/** What a receiver will be asked, said to the sender beforehand. */
function WhatItCarries({ source }: { readonly source: SharedSource }) {
  switch (source.kind) {
    case 'sample':
      return <p className={styles.note}>The link names the sample and holds the questions and answers. It opens at once.</p>;
    case 'remote':
      return (
        <p className={styles.note}>
          The link holds the questions, the answers and the address <code className={styles.detail}>{source.url}</code>. Who
          opens it is asked before anything is loaded from there.
        </p>
      );
    case 'local':
      return (
        <p className={styles.note}>
          The link holds the questions, the answers and a fingerprint of your file ({formatBytes(source.bytes)}), not the file.
          Who has the same file can see the result on it; others see boxes on plain ground.
        </p>
      );
  }
}

/** The share sheet: link, QR code, embedding, the system's own sheet, a picture for a post. */
export function ShareSheet() {
  const medium = useStore((s) => s.medium);
  const count = useStore((s) => s.turns.filter(({ answer }) => answer).length);
  const [shownOnly, setShownOnly] = useState(false);
  const making = useLink(medium, shownOnly);
  if (!medium) return null;
  return (
    <div className={styles.body}>
      {count > 1 && (
        <label className={styles.check}>
          <input type="checkbox" checked={shownOnly} onChange={(event) => setShownOnly(event.target.checked)} /> Only the answer
          that is shown
        </label>
      )}
      {making.state === 'hashing' && (
        <p className={styles.row} role="status">
          Taking the file&rsquo;s fingerprint&hellip;{' '}
          <progress value={making.share} aria-label="Taking the file's fingerprint" />
        </p>
      )}
      {making.state === 'failed' && (
        <div role="alert">
          <p>The link could not be made.</p>
          <code className={styles.detail}>{making.detail}</code>
        </div>
      )}
      {making.state === 'ready' &&
        (making.link.length > SENSIBLE_LENGTH ? (
          <TooLong length={making.link.length} />
        ) : (
          <Link making={making} name={medium.name} />
        ))}
      <Preview medium={medium} />
    </div>
  );
}

function TooLong({ length }: { readonly length: number }) {
  return (
    <div className={styles.other}>
      <p>
        The link would have {length.toLocaleString('en')} characters, and programs cut links that long. Save the result as a
        file and send that: it opens here just the same.
      </p>
      <button type="button" className="button primary" onClick={() => void saveAs('json')}>
        <Download size={18} aria-hidden /> Save as a file
      </button>
    </div>
  );
}

function Link({
  making: { source, link, embed },
  name,
}: {
  readonly making: Making & { state: 'ready' };
  readonly name: string;
}) {
  const snippet = `<iframe src="${embed}" width="640" height="520" style="border:0" loading="lazy" title="Whereabouts"></iframe>`;
  return (
    <>
      <WhatItCarries source={source} />
      <div className={styles.link}>
        <input
          className="input"
          readOnly
          value={link}
          aria-label="Link"
          onFocus={(event) => event.target.select()}
          data-testid="link"
        />
        <CopyButton text={link} primary>
          Copy link
        </CopyButton>
      </div>
      <div className={styles.buttons}>
        {'share' in navigator && (
          <button
            type="button"
            className="button"
            // Closed without sharing: nothing to say.
            onClick={() => void navigator.share({ title: `Whereabouts: ${name}`, url: link }).catch(() => undefined)}
          >
            <Share2 size={18} aria-hidden /> Send with&hellip;
          </button>
        )}
        <CopyButton text={snippet}>Copy embed code</CopyButton>
      </div>
      <details>
        <summary>QR code</summary>
        {link.length <= MOST_IN_QR ? (
          <div className={styles.qr}>
            <Suspense>
              <QrCode text={link} label="QR code of the link" />
            </Suspense>
          </div>
        ) : (
          <p className={styles.note}>The link is too long for a code that a phone can read.</p>
        )}
      </details>
    </>
  );
}

interface CopyProps {
  readonly text: string;
  readonly primary?: boolean;
  readonly children: string;
}

function CopyButton({ text, primary = false, children }: CopyProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <span className={styles.copy}>
      <button type="button" className={primary ? 'button primary' : 'button'} onClick={() => void copy()}>
        {state === 'copied' ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}{' '}
        {state === 'copied' ? 'Copied' : children}
      </button>
      {state === 'refused' && (
        <span role="alert" className={styles.note}>
          The browser does not allow copying. Select it by hand:{' '}
          <input className="input" readOnly value={text} aria-label="To copy by hand" />
        </span>
      )}
    </span>
  );
}

/** The card for a post; made when it is asked for. */
function Preview({ medium }: { readonly medium: MediumDocument }) {
  const [made, setMade] = useState<{ readonly blob: Blob; readonly url: string } | null>(null);
  useEffect(() => () => (made ? URL.revokeObjectURL(made.url) : undefined), [made]);
  const make = async (): Promise<void> => {
    const blob = await previewPicture(medium);
    setMade({ blob, url: URL.createObjectURL(blob) });
  };
  return (
    <details onToggle={(event) => event.currentTarget.open && !made && void make()}>
      <summary>Picture for a post</summary>
      {made && (
        <div className={styles.preview}>
          <img src={made.url} alt="The medium with its boxes, the question and the answer" width={1200} height={630} />
          <button type="button" className="button" onClick={() => saveFile(made.blob, fileName(medium.name, 'post.png'))}>
            <Download size={18} aria-hidden /> Save the picture
          </button>
        </div>
      )}
    </details>
  );
}
