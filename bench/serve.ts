import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build, createServer, type Connect, type InlineConfig, type Plugin } from 'vite';
import { kernels } from '../tools/kernel/plugin.ts';
import { CHROMIUM_ARGS, chromiumPath, WEBGPU_ARGS } from '../tools/test/chromium.ts';

/** Threads need an isolated page; what the plugin answers does not get Vite's own headers. */
const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BASE: InlineConfig = {
  configFile: false,
  root: ROOT,
  logLevel: 'error',
  worker: { format: 'es', plugins: () => [kernels()] },
};

/** A benchmark's page on a local server, in Chromium. */
export interface Served {
  readonly browser: Browser;
  /** A new tab, in a profile of its own, in which `page.ts` has run and set `globalThis.bench`. */
  readonly open: () => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Bytes for an address, `missing` for a 404, or `null` when the address is not the benchmark's. */
type Answer = Uint8Array | 'missing' | null;

/**
 * Serves `bench/NAME/page.ts` and the repository's modules.
 *
 * @param answer asked first for every address (path without the query)
 * @param exclude packages that Vite must not bundle ahead
 * @param options `page`: another script than `page.ts`
 */
export async function serve(
  name: string,
  answer: (path: string) => Answer,
  exclude: string[] = [],
  { page: script = 'page' }: { readonly page?: string } = {},
): Promise<Served> {
  const middleware: Connect.NextHandleFunction = (request, response, next) => {
    const path = (request.url ?? '').split('?')[0]!;
    for (const [header, value] of Object.entries(ISOLATION)) response.setHeader(header, value);
    if (path === '/bench.html') {
      response.setHeader('content-type', 'text/html').end(`<script type="module" src="/bench/${name}/${script}.ts"></script>`);
      return;
    }
    const bytes = answer(path);
    if (bytes === null) next();
    else if (bytes === 'missing') response.writeHead(404).end();
    else response.end(bytes);
  };
  const plugin: Plugin = {
    name: 'serve-bench',
    configureServer: ({ middlewares }) => void middlewares.use(middleware),
  };
  const server = await createServer({
    ...BASE,
    cacheDir: `${ROOT}/.cache/vite-bench-${name}`,
    plugins: [plugin, kernels()],
    optimizeDeps: { noDiscovery: true, exclude },
    server: { port: 0, hmr: false, watch: null, headers: ISOLATION },
  }).then((one) => one.listen());
  const address = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_ARGS, ...WEBGPU_ARGS] });
  return {
    browser,
    async open() {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(error));
      await page.goto(`${address}bench.html`);
      await page.waitForFunction(() => 'bench' in globalThis);
      if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error('The page is not isolated: no threads');
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * Bundles and minifies `bench/NAME/page.ts`, as the app is.
 *
 * @param folder where `bench.html` and what it needs are written to
 */
export async function bundle(name: string, folder: string): Promise<void> {
  await build({
    ...BASE,
    base: './',
    plugins: [kernels()],
    publicDir: false,
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { input: `${ROOT}/bench/${name}/page.ts`, output: { entryFileNames: 'page.js' } },
    },
  });
  writeFileSync(`${folder}/bench.html`, '<script type="module" src="./page.js"></script>');
}

/** The middle value; of an even number the upper one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
