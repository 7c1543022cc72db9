import { lazy, Suspense, useEffect, useState } from 'react';
import { registerCommands } from '../commands/index.ts';
import { Conversation } from '../features/ask/Conversation.tsx';
import { InventoryPanel } from '../features/inventory/InventoryPanel.tsx';
import { DropTarget, OpenDialogs, OpenStatus } from '../features/open/index.ts';
import { onAnnounce } from '../features/announce.ts';
import { useStore } from '../store/index.ts';
import { Empty } from './Empty.tsx';
import { Header } from './Header.tsx';
import styles from './App.module.css';

// Konva is a fifth of the first load and of no use before a picture is open.
const Stage = lazy(() => loadStage().then((m) => ({ default: m.Stage })));
const ReferenceList = lazy(() => loadStage().then((m) => ({ default: m.ReferenceList })));
const Shortcuts = lazy(() => import('./Shortcuts.tsx').then((m) => ({ default: m.Shortcuts })));

let stageCommandsKnown = false;

async function loadStage() {
  const stage = await import('../features/stage/index.ts');
  if (!stageCommandsKnown) registerCommands(stage.stageCommands);
  stageCommandsKnown = true;
  return stage;
}

/** The whole page: header, stage with what is in it, conversation. */
export function App() {
  const medium = useStore((s) => s.medium);
  return (
    <div className={styles.app}>
      <Header />
      <main className={styles.main} data-empty={medium === null}>
        <section className={styles.media} aria-label="Picture">
          {medium ? (
            <>
              <div className={styles.stage}>
                <Suspense>
                  <Stage />
                </Suspense>
              </div>
              <Caption />
              <div className={styles.below}>
                <InventoryPanel />
                <details className={styles.boxes} open={matchMedia('(width >= 760px)').matches}>
                  <summary>Boxes shown</summary>
                  <Suspense>
                    <ReferenceList />
                  </Suspense>
                </details>
              </div>
            </>
          ) : (
            <Empty />
          )}
          <OpenStatus />
        </section>
        {medium && <Conversation />}
      </main>
      <DropTarget />
      <OpenDialogs />
      <Suspense>
        <Shortcuts />
      </Suspense>
      <LiveRegion />
    </div>
  );
}

function Caption() {
  const medium = useStore((s) => s.medium);
  if (!medium) return null;
  const { name, original, scaled } = medium;
  return (
    <p className={styles.caption}>
      <span className={styles.name}>{name}</span>
      <span>
        {original.width} × {original.height}
        {scaled && ', shown smaller'}
      </span>
    </p>
  );
}

function LiveRegion() {
  const [message, setMessage] = useState('');
  useEffect(() => onAnnounce(setMessage), []);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {message}
    </div>
  );
}
