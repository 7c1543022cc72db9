import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

/** A plain static host: what it serves, under which path, with which headers. */
export interface StaticHost {
  /** Ends with a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a folder the way a simple host does, on a free port; files may change meanwhile.
 *
 * @param folder absolute or relative to the working folder
 * @param base path it appears under, `/` or `/some/path/`
 * @param headers added to every answer; none by default, so the page is not cross-origin isolated
 */
export async function serveStatic(
  folder: string,
  base = '/',
  headers: Readonly<Record<string, string>> = {},
): Promise<StaticHost> {
  const handle = sirv(folder, { etag: true, dev: true });
  const server: Server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!request.url?.startsWith(base)) {
      response.writeHead(404).end('not here');
      return;
    }
    request.url = `/${request.url.slice(base.length)}`;
    handle(request, response, () => {
      response.writeHead(404).end('not here');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
