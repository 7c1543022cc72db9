import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { checkpointCommand } from './tools/checkpoints/command.ts';
import { kernels } from './tools/kernel/plugin.ts';
import { CHROMIUM_ARGS, chromiumPath } from './tools/test/chromium.ts';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [kernels()],
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{src,workers,tools}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
        },
      },
      {
        plugins: [react(), kernels()],
        // Everything named up front: a dependency found late makes Vite reload the page under a running test.
        optimizeDeps: {
          include: [
            'react',
            'react-dom',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'zustand',
            'konva',
            'konva/lib/Core',
            'radix-ui',
            'lucide-react',
            'mediabunny',
            '@huggingface/transformers',
            'onnxruntime-web/wasm',
            'onnxruntime-web/webgpu',
            'valibot',
            'idb',
            'fft.js',
            'image-size',
          ],
        },
        test: {
          name: 'component',
          include: ['src/**/*.test.tsx', '{src,workers}/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromiumPath(), args: [...CHROMIUM_ARGS] } }),
            commands: { checkpoint: checkpointCommand },
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
