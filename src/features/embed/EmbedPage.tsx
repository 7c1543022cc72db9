import { ExternalLink } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SharedDocument } from '../../core/exchange/index.ts';
import { SAMPLES, sampleUrl } from '../samples/samples.ts';
import { payloadOf, readLink } from '../share/link.ts';
import { ResultView } from '../share/ResultView.tsx';
import styles from './EmbedPage.module.css';

type Reading = { readonly document: SharedDocument } | { readonly problem: string } | null;

/** A result inside another page: read-only, small, without engine or model, with a link back. */
export function EmbedPage() {
  const [reading, setReading] = useState<Reading>(null);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const payload = payloadOf(location.hash);
      if (payload === null) {
        setReading({ problem: 'There is no result in this address.' });
        return;
      }
      try {
        setReading({ document: await readLink(payload) });
      } catch (error) {
        setReading({ problem: `This result cannot be shown: ${error instanceof Error ? error.message : String(error)}.` });
      }
    };
    void read();
    const again = (): void => void read();
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  return (
    <main className={styles.page}>
      <h1 className="visually-hidden">A result of Whereabouts</h1>
      {reading && 'problem' in reading && <p role="alert">{reading.problem}</p>}
      {reading && 'document' in reading && <Result key={location.hash} document={reading.document} />}
      <footer className={styles.footer}>
        <a href={`${location.origin}${location.pathname}${location.hash}`} target="_blank" rel="noopener">
          Open in Whereabouts <ExternalLink size={14} aria-hidden />
        </a>
      </footer>
    </main>
  );
}

/** Where the medium can be loaded from; `null` for a file on someone's machine. */
function addressOf({ medium: { source } }: SharedDocument): string | null {
  if (source.kind === 'remote') return source.url;
  const sample = source.kind === 'sample' ? SAMPLES.find(({ id }) => id === source.id) : undefined;
  return sample ? sampleUrl(sample.file).href : null;
}

function Result({ document }: { readonly document: SharedDocument }) {
  const address = addressOf(document);
  const { medium } = document;
  // Another site is asked only after a click: an embedding page must not make its readers' browsers call wherever it likes.
  const [wanted, setWanted] = useState(medium.source.kind === 'sample');
  const [failed, setFailed] = useState(false);
  if (!address || !wanted || failed)
    return (
      <ResultView
        document={document}
        ground={
          failed ? (
            <span role="alert">The {medium.kind} could not be loaded.</span>
          ) : address ? (
            <button type="button" className="button" onClick={() => setWanted(true)}>
              Load the {medium.kind} from {new URL(address).host}
            </button>
          ) : (
            <span>{medium.name} is not part of this link</span>
          )
        }
      />
    );
  return (
    <ResultView
      document={document}
      // Called by what shows it, not a component of its own.
      // oxlint-disable-next-line react/no-unstable-nested-components
      media={({ onTime, time }) =>
        medium.kind === 'picture' ? (
          <img
            src={address}
            alt={medium.name}
            crossOrigin="anonymous"
            referrerPolicy="no-referrer"
            onError={() => setFailed(true)}
          />
        ) : (
          <Player src={address} time={time} onTime={onTime} onError={() => setFailed(true)} sound={medium.kind === 'sound'} />
        )
      }
    />
  );
}

interface PlayerProps {
  readonly src: string;
  readonly time: number | null;
  readonly sound: boolean;
  readonly onTime: (seconds: number) => void;
  readonly onError: () => void;
}

function Player({ src, time, sound, onTime, onError }: PlayerProps) {
  const player = useRef<HTMLMediaElement>(null);
  useEffect(() => {
    if (player.current && time !== null) player.current.currentTime = time;
  }, [time]);
  const common = {
    src,
    controls: true,
    preload: 'metadata',
    crossOrigin: 'anonymous',
    onError,
    onTimeUpdate: (event: React.SyntheticEvent<HTMLMediaElement>) => onTime(event.currentTarget.currentTime),
    onSeeked: (event: React.SyntheticEvent<HTMLMediaElement>) => onTime(event.currentTarget.currentTime),
    onLoadedMetadata: (event: React.SyntheticEvent<HTMLMediaElement>) => {
      if (time !== null) event.currentTarget.currentTime = time;
    },
  } as const;
  // The sender's media have no captions to offer.
  /* oxlint-disable jsx-a11y/media-has-caption */
  return sound ? (
    <audio {...common} ref={player} />
  ) : (
    <video {...common} playsInline ref={player as React.RefObject<HTMLVideoElement>} />
  );
  /* oxlint-enable jsx-a11y/media-has-caption */
}
