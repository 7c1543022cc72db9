import { lazy, StrictMode, Suspense, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { listenForShortcuts } from '../commands/index.ts';
import { createEngine, createMediaEngine, type Engine } from '../engine/index.ts';
import { startInstall } from '../features/install/start.ts';
import { takeInventory } from '../features/inventory/inventory.ts';
import { startLibrary } from '../features/library/start.ts';
import { currentPacks } from '../features/models/catalogue.ts';
import { followSettings, refreshAll } from '../features/models/downloads.ts';
import { onOpened } from '../features/open/index.ts';
import { watchForResults } from '../features/share/watch.ts';
import { setServices } from '../features/services.ts';
import { ensureIsolation } from '../platform/isolation.ts';
import { useStore } from '../store/index.ts';
import { App } from './App.tsx';
import { registerAppCommands } from './commands.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import './theme.css';

const EmbedPage = lazy(() => import('../features/embed/EmbedPage.tsx').then((m) => ({ default: m.EmbedPage })));
const EvaluatePage = lazy(() => import('../features/evaluate/EvaluatePage.tsx').then((m) => ({ default: m.EvaluatePage })));

function followTheme(): void {
  const apply = (theme: string): void => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
  apply(useStore.getState().theme);
  useStore.subscribe((state, before) => {
    if (state.theme !== before.theme) apply(state.theme);
  });
}

/** Whether a reload would take nothing away from the person. */
function untouched(): boolean {
  const { medium, opening, modelsOpen } = useStore.getState();
  return !medium && !opening && !modelsOpen && !document.querySelector('[role=dialog]');
}

async function boot(): Promise<void> {
  followTheme();
  const asked = new URLSearchParams(location.search);
  if (asked.has('embed')) {
    render(<EmbedPage />);
    return;
  }
  if ((await ensureIsolation(untouched)) === 'reloading') return;
  const engine = createEngine({ packs: currentPacks, preference: useStore.getState().devicePreference });
  setServices({ engine, media: createMediaEngine() });
  useStore.getState().setEngine(engine.getState());
  engine.subscribe((state) => useStore.getState().setEngine(state));
  onOpened((medium) => void takeInventory(medium));
  registerAppCommands();
  listenForShortcuts();
  followSettings();
  // Which downloaded models are there, for the first question may want one; without it the built-in pack still answers.
  void refreshAll().catch(() => undefined);
  // The evaluation page is a page of its own in the same app.
  const evaluating = asked.has('evaluate');
  if (!evaluating) {
    watchForResults();
    startLibrary();
    startInstall();
  }
  render(evaluating ? <EvaluatePage /> : <App />);
  if (!evaluating) warmAtFirstTouch(engine);
}

/** Has the model ready before a medium is chosen: whoever touches the first page is about to. */
function warmAtFirstTouch(engine: Engine): void {
  const ended = new AbortController();
  const touch = (): void => {
    ended.abort();
    // Whoever came by a link looks at what was sent, which needs no model.
    if (untouched() && location.hash === '') void engine.warm();
  };
  for (const type of ['pointerdown', 'keydown', 'dragenter'])
    addEventListener(type, touch, { passive: true, signal: ended.signal });
}

function render(page: ReactNode): void {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <ErrorBoundary>
        <Suspense>{page}</Suspense>
      </ErrorBoundary>
    </StrictMode>,
  );
}

void boot();
