/**
 * The sums of a polyphase filter. AssemblyScript, compiled to wasm with SIMD while the app is built (`tools/kernel`): in JavaScript they are
 * half of the time that listening to a long recording takes.
 *
 * All arguments that say "at" are byte addresses in the module's memory; samples and taps are 32-bit floats.
 *
 * @param taps at: `up` rows of `length` taps, `length` a multiple of 8
 * @param phase the row of the first output
 * @param input at: the sample under the first tap of the first output
 * @param count of outputs
 * @param output at
 */
export function resample(
  taps: usize,
  length: i32,
  up: i32,
  down: i32,
  phase: i32,
  input: usize,
  count: i32,
  output: usize,
): void {
  const row = usize(length) * 4;
  const end = output + usize(count) * 4;
  for (; output < end; output += 4) {
    let even = f32x4.splat(0);
    let odd = f32x4.splat(0);
    let tap = taps + usize(phase) * row;
    const last = tap + row;
    for (let sample = input; tap < last; tap += 32, sample += 32) {
      even = f32x4.add(even, f32x4.mul(v128.load(tap), v128.load(sample)));
      odd = f32x4.add(odd, f32x4.mul(v128.load(tap, 16), v128.load(sample, 16)));
    }
    const sum = f32x4.add(even, odd);
    store<f32>(
      output,
      f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)),
    );
    phase += down;
    input += usize(phase / up) * 4;
    phase %= up;
  }
}
