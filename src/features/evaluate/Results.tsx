import { useState } from 'react';
import { figuresOf, riskCurve } from './figures.ts';
import { Gallery } from './Gallery.tsx';
import type { EvaluationRecord } from './record.ts';
import { RiskCurve } from './RiskCurve.tsx';
import type { Source } from './sources.ts';
import styles from './EvaluatePage.module.css';

interface ResultsProps {
  readonly records: readonly EvaluationRecord[];
  readonly read: Source['read'];
  readonly running: boolean;
}

/** How many failures the gallery begins with, and how many more it shows each time. */
const PAGE = 12;

/** Figures, the risk-coverage curve, the worst answers, and all of it as files. */
export function Results({ records, read, running }: ResultsProps) {
  const [shown, setShown] = useState(PAGE);
  const figures = figuresOf(records);
  const worst = records.filter(({ quality }) => quality < 1).toSorted((a, b) => a.quality - b.quality);
  return (
    <>
      <div className={styles.results}>
        <table className={styles.table}>
          <caption>Figures</caption>
          <tbody>
            {Object.entries(figures).map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{Number.isInteger(value) ? value : value.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <RiskCurve points={riskCurve(records)} />
      </div>
      <div className={styles.actions}>
        <button type="button" className="button" onClick={() => save('evaluation.jsonl', records.map(line))}>
          Save the records
        </button>
        <button
          type="button"
          className="button"
          onClick={() => save('figures.json', [JSON.stringify({ figures, riskCoverage: riskCurve(records) }, null, 2)])}
        >
          Save the figures
        </button>
      </div>
      {/* While it runs the worst change all the time: the pictures come at the end. */}
      {!running && worst.length > 0 && (
        <section aria-labelledby="worst">
          <h2 id="worst">Failures, worst first</h2>
          <Gallery records={worst.slice(0, shown)} read={read} />
          {worst.length > shown && (
            <button type="button" className="button" onClick={() => setShown(shown + PAGE)}>
              Show more ({worst.length - shown} left)
            </button>
          )}
        </section>
      )}
      {!running && worst.length === 0 && <p>Every answer was right.</p>}
    </>
  );
}

const line = (record: EvaluationRecord): string => `${JSON.stringify(record)}\n`;

function save(name: string, parts: readonly string[]): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([...parts], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
