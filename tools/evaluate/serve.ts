import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

/**
 * Serves the production build with isolation headers, the questions at `evaluation/questions.json` and its media under
 * `evaluation/media/`, on a free local port.
 */
export async function serve(media: string, questions: string): Promise<{ url: string; close(): Promise<void> }> {
  const app = sirv('dist', { etag: true });
  const files = sirv(media, { dev: true });
  const server = createServer((request, response) => {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    const missing = (): void => {
      response.writeHead(404).end();
    };
    const url = request.url ?? '/';
    if (url.startsWith('/evaluation/questions.json')) response.setHeader('Content-Type', 'application/json').end(questions);
    else if (url.startsWith('/evaluation/media/')) {
      request.url = url.slice('/evaluation/media'.length);
      files(request, response, missing);
    } else app(request, response, missing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
