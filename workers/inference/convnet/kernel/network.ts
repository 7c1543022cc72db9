/**
 * Runs a network's steps, on one thread or several. AssemblyScript, compiled to wasm while the app is built (`tools/kernel`), for memory of one
 * thread or shared by several, with fused multiply-add or without.
 *
 * Memory belongs to the page's side (`program.ts`): control words, each thread's scratch, steps, weights, tensors. A step is `STEP_BYTES` of
 * 32-bit integers: what to do, how many parts it has, how many of them were taken, and what it is done with. Threads take parts until none is left and
 * then wait for each other.
 */
import { storeNumbers } from './lanes';
import { pointwise } from './pointwise';
import { depthwiseRow, windowRow } from './windows';
import { doubleRow, meanOfEight, scaleChannels, toLines, toPlanes } from './planes';

/** Addresses of the control words, of 64 bytes each, so that threads do not write to one line of cache. */
const RUN: usize = 0;
const ARRIVED: usize = 64;
const PHASE: usize = 128;
/** What a run is: threads, steps at, number of steps, scratch at, its bytes a thread, whether thread 0 may sleep. `lanes.ts` has numbers behind it. */
const TASK: usize = 192;

const STEP_BYTES: usize = 128;
/** How often a thread looks for the others before it sleeps: some ten microseconds. */
const PATIENCE: i32 = 10_000;

// @ts-ignore: decorator
@inline
function word(step: usize, i: usize): i32 {
  return load<i32>(step + (i << 2));
}

/** Runs the steps that the control words name; -> when all is done. Thread 0 calls it, the others `serve`. */
export function run(): void {
  storeNumbers();
  const steps = load<usize>(TASK, 4);
  const end = steps + load<usize>(TASK, 8) * STEP_BYTES;
  for (let step = steps; step < end; step += STEP_BYTES) store<i32>(step, 0, 8);
  if (load<i32>(TASK) > 1) {
    atomic.add<i32>(RUN, 1);
    atomic.notify(RUN, -1);
  }
  work(0);
}

/** A helping thread: waits for runs for ever. */
export function serve(thread: i32): void {
  for (let seen = 0; ; ) {
    atomic.wait<i32>(RUN, seen, -1);
    const now = atomic.load<i32>(RUN);
    if (now == seen) continue;
    seen = now;
    work(thread);
  }
}

function work(thread: i32): void {
  const threads = load<i32>(TASK);
  const steps = load<usize>(TASK, 4);
  const end = steps + load<usize>(TASK, 8) * STEP_BYTES;
  const scratch = load<usize>(TASK, 12) + usize(thread) * load<usize>(TASK, 16);
  for (let step = steps; step < end; step += STEP_BYTES) {
    const parts = word(step, 1);
    if (threads == 1) {
      for (let i = 0; i < parts; i += 1) part(step, i, scratch);
      continue;
    }
    for (;;) {
      const i = atomic.add<i32>(step, 1, 8);
      if (i >= parts) break;
      part(step, i, scratch);
    }
    meet(threads, thread > 0 || load<i32>(TASK, 20) != 0);
  }
}

/** Waits until all threads are here. */
function meet(threads: i32, maySleep: bool): void {
  const phase = atomic.load<i32>(PHASE);
  if (atomic.add<i32>(ARRIVED, 1) == threads - 1) {
    atomic.store<i32>(ARRIVED, 0);
    atomic.add<i32>(PHASE, 1);
    atomic.notify(PHASE, -1);
    return;
  }
  for (let i = 0; atomic.load<i32>(PHASE) == phase; i += 1) {
    if (maySleep && i >= PATIENCE) atomic.wait<i32>(PHASE, phase, -1);
  }
}

/** Part `i` of a step: numbers of steps and their words as in `program.ts`. */
function part(step: usize, i: i32, scratch: usize): void {
  const size = word(step, 3);
  const x = usize(word(step, 4));
  const xPitch = usize(word(step, 5));
  const y = usize(word(step, 6));
  const yPitch = usize(word(step, 7));
  const height = word(step, 8);
  const width = word(step, 9);
  const outHeight = word(step, 10);
  const outWidth = word(step, 11);
  const inputs = word(step, 12);
  const outputs = word(step, 13);
  const activation = word(step, 14);
  const weights = usize(word(step, 15));
  const bias = usize(word(step, 16));
  const first = i * size;
  const pixels = min(size, outHeight * outWidth - first);
  const rows = min(outHeight, first + size);
  const at = usize(first);
  switch (word(step, 0)) {
    case 0: {
      const residual = usize(word(step, 17));
      const residualPitch = usize(word(step, 18));
      const r = residual ? residual + at * residualPitch : 0;
      pointwise(x + at * xPitch, xPitch, y + at * yPitch, yPitch, weights, bias, r, residualPitch, pixels, inputs, outputs, activation);
      break;
    }
    case 1:
    case 2:
    case 8: {
      const kernel = word(step, 17);
      const stride = word(step, 18);
      const up = word(step, 19);
      const left = -word(step, 20);
      for (let row = first; row < rows; row += 1) {
        const to = y + usize(row * outWidth) * yPitch;
        const top = row * stride - up;
        if (word(step, 0) == 8) {
          const line = usize(inputs) << 2;
          depthwiseRow(x, xPitch, height, width, top, left, scratch, line, outWidth, weights, bias, inputs, kernel, stride, activation);
          const residual = usize(word(step, 24));
          const pitch = usize(word(step, 25));
          const r = residual ? residual + usize(row * outWidth) * pitch : 0;
          const w = usize(word(step, 22));
          const b = usize(word(step, 23));
          pointwise(scratch, line, to, yPitch, w, b, r, pitch, outWidth, inputs, outputs, word(step, 21));
        } else if (word(step, 0) == 1) {
          depthwiseRow(x, xPitch, height, width, top, left, to, yPitch, outWidth, weights, bias, inputs, kernel, stride, activation);
        } else {
          windowRow(x, xPitch, height, width, top, left, to, yPitch, outWidth, weights, bias, inputs, outputs, kernel, stride, activation, scratch);
        }
      }
      break;
    }
    case 3:
      for (let block = at; block < min(at + usize(size), usize(inputs) >> 3); block += 1) {
        meanOfEight(x + (block << 5), xPitch, height * width, y + (block << 5));
      }
      break;
    case 4:
      scaleChannels(x + at * xPitch, xPitch, weights, y + at * yPitch, yPitch, pixels, inputs);
      break;
    case 5:
      for (let row = first; row < rows; row += 1) {
        doubleRow(x, xPitch, height, width, row, y + usize(row * outWidth) * yPitch, yPitch, inputs, activation);
      }
      break;
    case 6:
      toLines(x + (at << 2), xPitch, inputs, y + at * yPitch, pixels);
      break;
    case 7:
      toPlanes(x + at * xPitch, xPitch, y + (at << 2), yPitch, inputs, pixels);
      break;
  }
}
