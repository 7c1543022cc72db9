import { capabilities } from '../../platform/capabilities.ts';
import { keepFiles, registerServiceWorker, takeShared } from '../../platform/offline.ts';
import type { FileGroup } from '../../platform/service-worker/kept-files.ts';
import { useStore } from '../../store/index.ts';
import { openFiles, openUrl } from '../open/open-medium.ts';
import { useInstall, type InstallPrompt } from './state.ts';

/** How long, in ms, the page is left alone before files are fetched for use without network. */
const QUIET = 3000;

interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** Makes the page an app: offline copy, updates, installing, and files that the system or other apps hand over. */
export function startInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault(); // the app has its own place for it
    useInstall.setState({ prompt: event as InstallPrompt });
  });
  window.addEventListener('appinstalled', () => useInstall.setState({ prompt: null }));
  (window as { readonly launchQueue?: LaunchQueue }).launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length > 0) void Promise.all(files.map((handle) => handle.getFile())).then(openFiles);
  });
  void takeShared()
    .then((shared) => {
      if (typeof shared === 'string') return openUrl(shared);
      return shared ? openFiles([shared]) : undefined;
    })
    .catch(() => undefined);
  void keepOffline();
}

async function keepOffline(): Promise<void> {
  const registration = await registerServiceWorker((update) => useInstall.setState({ update }));
  if (!registration) {
    useInstall.setState({ offline: 'none' });
    return;
  }
  await quiet();
  useInstall.setState({ offline: 'saving' });
  const { device } = useStore.getState().engine;
  const runtime: FileGroup = (device?.kind ?? (await likelyDevice())) === 'webgpu' ? 'gpu' : 'cpu';
  const outcome = await keepFiles(registration, ['pack', runtime]);
  useInstall.setState({ offline: outcome === 'kept' ? 'ready' : outcome });
}

/** Resolves when the model is loaded, or when nobody wants it: fetching its files twice at once would slow the person down. */
function quiet(): Promise<void> {
  const connection = (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection;
  return new Promise((resolve) => {
    const check = (): void => {
      const { engine, opening } = useStore.getState();
      const idle = engine.status === 'idle' && opening === null && connection?.saveData !== true;
      if (!idle && engine.status !== 'ready') return;
      clearInterval(timer);
      resolve();
    };
    const timer = setInterval(check, QUIET);
  });
}

async function likelyDevice(): Promise<'webgpu' | 'wasm'> {
  const { devicePreference } = useStore.getState();
  if (devicePreference === 'wasm' || devicePreference === 'wasm-threads') return 'wasm';
  const { gpu } = await capabilities();
  return gpu.state === 'present' && (!gpu.software || devicePreference === 'webgpu') ? 'webgpu' : 'wasm';
}
