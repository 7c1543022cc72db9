import { create } from 'zustand';

/** Chromium's event of an app that can be installed; not in the DOM types. */
export interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

export interface InstallState {
  /** Whether the app and the built-in pack lie on this machine for use without network. */
  readonly offline: 'unknown' | 'saving' | 'ready' | 'full' | 'network' | 'none';
  /** Switches to the new version that waits, and reloads. */
  readonly update: (() => void) | null;
  readonly prompt: InstallPrompt | null;
}

/** What there is to say about this app as something installed. */
export const useInstall = create<InstallState>()(() => ({ offline: 'unknown', update: null, prompt: null }));

/** Shows the browser's own question whether to install the app. */
export async function installApp(): Promise<void> {
  const { prompt } = useInstall.getState();
  // It can be used once.
  useInstall.setState({ prompt: null });
  await prompt?.prompt();
}
