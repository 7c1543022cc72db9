import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
}

/**
 * Bytes in memory of the open page's process, its workers and wasm memory among them: the anonymous and shared parts of the proportional set
 * size, from /proc. The largest of the page processes is meant; the browser keeps others in reserve. Not the pages of the browser's own program, whose shares change with how many processes it happens to have.
 *
 * @returns `null` where there is no /proc (not Linux)
 */
export async function pageMemory(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  // Playwright's types of the protocol do not tell browser from page sessions.
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: readonly ProcessInfo[] };
  await session.detach();
  try {
    let most = 0;
    for (const { id } of processInfo.filter(({ type }) => type === 'renderer')) {
      const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
      const parts = [...rollup.matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+) kB/gm)].map(([, kilobytes]) => Number(kilobytes));
      most = Math.max(
        most,
        parts.reduce((sum, part) => sum + part, 0),
      );
    }
    return most * 1024;
  } catch {
    return null;
  }
}

/** Watches the greatest `pageMemory` until `stop`, which gives it in bytes. */
export function watchMemory(browser: Browser): { stop(): Promise<number | null> } {
  const stopped = new AbortController();
  const watching = (async () => {
    let greatest: number | null = null;
    while (!stopped.signal.aborted) {
      const now = await pageMemory(browser);
      if (now !== null) greatest = Math.max(greatest ?? 0, now);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return greatest;
  })();
  return {
    stop() {
      stopped.abort();
      return watching;
    },
  };
}
