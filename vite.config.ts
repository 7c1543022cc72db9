import { existsSync, readdirSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { kernels } from './tools/kernel/plugin.ts';
import { offline } from './tools/offline/plugin.ts';

/** Cross-origin isolation, so that wasm may use threads. Hosts without headers get them from the service worker. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** The model families that there is code for. */
const families = readdirSync('workers/inference').filter((name) => existsSync(`workers/inference/${name}/index.ts`));

export default defineConfig({
  define: { __FAMILIES__: JSON.stringify(families) },
  // Relative addresses: the build works under any path of any static host.
  base: './',
  plugins: [react(), kernels(), offline()],
  server: { headers: isolation },
  preview: { headers: isolation, port: 4173 },
  worker: { format: 'es', plugins: () => [kernels()] },
  build: {
    target: 'es2023',
    sourcemap: true,
    // The page is one script: nothing is preloaded with it.
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: 'index.html', sw: 'src/platform/service-worker/sw.ts' },
      // A service worker's scope is its folder, so it has to lie at the root under a fixed name.
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // What the page begins with would be thirty chunks, for it shares them with what comes later, and each request takes its time.
        codeSplitting: { groups: [{ name: 'page', tags: ['$initial'], test: (id) => !/service-worker|workbox/.test(id) }] },
      },
    },
  },
  optimizeDeps: { exclude: ['onnxruntime-web', '@ffmpeg/ffmpeg', '@ffmpeg/core'] },
});
