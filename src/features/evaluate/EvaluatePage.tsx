import { useEffect, useRef, useState } from 'react';
import { toFailure } from '../../packs/index.ts';
import type { DevicePreference } from '../../engine/index.ts';
import { services } from '../services.ts';
import { readQuestions, type QuestionSet } from './dataset.ts';
import { figuresOf } from './figures.ts';
import { runQuestions, type EvaluationRecord } from './run.ts';
import styles from './EvaluatePage.module.css';

type Phase = { readonly kind: 'idle' | 'running' | 'finished' } | { readonly kind: 'failed'; readonly why: string };

/** Where the dataset and its pictures are: files the user chose, or addresses on this page's own host (the command-line tool). */
interface Source {
  readonly dataset: () => Promise<string>;
  readonly read: (file: string) => Promise<Blob>;
}

/**
 * Measures the app on a dataset of questions about pictures, in the app itself. Each record is also sent as an `evaluation-record`
 * event on the window, which the command-line tool listens to.
 */
export function EvaluatePage() {
  const [dataset, setDataset] = useState<File | null>(null);
  const [folder, setFolder] = useState<readonly File[]>([]);
  const [phase, setPhase] = useState<Phase>({ kind: 'idle' });
  const [records, setRecords] = useState<readonly EvaluationRecord[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [total, setTotal] = useState(0);
  const abort = useRef<AbortController | null>(null);

  const run = async (source: Source): Promise<void> => {
    const controller = new AbortController();
    abort.current = controller;
    setPhase({ kind: 'running' });
    setRecords([]);
    try {
      const { questions, problems: found }: QuestionSet = readQuestions(await source.dataset());
      setProblems(found);
      setTotal(questions.length);
      const done: EvaluationRecord[] = [];
      for await (const record of runQuestions(questions, source.read, services(), {
        pack: 'nano',
        signal: controller.signal,
      })) {
        done.push(record);
        dispatchEvent(new CustomEvent('evaluation-record', { detail: record }));
        setRecords([...done]);
      }
      setPhase({ kind: 'finished' });
    } catch (error) {
      setPhase(controller.signal.aborted ? { kind: 'finished' } : { kind: 'failed', why: toFailure(error).detail });
    }
  };

  useEffect(() => {
    const source = sourceFromAddress();
    // Once per page: React's strict mode runs effects twice.
    if (source && abort.current === null) void run(source);
  });

  return (
    <main className={styles.page}>
      <h1>Evaluate</h1>
      <p>
        Asks every question of a dataset in this browser and compares the boxes. The dataset is a JSON list{' '}
        <code>[&#123;file, query, bbox: [x, y, width, height]&#125;]</code> in pixels, or POPE&rsquo;s yes-or-no questions.
        Nothing is uploaded. <a href="./">Back to the app</a>
      </p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (dataset) void run(sourceFromFiles(dataset, folder));
        }}
      >
        <label>
          Dataset file{' '}
          <input type="file" accept=".json,application/json" onChange={(e) => setDataset(e.target.files?.[0] ?? null)} />
        </label>
        <label>
          Folder of pictures{' '}
          <input type="file" multiple {...{ webkitdirectory: '' }} onChange={(e) => setFolder([...(e.target.files ?? [])])} />
        </label>
        <button type="submit" className="button primary" disabled={!dataset || folder.length === 0 || phase.kind === 'running'}>
          Run
        </button>
        <button type="button" className="button" disabled={phase.kind !== 'running'} onClick={() => abort.current?.abort()}>
          Stop
        </button>
      </form>
      <p role="status">{statusOf(phase, records.length, total)}</p>
      {phase.kind === 'running' && total > 0 && <progress aria-label="Questions answered" value={records.length} max={total} />}
      {problems.length > 0 && (
        <details>
          <summary>{problems.length} records were left out</summary>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </details>
      )}
      {records.length > 0 && <Results records={records} />}
    </main>
  );
}

function statusOf(phase: Phase, done: number, total: number): string {
  switch (phase.kind) {
    case 'idle':
      return 'Choose a dataset and a folder.';
    case 'running':
      return `Asked ${done} of ${total} questions.`;
    case 'finished':
      return `Finished: ${done} of ${total} questions.`;
    case 'failed':
      return `Failed: ${phase.why}`;
  }
}

function Results({ records }: { readonly records: readonly EvaluationRecord[] }) {
  const worst = records.toSorted((a, b) => a.iou - b.iou).slice(0, 50);
  return (
    <>
      <table className={styles.table}>
        <caption>Figures</caption>
        <tbody>
          {Object.entries(figuresOf(records)).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{Number.isInteger(value) ? value : value.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="button" onClick={() => save(records)}>
        Save the records
      </button>
      <table className={styles.table}>
        <caption>Worst first</caption>
        <thead>
          <tr>
            <th scope="col">IoU</th>
            <th scope="col">Question</th>
            <th scope="col">Answer</th>
            <th scope="col">Picture</th>
          </tr>
        </thead>
        <tbody>
          {worst.map((record) => (
            <tr key={record.index}>
              <td>{record.iou.toFixed(2)}</td>
              <td>{record.query}</td>
              <td>{record.failure ? record.failure.detail : record.text}</td>
              <td>{record.file}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function save(records: readonly EvaluationRecord[]): void {
  const blob = new Blob(
    records.map((record) => `${JSON.stringify(record)}\n`),
    { type: 'application/jsonl' },
  );
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = 'evaluation.jsonl';
  link.click();
  URL.revokeObjectURL(link.href);
}

function sourceFromFiles(dataset: File, folder: readonly File[]): Source {
  return {
    dataset: () => dataset.text(),
    read: async (file) => {
      // The chosen folder's own name comes first in the relative path.
      const found = folder.find((f) => f.webkitRelativePath.endsWith(`/${file}`));
      if (!found) throw new Error(`there is no ${file} in the folder`);
      return found;
    },
  };
}

/** `?evaluate&dataset=ADDRESS&media=ADDRESS&device=KIND`, addresses on this host only. */
function sourceFromAddress(): Source | null {
  const query = new URLSearchParams(location.search);
  const [dataset, media] = ['dataset', 'media'].map((name) => query.get(name));
  if (!dataset || !media) return null;
  const device = query.get('device');
  if (device) services().engine.setPreference(device as DevicePreference);
  const get = async (address: string): Promise<Response> => {
    const url = new URL(address, document.baseURI);
    if (url.origin !== location.origin) throw new Error('the dataset is on another host');
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${address}: status ${response.status}`);
    return response;
  };
  return {
    dataset: async () => (await get(dataset)).text(),
    read: async (file) => (await get(media + file.split('/').map(encodeURIComponent).join('/'))).blob(),
  };
}
