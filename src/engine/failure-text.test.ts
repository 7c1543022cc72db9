import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../packs/index.ts';
import { failureText } from './failure-text.ts';

const CODES: readonly FailureCode[] = [
  'ABORTED',
  'MEDIUM_UNSUPPORTED',
  'MODEL_MISSING',
  'DEVICE_LOST',
  'WORKER_HUNG',
  'INTERNAL',
];

describe('failureText', () => {
  it.each(CODES)('%s: says what happened and what to do, without jargon', (code) => {
    const { title, remedy } = failureText({ code });
    expect(title).toMatch(/^[A-Z].{5,60}$/);
    expect(title).not.toMatch(/\.$|wasm|worker|onnx|_/i);
    expect(remedy).toMatch(/^[A-Z].+\.$/);
    expect(remedy).not.toMatch(/wasm|worker|onnx|_/i);
  });
});
