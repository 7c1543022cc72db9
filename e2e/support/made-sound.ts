import { readFileSync } from 'node:fs';
import path from 'node:path';

const CLIPS = path.resolve(import.meta.dirname, '../clips');

/** Hz of the clips. */
export const CLIP_RATE = 16_000;

export type Clip = 'bird' | 'cow' | 'crossing' | 'jet' | 'lion' | 'sheep' | 'speech';

/** Samples of one of the clips in `e2e/clips` (16 kHz, one channel), -1 to 1. */
export function clip(name: Clip): Float32Array<ArrayBuffer> {
  const file = readFileSync(path.join(CLIPS, `${name}.wav`));
  const at = file.indexOf('data', 12, 'latin1') + 8;
  const length = file.readUInt32LE(at - 4) / 2;
  return Float32Array.from({ length }, (_, i) => file.readInt16LE(at + 2 * i) / 32_768);
}

/** Clips laid at their times, in seconds, over a faint hiss: samples at 16 kHz. */
export function mix(
  seconds: number,
  events: readonly { readonly clip: Clip; readonly at: number }[],
): Float32Array<ArrayBuffer> {
  let seed = 1;
  const noise = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (seed / 2_147_483_648 - 0.5) * 0.002;
  };
  const samples = Float32Array.from({ length: Math.round(seconds * CLIP_RATE) }, noise);
  for (const { clip: name, at } of events)
    for (const [i, value] of clip(name).entries()) {
      const to = Math.round(at * CLIP_RATE) + i;
      if (to < samples.length) samples[to] = samples[to]! + value * 0.8;
    }
  return samples;
}

interface WavOptions {
  readonly rate?: number;
  readonly channels?: number;
  /** 8: unsigned, 16: signed. */
  readonly bits?: 8 | 16;
}

/**
 * A WAV file of samples at 16 kHz, in the wanted rate (by the nearest sample, which is enough here) and the same on every channel.
 * Format: Microsoft's RIFF WAVE, `WAVE_FORMAT_PCM`.
 */
export function wav(samples: Float32Array, { rate = CLIP_RATE, channels = 1, bits = 16 }: WavOptions = {}): Buffer {
  const frames = Math.floor((samples.length * rate) / CLIP_RATE);
  const bytes = bits / 8;
  const file = Buffer.alloc(44 + frames * channels * bytes);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * channels * bytes, 28);
  file.writeUInt16LE(channels * bytes, 32);
  file.writeUInt16LE(bits, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(file.length - 44, 40);
  for (let i = 0; i < frames; i += 1) {
    const value = Math.max(-1, Math.min(1, samples[Math.floor((i * CLIP_RATE) / rate)] ?? 0));
    for (let channel = 0; channel < channels; channel += 1) {
      const at = 44 + (i * channels + channel) * bytes;
      if (bits === 16) file.writeInt16LE(Math.round(value * 32_767), at);
      else file.writeUInt8(Math.round(value * 127 + 128), at);
    }
  }
  return file;
}
