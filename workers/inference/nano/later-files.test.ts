import { describe, expect, it } from 'vitest';
import { GroundingError, NANO, type GroundingEvent, type PackManifest } from '../../../src/packs/index.ts';
import { LaterFiles } from './later-files.ts';

const file = (path: string, bytes: number) => ({ path, bytes, sha256: '' });
const manifest: PackManifest = {
  ...NANO,
  files: { now: file('now', 5), a: file('a', 10), b: file('b', 30) },
  later: ['a', 'b', 'unknown'],
};
const never = new AbortController().signal;

/** A network whose files come when they are told to. */
function network() {
  const asked: string[] = [];
  const coming = new Map<string, { come(): void; fail(): void; got(bytes: number): void }>();
  const fetch = (name: string, onProgress: (bytes: number) => void = () => undefined): Promise<Uint8Array<ArrayBuffer>> => {
    asked.push(name);
    return new Promise((resolve, reject) => {
      coming.set(name, {
        come: () => resolve(new Uint8Array([name.length])),
        fail: () => reject(new GroundingError('FETCH_OFFLINE', name, { retryable: true })),
        got: onProgress,
      });
    });
  };
  return { asked, fetch, coming };
}

async function drain(events: AsyncGenerator<GroundingEvent, void, void>): Promise<GroundingEvent[]> {
  const all: GroundingEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('files that loading does without', () => {
  it('names only files that the pack has', () => {
    const later = new LaterFiles(manifest, network().fetch);
    expect(later.of('a')).not.toBeNull();
    expect(later.of('now')).toBeNull();
    expect(later.of('unknown')).toBeNull();
  });

  it('are not fetched before they are wanted, and once', async () => {
    const { asked, fetch, coming } = network();
    const later = new LaterFiles(manifest, fetch);
    expect(asked).toEqual([]);
    later.prefetch();
    later.prefetch();
    expect(asked).toEqual(['a', 'b']);
    for (const one of coming.values()) one.come();
    await drain(later.fetched(never));
    expect(await later.of('a')!()).toEqual(new Uint8Array([1]));
    expect(asked).toEqual(['a', 'b']);
  });

  it('tell how far they are', async () => {
    const { fetch, coming } = network();
    const later = new LaterFiles(manifest, fetch);
    const events = later.fetched(never);
    expect((await events.next()).value).toMatchObject({ stage: 'download', done: 0, total: 40 });
    coming.get('a')!.got(10);
    coming.get('a')!.come();
    coming.get('b')!.got(12);
    expect((await events.next()).value).toMatchObject({ stage: 'download', done: 22, total: 40 });
    coming.get('b')!.got(30);
    coming.get('b')!.come();
    expect(await drain(events)).toEqual([]);
  });

  it('say nothing once they are here', async () => {
    const { fetch, coming } = network();
    const later = new LaterFiles(manifest, fetch);
    later.prefetch();
    for (const [name, one] of coming) {
      one.got(manifest.files[name]!.bytes);
      one.come();
    }
    expect(await drain(later.fetched(never))).toEqual([]);
  });

  it('are fetched again after a failure', async () => {
    const { asked, fetch, coming } = network();
    const later = new LaterFiles(manifest, fetch);
    later.prefetch();
    coming.get('a')!.come();
    coming.get('b')!.fail();
    await expect(drain(later.fetched(never))).rejects.toMatchObject({ code: 'FETCH_OFFLINE' });
    const again = drain(later.fetched(never));
    expect(asked).toEqual(['a', 'b', 'b']);
    coming.get('b')!.come();
    await again;
  });

  it('are no longer waited for after a stop', async () => {
    const { fetch, coming } = network();
    const later = new LaterFiles(manifest, fetch);
    const stop = new AbortController();
    const events = later.fetched(stop.signal);
    await events.next();
    stop.abort(new Error('stopped'));
    await expect(events.next()).rejects.toThrow('stopped');
    coming.get('a')!.fail();
  });
});
