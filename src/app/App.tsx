import { lazy, Suspense, useEffect, useState } from 'react';
import { registerCommands } from '../commands/index.ts';
import { Conversation } from '../features/ask/Conversation.tsx';
import { UpdateNote } from '../features/install/UpdateNote.tsx';
import { InventoryPanel } from '../features/inventory/InventoryPanel.tsx';
import { DropTarget, OpenDialogs, OpenStatus } from '../features/open/index.ts';
import { useLibrary } from '../features/library/state.ts';
import { ShareDialogs } from '../features/share/ShareDialogs.tsx';
import { onAnnounce } from '../features/announce.ts';
import { formatClock } from '../core/index.ts';
import { useStore, type MediumDocument, type TimedDocument } from '../store/index.ts';
import { Empty } from './Empty.tsx';
import { Header } from './Header.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import styles from './App.module.css';

// Konva is a fifth of the first load and of no use before a picture is open.
const Stage = lazy(() => loadStage().then((m) => ({ default: m.Stage })));
const ReferenceList = lazy(() => loadStage().then((m) => ({ default: m.ReferenceList })));
const PlayerBar = lazy(() => loadPlayer().then((m) => ({ default: m.PlayerBar })));
const Timeline = lazy(() => import('../features/timeline/index.ts').then((m) => ({ default: m.Timeline })));
const ModelsDialog = lazy(() => import('../features/models/ModelsDialog.tsx').then((m) => ({ default: m.ModelsDialog })));
const LibraryDialog = lazy(() => import('../features/library/LibraryDialog.tsx').then((m) => ({ default: m.LibraryDialog })));

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

const PLACE = { picture: 'Picture', video: 'Video', sound: 'Recording' } as const;
const SHOWN = { picture: 'Shown in the picture', video: 'Times and boxes', sound: 'Times' } as const;

/** The whole page: header, stage with what is in it, conversation. */
export function App() {
  const medium = useStore((s) => s.medium);
  const models = useStore((s) => s.modelsOpen);
  const library = useLibrary((s) => s.open);
  return (
    <div className={styles.app}>
      <Header />
      <main className={styles.main} data-empty={medium === null} data-kind={medium?.kind}>
        <section className={styles.media} aria-label={medium ? PLACE[medium.kind] : 'Picture'}>
          {medium ? (
            <>
              {medium.kind !== 'sound' && (
                <div className={styles.stage}>
                  <Suspense>
                    <Stage />
                  </Suspense>
                </div>
              )}
              {medium.kind !== 'picture' && <Player key={medium.handle.id} medium={medium} />}
              <Caption />
              <div className={styles.below}>
                <InventoryPanel />
                <details className={styles.boxes} open={matchMedia('(width >= 760px)').matches}>
                  <summary>{SHOWN[medium.kind]}</summary>
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
      <ShareDialogs />
      <Shortcuts />
      {library && (
        <Suspense>
          <LibraryDialog />
        </Suspense>
      )}
      {models && (
        <Suspense>
          <ModelsDialog />
        </Suspense>
      )}
      <UpdateNote />
      <LiveRegion />
    </div>
  );
}

/** What plays has a time: player and timeline. Of fixed height while they load. */
function Player({ medium }: { readonly medium: TimedDocument }) {
  const { opened, handle } = medium;
  const [connect, setConnect] = useState(() => () => opened.connect());
  // The worker behind the old ports died: new ones.
  useEffect(() => opened.onLost(() => setConnect(() => () => opened.connect())), [opened]);
  const shows = handle.kind === 'sound' ? 'sound' : handle.hasSound ? 'frames and sound' : 'frames';
  return (
    <div className={styles.player} data-shows={shows}>
      <Suspense>
        <PlayerBar medium={medium} />
        <Timeline duration={handle.duration} connect={connect} shows={shows} />
      </Suspense>
    </div>
  );
}

function Caption() {
  const medium = useStore((s) => s.medium);
  if (!medium) return null;
  return (
    <p className={styles.caption}>
      <span className={styles.name}>{medium.name}</span>
      <span>{factsOf(medium)}</span>
    </p>
  );
}

function factsOf(medium: MediumDocument): string {
  const size = medium.kind === 'sound' ? '' : `${medium.original.width} × ${medium.original.height}`;
  switch (medium.kind) {
    case 'picture':
      return medium.scaled ? `${size}, shown smaller` : size;
    case 'video':
      return `${size}, ${formatClock(medium.handle.duration)}`;
    case 'sound':
      return formatClock(medium.handle.duration);
  }
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
