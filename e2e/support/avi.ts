import sharp from 'sharp';

/** Makes an AVI file of Motion JPEG frames: a container and a codec that browsers do not read (format: Microsoft, "AVI RIFF File Reference"). */
export async function makeAvi(
  frames: readonly Buffer[],
  { width, height, fps }: { width: number; height: number; fps: number },
): Promise<Buffer> {
  const jpegs = await Promise.all(frames.map((frame) => sharp(frame).resize(width, height, { fit: 'fill' }).jpeg().toBuffer()));
  const header = list(
    'hdrl',
    chunk('avih', mainHeader(jpegs.length, width, height, fps)),
    list('strl', chunk('strh', streamHeader(jpegs.length, fps)), chunk('strf', bitmapHeader(width, height))),
  );
  const movie = list('movi', ...jpegs.map((jpeg) => chunk('00dc', jpeg)));
  let at = 4;
  const index = jpegs.map((jpeg) => {
    const entry = words('00dc', 0x10, at, jpeg.length);
    at += 8 + jpeg.length + (jpeg.length % 2);
    return entry;
  });
  const body = Buffer.concat([Buffer.from('AVI '), header, movie, chunk('idx1', Buffer.concat(index))]);
  return chunk('RIFF', body);
}

function chunk(name: string, data: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(name), size, data, Buffer.alloc(data.length % 2)]);
}

const list = (name: string, ...chunks: readonly Buffer[]): Buffer =>
  chunk('LIST', Buffer.concat([Buffer.from(name), ...chunks]));

/** 32-bit little-endian words; strings are four letters. */
function words(...values: readonly (number | string)[]): Buffer {
  return Buffer.concat(
    values.map((value) => {
      if (typeof value === 'string') return Buffer.from(value);
      const word = Buffer.alloc(4);
      word.writeUInt32LE(value);
      return word;
    }),
  );
}

const mainHeader = (frames: number, width: number, height: number, fps: number): Buffer =>
  words(Math.round(1e6 / fps), 0, 0, 0x10, frames, 0, 1, 0, width, height, 0, 0, 0, 0);

const streamHeader = (frames: number, fps: number): Buffer =>
  words('vids', 'MJPG', 0, 0, 0, 1, fps, 0, frames, 0, 0xffffffff, 0, 0, 0);

function bitmapHeader(width: number, height: number): Buffer {
  const planesAndDepth = Buffer.from([1, 0, 24, 0]);
  return Buffer.concat([words(40, width, height), planesAndDepth, words('MJPG', width * height * 3, 0, 0, 0, 0)]);
}
