import { lazy, Suspense, useEffect, useState } from 'react';
import { registerCommands } from '../commands/index.ts';
import { Conversation } from '../features/ask/Conversation.tsx';
import { InventoryPanel } from '../features/inventory/InventoryPanel.tsx';
import { DropTarget, OpenDialogs, OpenStatus } from '../features/open/index.ts';
import { onAnnounce } from '../features/announce.ts';
import { formatClock } from '../core/index.ts';
import { useStore, type VideoDocument } from '../store/index.ts';
import { Empty } from './Empty.tsx';
import { Header } from './Header.tsx';
import styles from './App.module.css';

// Konva is a fifth of the first load and of no use before a picture is open.
const Stage = lazy(() => loadStage().then((m) => ({ default: m.Stage })));
const ReferenceList = lazy(() => loadStage().then((m) => ({ default: m.ReferenceList })));
const PlayerBar = lazy(() => loadPlayer().then((m) => ({ default: m.PlayerBar })));
const Timeline = lazy(() => import('../features/timeline/index.ts').then((m) => ({ default: m.Timeline })));
const Shortcuts = lazy(() => import('./Shortcuts.tsx').then((m) => ({ default: m.Shortcuts })));

let stageCommandsKnown = false;

async function loadStage() {
  const stage = await import('../features/stage/index.ts');
  if (!stageCommandsKnown) registerCommands(stage.stageCommands);
  stageCommandsKnown = true;
  return stage;
}

let playerCommandsKnown = false;

async function loadPlayer() {
  const player = await import('../features/player/index.ts');
  if (!playerCommandsKnown) registerCommands(player.playerCommands);
  playerCommandsKnown = true;
  return player;
}

/** The whole page: header, stage with what is in it, conversation. */
export function App() {
  const medium = useStore((s) => s.medium);
  return (
    <div className={styles.app}>
      <Header />
      <main className={styles.main} data-empty={medium === null} data-kind={medium?.kind}>
        <section className={styles.media} aria-label={medium?.kind === 'video' ? 'Video' : 'Picture'}>
          {medium ? (
            <>
              <div className={styles.stage}>
                <Suspense>
                  <Stage />
                </Suspense>
              </div>
              {medium.kind === 'video' && <Player key={medium.handle.id} video={medium} />}
              <Caption />
              <div className={styles.below}>
                <InventoryPanel />
                <details className={styles.boxes} open={matchMedia('(width >= 760px)').matches}>
                  <summary>{medium.kind === 'video' ? 'Times and boxes' : 'Boxes shown'}</summary>
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

/** What a video has that a picture has not: play, and time. Of fixed height while it loads. */
function Player({ video }: { readonly video: VideoDocument }) {
  const { opened, handle } = video;
  const [connect, setConnect] = useState(() => () => opened.connect());
  // The worker behind the old ports died: new ones.
  useEffect(() => opened.onLost(() => setConnect(() => () => opened.connect())), [opened]);
  return (
    <div className={styles.player}>
      <Suspense>
        <PlayerBar video={video} />
        <Timeline duration={handle.duration} connect={connect} />
      </Suspense>
    </div>
  );
}

function Caption() {
  const medium = useStore((s) => s.medium);
  if (!medium) return null;
  const { name, original } = medium;
  const scaled = medium.kind === 'picture' && medium.scaled;
  return (
    <p className={styles.caption}>
      <span className={styles.name}>{name}</span>
      <span>
        {original.width} × {original.height}
        {scaled && ', shown smaller'}
        {medium.kind === 'video' && `, ${formatClock(medium.handle.duration)}`}
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
