import { useEffect, useRef, useState } from 'react';
import { FORMATS } from '../../core/datasets/index.ts';
import { toFailure } from '../../packs/index.ts';
import { services } from '../services.ts';
import type { EvaluationRecord } from './record.ts';
import { Results } from './Results.tsx';
import { runQuestions } from './run.ts';
import { filesOfDrop, filesOfInput, sourceFromAddress, sourceFromFiles, type FolderFile, type Source } from './sources.ts';
import styles from './EvaluatePage.module.css';

type Phase = { readonly kind: 'idle' | 'running' | 'finished' | 'stopped' } | { readonly kind: 'failed'; readonly why: string };

/**
 * Measures the app on a dataset of questions about pictures, videos and recordings, in the app itself. Each record is also sent as an
 * `evaluation-record` event on the window, which the command-line tool listens to.
 */
export function EvaluatePage() {
  const [dataset, setDataset] = useState<File | null>(null);
  const [folder, setFolder] = useState<readonly FolderFile[]>([]);
  const [format, setFormat] = useState('');
  const [dragging, setDragging] = useState(false);
  const [phase, setPhase] = useState<Phase>({ kind: 'idle' });
  const [records, setRecords] = useState<readonly EvaluationRecord[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [total, setTotal] = useState(0);
  const [read, setRead] = useState<{ readonly of: Source['read'] } | null>(null);
  const abort = useRef<AbortController | null>(null);
  const running = phase.kind === 'running';

  const run = async (source: Source): Promise<void> => {
    const controller = new AbortController();
    abort.current = controller;
    setPhase({ kind: 'running' });
    setRecords([]);
    setTotal(0);
    setProblems([]);
    setRead({ of: source.read });
    try {
      if (source.device) services().engine.setPreference(source.device);
      const { questions, problems: found } = await source.questions();
      setProblems(found);
      setTotal(questions.length);
      const done: EvaluationRecord[] = [];
      const options = { pack: source.pack, signal: controller.signal };
      for await (const record of runQuestions(questions, source.read, services(), options)) {
        done.push(record);
        dispatchEvent(new CustomEvent('evaluation-record', { detail: record }));
        setRecords([...done]);
      }
      setPhase(
        questions.length === 0
          ? { kind: 'failed', why: 'The dataset has no question that can be asked.' }
          : { kind: 'finished' },
      );
    } catch (error) {
      if (controller.signal.aborted) setPhase({ kind: 'stopped' });
      else setPhase({ kind: 'failed', why: error instanceof Error ? error.message : toFailure(error).detail });
    }
  };

  useEffect(() => {
    const source = sourceFromAddress();
    // Once per page: React's strict mode runs effects twice.
    if (source && abort.current === null) void run(source);
  });

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const take = async (transfer: DataTransfer): Promise<void> => {
      const dropped = await filesOfDrop(transfer);
      if (dropped.dataset) setDataset(dropped.dataset);
      if (dropped.folder.length > 0) setFolder(dropped.folder);
    };
    const over = (event: DragEvent, value: boolean): void => {
      event.preventDefault();
      setDragging(value);
    };
    addEventListener('dragover', (event) => over(event, true), { signal });
    addEventListener('dragleave', (event) => over(event, false), { signal });
    addEventListener(
      'drop',
      (event) => {
        over(event, false);
        if (event.dataTransfer) void take(event.dataTransfer);
      },
      { signal },
    );
    return () => controller.abort();
  }, []);

  return (
    <main className={styles.page} data-dragging={dragging || undefined}>
      <header className={styles.header}>
        <h1>Evaluate</h1>
        <a href="./">Back to the app</a>
      </header>
      <p className={styles.intro}>
        Asks every question of a dataset in this browser and compares the answers with the truth. Choose or drop a dataset file
        and the folder that its paths are relative to. Nothing is uploaded.
      </p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (dataset) void run(sourceFromFiles(dataset, folder, format || null, 'nano'));
        }}
      >
        <label className={styles.field}>
          <span>Dataset file</span>
          <input
            type="file"
            accept=".json,.jsonl,.ndjson,.txt"
            disabled={running}
            onChange={(event) => setDataset(event.target.files?.[0] ?? null)}
          />
          <small>{dataset ? dataset.name : 'JSON, JSON lines or text'}</small>
        </label>
        <label className={styles.field}>
          <span>Folder of media</span>
          <input
            type="file"
            multiple
            disabled={running}
            {...{ webkitdirectory: '' }}
            onChange={(event) => setFolder(filesOfInput(event.target.files ?? []))}
          />
          <small>{folder.length > 0 ? `${folder.length} files` : 'pictures, videos, recordings'}</small>
        </label>
        <label className={styles.field}>
          <span>Format</span>
          <select value={format} disabled={running} onChange={(event) => setFormat(event.target.value)}>
            <option value="">Tell from the file</option>
            {FORMATS.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <small>&nbsp;</small>
        </label>
        <div className={styles.actions}>
          <button type="submit" className="button primary" disabled={!dataset || folder.length === 0 || running}>
            Run
          </button>
          <button type="button" className="button" disabled={!running} onClick={() => abort.current?.abort()}>
            Stop
          </button>
        </div>
      </form>
      <p role="status" className={phase.kind === 'failed' ? styles.failed : undefined}>
        {statusOf(phase, records.length, total)}
      </p>
      {running && total > 0 && (
        <progress className={styles.progress} aria-label="Questions answered" value={records.length} max={total} />
      )}
      {problems.length > 0 && (
        <details className={styles.problems}>
          <summary>{problems.length === 1 ? 'One record was' : `${problems.length} records were`} left out</summary>
          <ul>
            {problems.slice(0, 200).map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </details>
      )}
      {records.length > 0 && read && <Results records={records} read={read.of} running={running} />}
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
    case 'stopped':
      return `Stopped after ${done} of ${total} questions.`;
    case 'failed':
      return `Failed: ${phase.why}`;
  }
}
