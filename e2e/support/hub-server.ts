import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';

/** What goes wrong with one file, or is odd about it; nothing when left out. */
export interface Fault {
  /** Bytes a second. */
  readonly speed?: number;
  /** The connection breaks off after so many bytes of a response. */
  readonly breakAfter?: number;
  /** The response ends in good order after so many bytes of the file, as if that were all of it. */
  readonly truncateAt?: number;
  /** One byte is another one; the length is right. */
  readonly corrupt?: boolean;
  readonly status?: number;
  /** A web page comes in place of the file, with status 200. */
  readonly html?: boolean;
  /** `Range` is not understood: all of the file comes. */
  readonly noRange?: boolean;
  /** How many requests it happens to; all when left out. */
  readonly times?: number;
}

export interface Hit {
  readonly method: string;
  readonly path: string;
  readonly range: string | null;
}

const digest = (kind: 'sha1' | 'sha256', bytes: Buffer, prefix = ''): string =>
  createHash(kind).update(prefix).update(bytes).digest('hex');

/**
 * A model hub for tests, in the layout of huggingface.co: `/REPO/resolve/REVISION/PATH` with `Range`, `ETag` and CORS, and
 * `/api/models/REPO/revision/REVISION?blobs=true` with commit, sizes and checksums. Every file can be given a fault.
 */
export class HubServer {
  readonly hits: Hit[] = [];
  /** Without the `api/` part, as a plain mirror of files is. */
  plain = false;
  /** Every request ends without an answer. */
  down = false;
  readonly #repos = new Map<string, Map<string, Buffer>>();
  readonly #faults = new Map<string, { fault: Fault; left: number }>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  /** Starts on a free port of this machine. */
  static async start(): Promise<HubServer> {
    const hub = new HubServer();
    await new Promise<void>((resolve) => hub.#server.listen(0, '127.0.0.1', resolve));
    return hub;
  }

  /** Ends with a slash. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Adds a file to a repository, or replaces it. */
  put(repo: string, path: string, bytes: Buffer): void {
    const files = this.#repos.get(repo) ?? new Map<string, Buffer>();
    this.#repos.set(repo, files.set(path, bytes));
  }

  /** Adds every file of a folder, as the checkpoint generator writes it. */
  async putFolder(repo: string, folder: string): Promise<void> {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      this.put(repo, relative(folder, file).split(sep).join('/'), await readFile(file));
    }
  }

  /** Lets a file have a fault from now on; `null` heals it. */
  fault(repo: string, path: string, fault: Fault | null): void {
    const key = `${repo}/${path}`;
    if (fault) this.#faults.set(key, { fault, left: fault.times ?? Infinity });
    else this.#faults.delete(key);
  }

  /** The commit of a repository: made from what is in it. */
  commit(repo: string): string {
    const files = [...(this.#repos.get(repo) ?? [])].map(([path, bytes]) => `${path} ${digest('sha1', bytes)}`);
    return createHash('sha1').update(files.sort().join('\n')).digest('hex');
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    const range = request.headers.range ?? null;
    this.hits.push({ method, path: decodeURIComponent(pathname.slice(1)), range });
    if (this.down) {
      request.socket.destroy();
      return;
    }
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader(
      'Access-Control-Expose-Headers',
      'ETag, Accept-Ranges, Content-Range, X-Linked-Size, X-Linked-ETag, X-Repo-Commit',
    );
    if (method === 'OPTIONS') {
      response.writeHead(204, { 'Access-Control-Allow-Headers': 'Range', 'Access-Control-Allow-Methods': 'GET, HEAD' }).end();
      return;
    }
    const api = /^\/api\/models\/(.+)\/revision\/[^/]+$/.exec(pathname);
    if (api && !this.plain) {
      this.#index(decodeURIComponent(api[1]!), response);
      return;
    }
    const [, repo = '', path = ''] = /^\/(.+?)\/resolve\/[^/]+\/(.+)$/.exec(decodeURIComponent(pathname)) ?? [];
    const bytes = this.#repos.get(repo)?.get(path);
    if (!bytes) response.writeHead(404, { 'X-Error-Code': 'EntryNotFound' }).end('Entry not found');
    else await this.#send(bytes, this.#take(`${repo}/${path}`), { method, range, repo }, response);
  }

  #take(key: string): Fault {
    const entry = this.#faults.get(key);
    if (!entry || entry.left <= 0) return {};
    entry.left -= 1;
    return entry.fault;
  }

  #index(repo: string, response: ServerResponse): void {
    const files = this.#repos.get(repo);
    if (!files) {
      response.writeHead(404).end('{"error":"Repository not found"}');
      return;
    }
    const siblings = [...files].map(([rfilename, bytes]) => {
      const blobId = digest('sha1', bytes, `blob ${bytes.length}\0`);
      const large = /\.(onnx|onnx_data|bin)$/.test(rfilename);
      const lfs = { sha256: digest('sha256', bytes), size: bytes.length, pointerSize: 130 };
      return { rfilename, size: bytes.length, blobId, lfs: large ? lfs : undefined };
    });
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ id: repo, sha: this.commit(repo), siblings }));
  }

  async #send(
    whole: Buffer,
    fault: Fault,
    { method, range, repo }: { method: string; range: string | null; repo: string },
    response: ServerResponse,
  ): Promise<void> {
    if (fault.status !== undefined) {
      response.writeHead(fault.status).end('no');
      return;
    }
    if (fault.html) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<!doctype html><title>Sign in</title>');
      return;
    }
    const sha256 = digest('sha256', whole);
    let body = fault.truncateAt === undefined ? whole : whole.subarray(0, fault.truncateAt);
    if (fault.corrupt) {
      body = Buffer.from(body);
      body[body.length >> 1]! ^= 0xff;
    }
    response.setHeader('ETag', `"${sha256}"`);
    response.setHeader('X-Linked-Size', whole.length);
    response.setHeader('X-Repo-Commit', this.commit(repo));
    response.setHeader('Accept-Ranges', 'bytes');
    response.setHeader('Content-Type', 'application/octet-stream');
    const [, from, to] = (!fault.noRange && /^bytes=(\d+)-(\d*)$/.exec(range ?? '')) || [];
    const start = Number(from ?? 0);
    if (start >= body.length && body.length > 0) {
      response.writeHead(416, { 'Content-Range': `bytes */${body.length}` }).end();
      return;
    }
    const part = body.subarray(start, to ? Number(to) + 1 : body.length);
    response.setHeader('Content-Length', part.length);
    if (from !== undefined) response.setHeader('Content-Range', `bytes ${start}-${start + part.length - 1}/${body.length}`);
    response.writeHead(from === undefined ? 200 : 206);
    if (method === 'HEAD') response.end();
    else await write(part, fault, response);
  }
}

/** Sends in small steps where speed or place of a break matter. */
async function write(bytes: Buffer, { speed, breakAfter }: Fault, response: ServerResponse): Promise<void> {
  const end = Math.min(bytes.length, breakAfter ?? bytes.length);
  const step = speed === undefined ? 65_536 : Math.max(1, Math.round(speed / 20));
  for (let at = 0; at < end && !response.destroyed; at += step) {
    if (!response.write(bytes.subarray(at, Math.min(end, at + step))))
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          response.off('drain', wake).off('close', wake);
          resolve();
        };
        response.on('drain', wake).on('close', wake);
      });
    if (speed !== undefined) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (breakAfter === undefined) response.end();
  // What was written has to leave the machine before the line is cut.
  else setTimeout(() => response.destroy(), 50);
}
