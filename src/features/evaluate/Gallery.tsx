import { useEffect, useState } from 'react';
import type { Span } from '../../core/index.ts';
import type { EvaluationRecord } from './record.ts';
import type { Source } from './sources.ts';
import styles from './EvaluatePage.module.css';

/** Answers beside the truth: boxes on the picture, spans on a bar. */
export function Gallery({ records, read }: { readonly records: readonly EvaluationRecord[]; readonly read: Source['read'] }) {
  return (
    <>
      <p className={styles.legend}>
        <span className={styles.true}>truth</span> <span className={styles.said}>answer</span>
      </p>
      <ul className={styles.gallery}>
        {records.map((record) => (
          <li key={record.index} className={styles.card}>
            {record.medium === 'picture' && <Picture record={record} read={read} />}
            {record.kind === 'spans' && record.duration !== null && <Bars record={record} duration={record.duration} />}
            <h3>{record.query}</h3>
            <p>{record.failure ? `Failed: ${record.failure.detail}` : record.words || 'No words.'}</p>
            <p className={styles.facts}>
              {record.quality.toFixed(2)} · {record.state} · {record.file}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Picture({ record, read }: { readonly record: EvaluationRecord; readonly read: Source['read'] }) {
  const [url, setUrl] = useState<string | null>(null);
  const { file } = record;
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    const show = async (): Promise<void> => {
      // The card says what is known even without the picture.
      const blob = await read(file).catch(() => null);
      if (gone || !blob) return;
      made = URL.createObjectURL(blob);
      setUrl(made);
    };
    void show();
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [file, read]);
  const boxes = [
    ...record.trueBoxes.map((box) => ({ box, className: styles.true })),
    ...record.boxes.map(({ at }) => ({ box: at, className: styles.said })),
  ];
  return (
    <div className={styles.frame}>
      {url && (
        <div className={styles.picture}>
          <img src={url} alt="" />
          <svg viewBox="0 0 1 1" preserveAspectRatio="none" role="img" aria-label={describe(record)}>
            {boxes.map(({ box: [x0, y0, x1, y1], className }) => (
              <rect
                key={`${className} ${x0} ${y0} ${x1} ${y1}`}
                className={className}
                x={x0}
                y={y0}
                width={x1 - x0}
                height={y1 - y0}
              />
            ))}
          </svg>
        </div>
      )}
    </div>
  );
}

const describe = ({ trueBoxes, boxes }: EvaluationRecord): string =>
  `${trueBoxes.length} true ${trueBoxes.length === 1 ? 'box' : 'boxes'}, ${boxes.length} in the answer`;

function Bars({ record, duration }: { readonly record: EvaluationRecord; readonly duration: number }) {
  const rows = [
    { name: 'truth', spans: record.trueSpans, className: styles.true },
    { name: 'answer', spans: record.spans.map(({ at }) => at), className: styles.said },
  ];
  return (
    <dl className={styles.bars}>
      {rows.map(({ name, spans, className }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <svg viewBox={`0 0 ${duration} 1`} preserveAspectRatio="none" role="img" aria-label={times(spans)}>
              {spans.map(([start, end]) => (
                <rect key={`${start} ${end}`} className={className} x={start} y={0} width={end - start} height={1} />
              ))}
            </svg>
            <small>{times(spans)}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const times = (spans: readonly Span[]): string =>
  spans.length === 0 ? 'never' : spans.map(([start, end]) => `${start.toFixed(1)} to ${end.toFixed(1)} s`).join(', ');
