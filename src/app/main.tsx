import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { listenForShortcuts } from '../commands/index.ts';
import { createEngine, createMediaEngine } from '../engine/index.ts';
import { takeInventory } from '../features/inventory/inventory.ts';
import { onOpened } from '../features/open/index.ts';
import { setServices } from '../features/services.ts';
import { PACKS } from '../packs/registry.ts';
import { ensureIsolation } from '../platform/isolation.ts';
import { useStore } from '../store/index.ts';
import { App } from './App.tsx';
import { registerAppCommands } from './commands.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import './theme.css';

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

async function boot(): Promise<void> {
  followTheme();
  if ((await ensureIsolation()) === 'reloading') return;
  const engine = createEngine({ packs: () => PACKS, preference: useStore.getState().devicePreference });
  setServices({ engine, media: createMediaEngine() });
  useStore.getState().setEngine(engine.getState());
  engine.subscribe((state) => useStore.getState().setEngine(state));
  onOpened((medium) => void takeInventory(medium));
  registerAppCommands();
  listenForShortcuts();
  // The evaluation page is a page of its own in the same app.
  const Page = new URLSearchParams(location.search).has('evaluate') ? EvaluatePage : App;
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <ErrorBoundary>
        <Suspense>
          <Page />
        </Suspense>
      </ErrorBoundary>
    </StrictMode>,
  );
}

void boot();
