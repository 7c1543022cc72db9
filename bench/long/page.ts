/** The page's side of `speed.ts`: hours of video and of sound, put together of two encoded halves of a minute. */
import {
  ALL_FORMATS,
  AudioBufferSource,
  BlobSource,
  BufferTarget,
  CanvasSource,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  Mp4OutputFormat,
  Output,
  type EncodedPacket,
} from 'mediabunny';

/** Seconds of a piece. */
const PIECE = 30;

type Kind = 'video' | 'sound';

/** A piece with or without the thing that is asked about. */
async function piece(kind: Kind, source: string | null): Promise<Blob> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  if (kind === 'video') {
    const canvas = new OffscreenCanvas(640, 360);
    const context = canvas.getContext('2d')!;
    const picture = source === null ? null : await createImageBitmap(await (await fetch(source)).blob());
    const video = new CanvasSource(canvas, { codec: 'avc', bitrate: 300_000, keyFrameInterval: 5 });
    output.addVideoTrack(video);
    await output.start();
    const [rate, height] = [10, 300];
    for (let i = 0; i < PIECE * rate; i += 1) {
      context.fillStyle = '#9aa5a0';
      context.fillRect(0, 0, 640, 360);
      if (picture) context.drawImage(picture, 180 + i / 10, 30, (height * picture.width) / picture.height, height);
      await video.add(i / rate, 1 / rate);
    }
  } else {
    const audio = new AudioBufferSource({ codec: 'opus', bitrate: 48_000 });
    output.addAudioTrack(audio);
    await output.start();
    const buffer = new AudioBuffer({ length: PIECE * 48_000, sampleRate: 48_000 });
    const samples = Float32Array.from({ length: buffer.length }, () => (Math.random() - 0.5) * 0.004);
    if (source !== null) {
      const context = new OfflineAudioContext(1, 48_000, 48_000);
      const clip = await context.decodeAudioData(await (await fetch(source)).arrayBuffer());
      const heard = clip.getChannelData(0);
      for (let i = 0; i < Math.min(heard.length, samples.length - 480_000); i += 1) samples[480_000 + i]! += heard[i]!;
    }
    buffer.copyToChannel(samples, 0);
    await audio.add(buffer);
  }
  await output.finalize();
  return new Blob([target.buffer!]);
}

async function packetsOf(kind: Kind, blob: Blob) {
  const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
  if (kind === 'video') {
    const track = (await input.getPrimaryVideoTrack())!;
    const packets: EncodedPacket[] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
    return { packets, config: (await track.getDecoderConfig())! };
  }
  const track = (await input.getPrimaryAudioTrack())!;
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  return { packets, config: (await track.getDecoderConfig())! };
}

/**
 * A long medium, saved as a download named `name`: the thing is there for a tenth of it, from 40 % on.
 *
 * @param minutes its length; @param source address of the picture or sound of the thing
 */
async function make(kind: Kind, minutes: number, source: string, name: string): Promise<void> {
  const [empty, full] = await Promise.all([
    piece(kind, null).then((blob) => packetsOf(kind, blob)),
    piece(kind, source).then((blob) => packetsOf(kind, blob)),
  ]);
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const sink = kind === 'video' ? new EncodedVideoPacketSource('avc') : new EncodedAudioPacketSource('opus');
  if (sink instanceof EncodedVideoPacketSource) output.addVideoTrack(sink);
  else output.addAudioTrack(sink);
  await output.start();
  const count = Math.round((minutes * 60) / PIECE);
  for (let i = 0; i < count; i += 1) {
    const { packets, config } = i >= Math.floor(count * 0.4) && i < Math.ceil(count * 0.5) ? full : empty;
    for (const packet of packets) {
      const moved = packet.clone({ timestamp: Math.max(0, packet.timestamp) + i * PIECE });
      if (sink instanceof EncodedVideoPacketSource) await sink.add(moved, { decoderConfig: config });
      else await sink.add(moved, { decoderConfig: config as AudioDecoderConfig });
    }
  }
  await output.finalize();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([target.buffer!]));
  link.download = name;
  link.click();
}

export const bench = { make };
Object.assign(globalThis, { bench });
