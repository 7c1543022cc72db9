import { useEffect, useState } from 'react';
import { formatBytes } from '../models/format.ts';
import styles from './Library.module.css';

interface Facts {
  readonly usage: number;
  readonly quota: number;
  readonly persisted: boolean;
}

async function measure(): Promise<Facts | null> {
  const storage = navigator.storage as StorageManager | undefined;
  if (!storage?.estimate) return null;
  const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([storage.estimate(), storage.persisted?.() ?? false]);
  return { usage, quota, persisted };
}

/** How much is kept, and whether the browser may throw it away. */
export function StorageNote() {
  const [facts, setFacts] = useState<Facts | null>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => void measure().then(setFacts), []);
  if (!facts) return null;
  const persist = async (): Promise<void> => {
    setRefused(!(await navigator.storage.persist()));
    setFacts(await measure());
  };
  return (
    <p className={styles.storage}>
      {formatBytes(facts.usage)} used, {formatBytes(facts.quota - facts.usage)} free, models included.{' '}
      {facts.persisted ? (
        'The browser will not delete it by itself.'
      ) : (
        <>
          The browser may delete it when the disk is nearly full.{' '}
          <button type="button" className="link" onClick={() => void persist()}>
            Keep it safe
          </button>
          {refused && ' The browser said no for now; it says yes to pages that are used often or installed.'}
        </>
      )}
    </p>
  );
}
