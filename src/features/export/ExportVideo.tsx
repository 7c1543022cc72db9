import { RadioGroup } from 'radix-ui';
import { useEffect, useId, useRef, useState } from 'react';
import { durationInWords, formatClock, spanOf, type Span } from '../../core/index.ts';
import { failureText } from '../../engine/index.ts';
import { toFailure, type Failure } from '../../packs/index.ts';
import { shownReferences, useStore, type VideoDocument } from '../../store/index.ts';
import { formatBytes } from '../share/bytes.ts';
import styles from '../share/Share.module.css';
import { closeShare } from '../share/state.ts';
import { fileName, saveFile } from './save.ts';
import { makeVideo, type VideoKind } from './video-export.ts';

const KINDS: readonly { readonly id: VideoKind; readonly title: string; readonly note: string }[] = [
  { id: 'painted', title: 'With boxes', note: 'The boxes that are shown are painted in. Takes about as long as it plays.' },
  { id: 'copy', title: 'Copy, nothing is lost', note: 'Takes a moment. Begins at the key frame before the span.' },
  { id: 'exact', title: 'Cut to the frame', note: 'What has to be is encoded anew.' },
];

/** The spans there are to choose from: what was selected or drawn, then those of the answer, then the whole. */
function choices(video: VideoDocument): { readonly name: string; readonly span: Span | null }[] {
  const state = useStore.getState();
  const references = shownReferences(state);
  const spans = references.flatMap((r) => {
    const span = spanOf(r);
    return span ? [{ name: r.phrase, span, selected: r.id === state.selected }] : [];
  });
  return [
    ...(state.span ? [{ name: 'the span you drew', span: state.span }] : []),
    ...spans.toSorted((a, b) => Number(b.selected) - Number(a.selected)),
    { name: `the whole video (${durationInWords(video.handle.duration)})`, span: null },
  ];
}

type Job =
  | { readonly state: 'running'; readonly share: number | null }
  | { readonly state: 'done'; readonly name: string; readonly notes: string }
  | { readonly state: 'failed'; readonly failure: Failure };

/** Saves a clip of the open video, or the video with its boxes; with progress, and to be cancelled. */
export function ExportVideo() {
  const medium = useStore((s) => s.medium);
  return medium?.kind === 'video' ? <Form video={medium} /> : null;
}

function Form({ video }: { readonly video: VideoDocument }) {
  const [spans] = useState(() => choices(video).slice(0, 20));
  const [at, setAt] = useState(0);
  const [how, setHow] = useState<VideoKind>('painted');
  const [job, setJob] = useState<Job | null>(null);
  const scope = useRef<AbortController | null>(null);
  const label = useId();
  useEffect(() => () => scope.current?.abort(), []);
  const span = spans[at]?.span ?? null;
  const kinds = span ? KINDS : KINDS.filter(({ id }) => id === 'painted');
  const kind = kinds.some(({ id }) => id === how) ? how : 'painted';

  const start = async (): Promise<void> => {
    const controller = new AbortController();
    scope.current = controller;
    setJob({ state: 'running', share: null });
    try {
      const { signal } = controller;
      const onProgress = (share: number | null): void => {
        if (!signal.aborted) setJob({ state: 'running', share });
      };
      const { blob, extension, from, lost } = await makeVideo(video, kind, span, { signal, onProgress });
      const name = fileName(video.name, `${kind === 'painted' ? 'boxes' : 'clip'}.${extension}`);
      saveFile(blob, name);
      const early = span ? span[0] - from : 0;
      const notes = [
        formatBytes(blob.size),
        ...(early > 0.05 ? [`begins ${durationInWords(early)} before the span, at a key frame`] : []),
        ...(lost ? ['its sound could not be taken along'] : []),
      ];
      setJob({ state: 'done', name, notes: notes.join('; ') });
    } catch (error) {
      setJob(controller.signal.aborted ? null : { state: 'failed', failure: toFailure(error) });
    }
  };

  return (
    <div className={styles.body}>
      <label className={styles.field}>
        What
        <select
          className="input"
          value={at}
          onChange={(event) => setAt(Number(event.target.value))}
          disabled={job?.state === 'running'}
        >
          {spans.map(({ name, span }, i) => (
            // The list is made once.
            // oxlint-disable-next-line react/no-array-index-key
            <option key={i} value={i}>
              {span ? `${formatClock(span[0], 1)} to ${formatClock(span[1], 1)}: ${name}` : name}
            </option>
          ))}
        </select>
      </label>
      <div className={styles.field}>
        <span id={label}>How</span>
        <RadioGroup.Root
          className={styles.options}
          aria-labelledby={label}
          value={kind}
          onValueChange={(value) => setHow(value as VideoKind)}
          disabled={job?.state === 'running'}
        >
          {kinds.map(({ id, title, note }) => (
            <RadioGroup.Item key={id} value={id} className={styles.option}>
              <strong>{title}</strong>
              <span>{note}</span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      </div>
      <Outcome job={job} />
      <div className={styles.buttons}>
        {job?.state === 'running' ? (
          <button type="button" className="button" onClick={() => scope.current?.abort()}>
            Cancel
          </button>
        ) : (
          <button type="button" className="button primary" onClick={() => void start()}>
            Save
          </button>
        )}
        {job?.state === 'done' && (
          <button type="button" className="button" onClick={closeShare}>
            Close
          </button>
        )}
      </div>
    </div>
  );
}

function Outcome({ job }: { readonly job: Job | null }) {
  if (!job) return <p className={styles.outcome} />;
  if (job.state === 'running')
    return (
      <p className={styles.outcome} role="status">
        Working&hellip; {job.share !== null && `${Math.round(job.share * 100)} %`}
        <progress aria-label="Making the video" {...(job.share === null ? {} : { value: job.share })} />
      </p>
    );
  if (job.state === 'done')
    return (
      <p className={styles.outcome} role="status">
        Saved {job.name}: {job.notes}.
      </p>
    );
  const foreign = job.failure.code === 'MEDIUM_FOREIGN';
  const { title, remedy } = foreign
    ? { title: 'This browser cannot encode videos', remedy: 'Copying a clip works, and saving single frames.' }
    : failureText(job.failure);
  return (
    <div className={styles.outcome} role="alert">
      <strong>{title}.</strong> {remedy}
      <details>
        <summary>Details</summary>
        <code className={styles.detail}>{job.failure.detail}</code>
      </details>
    </div>
  );
}
