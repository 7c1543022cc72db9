import type { BrowserCommand } from 'vitest/node';
import { CHECKPOINTS } from './index.ts';

/** For tests in a browser: the files of a pack's tiny checkpoint, in base64 by their paths. */
export const checkpointCommand: BrowserCommand<[id: string]> = (_, id) => {
  const make = CHECKPOINTS[id];
  if (!make) throw new Error(`there is no tiny checkpoint for ${id}`);
  return Object.fromEntries([...make()].map(([path, bytes]) => [path, bytes.toString('base64')]));
};

declare module 'vitest/browser' {
  interface BrowserCommands {
    checkpoint: (id: string) => Promise<Record<string, string>>;
  }
}
