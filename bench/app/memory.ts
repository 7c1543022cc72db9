import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
}

/**
 * Bytes in memory of the browser's page processes, workers and wasm memory among them: proportional set size, from /proc.
 *
 * @returns `null` where there is no /proc (not Linux)
 */
export async function pageMemory(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  // Playwright's types of the protocol do not tell browser from page sessions.
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: readonly ProcessInfo[] };
  await session.detach();
  try {
    let kilobytes = 0;
    for (const { id } of processInfo.filter(({ type }) => type === 'renderer')) {
      const [, found] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')) ?? [];
      kilobytes += Number(found ?? 0);
    }
    return kilobytes * 1024;
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
