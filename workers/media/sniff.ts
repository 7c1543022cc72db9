import { imageSize } from 'image-size';
import type { Size } from '../../src/core/index.ts';

/** What the bytes of a file say it is, whatever its name or declared type. */
export type Sniffed =
  /** `size` is as displayed, after the EXIF turn; `null` when the header could not be followed. */
  | { readonly kind: 'picture'; readonly format: string; readonly size: Size | null }
  | { readonly kind: 'svg' }
  /** `native`: in a container that browsers know; others have to be converted first. */
  | { readonly kind: 'video'; readonly native: boolean; readonly looksLike: string }
  | { readonly kind: 'sound'; readonly native: boolean; readonly looksLike: string }
  /** `looksLike`: a noun phrase for a person, or `null` for unknown bytes. */
  | { readonly kind: 'other'; readonly looksLike: string | null };

const ascii = (bytes: Uint8Array, start: number, end: number): string => String.fromCharCode(...bytes.subarray(start, end));

/** Formats that every browser this app runs in can decode, by their first bytes. */
function pictureFormat(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return 'gif';
  // "BM" alone begins many a text: the size of the header that follows has to be one that exists.
  if (ascii(bytes, 0, 2) === 'BM' && [12, 40, 52, 56, 64, 108, 124].includes(bytes[14] ?? 0)) return 'bmp';
  if (ascii(bytes, 4, 8) === 'ftyp' && /avi[fs]/.test(ascii(bytes, 8, 40))) return 'avif';
  return null;
}

interface Other {
  /** Where in the file `signs` stand. */
  readonly at?: number;
  readonly signs: readonly string[];
  readonly looksLike: string;
  /** Set for pictures that only some browsers can decode: they get a try. */
  readonly format?: string;
  /** Set for videos: whether browsers know the container. */
  readonly video?: 'native' | 'foreign';
  /** Likewise for recordings. */
  readonly sound?: 'native' | 'foreign';
}

/** Things people drop by mistake, so that the message can name them. The first that fits counts. */
const OTHERS: readonly Other[] = [
  {
    at: 4,
    signs: ['ftypheic', 'ftypheix', 'ftypheim', 'ftypheis', 'ftyphevc', 'ftypmif1', 'ftypmsf1'],
    looksLike: 'a HEIC photo',
    format: 'heic',
  },
  { signs: ['\xff\x0a', '\0\0\0\x0cJXL '], looksLike: 'a JPEG XL picture', format: 'jxl' },
  { signs: ['II*\0', 'MM\0*'], looksLike: 'a TIFF or camera raw picture', format: 'tiff' },
  { signs: ['\0\0\x01\0'], looksLike: 'an icon', format: 'ico' },
  { signs: ['8BPS'], looksLike: 'a Photoshop document' },
  { signs: ['%PDF'], looksLike: 'a PDF document' },
  { at: 4, signs: ['ftypM4A', 'ftypM4B'], looksLike: 'a recording', sound: 'native' },
  { at: 4, signs: ['ftyp', 'moov', 'mdat', 'wide'], looksLike: 'an MP4 or QuickTime video', video: 'native' },
  { signs: ['\x1aE\xdf\xa3'], looksLike: 'a WebM or Matroska video', video: 'native' },
  { at: 8, signs: ['AVI '], looksLike: 'an AVI video', video: 'foreign' },
  { signs: ['\0\0\x01\xba', '\0\0\x01\xb3'], looksLike: 'an MPEG video', video: 'foreign' },
  { signs: ['0&\xb2u\x8ef\xcf\x11'], looksLike: 'a Windows Media video', video: 'foreign' },
  { signs: ['FLV\x01'], looksLike: 'a Flash video', video: 'foreign' },
  { signs: ['.RMF'], looksLike: 'a RealMedia video', video: 'foreign' },
  { at: 8, signs: ['WAVE'], looksLike: 'a recording', sound: 'native' },
  { signs: ['OggS'], looksLike: 'an Ogg file', video: 'native' },
  {
    signs: ['ID3', 'fLaC', '\xff\xfb', '\xff\xfa', '\xff\xf3', '\xff\xf2', '\xff\xf1', '\xff\xf9'],
    looksLike: 'a recording',
    sound: 'native',
  },
  { at: 8, signs: ['AIFF', 'AIFC'], looksLike: 'an AIFF recording', sound: 'foreign' },
  { signs: ['caff', '.snd', '#!AMR', 'wvpk', 'MAC '], looksLike: 'a recording in a rare format', sound: 'foreign' },
  { signs: ['PK\x03', 'PK\x05'], looksLike: 'a ZIP archive or an office document' },
  { signs: ['\x1f\x8b', '7z\xbc\xaf', 'Rar!'], looksLike: 'an archive' },
];

/**
 * Says what a file is from its bytes.
 *
 * @param head the first bytes of the file, or all of them. When the header of a picture does not end within them, `size` is
 * `null`: call again with more.
 */
export function sniff(head: Uint8Array): Sniffed {
  const format = pictureFormat(head);
  if (format) return { kind: 'picture', format, size: displayedSize(head) };
  if (isSvg(head)) return { kind: 'svg' };
  // One byte is little to go by, but every packet begins with it.
  if ([0, 188, 376].every((i) => head[i] === 0x47))
    return { kind: 'video', native: false, looksLike: 'an MPEG transport stream' };
  const other = OTHERS.find(({ at = 0, signs }) => signs.some((sign) => ascii(head, at, at + sign.length) === sign));
  if (other?.video) return { kind: 'video', native: other.video === 'native', looksLike: other.looksLike };
  if (other?.sound) return { kind: 'sound', native: other.sound === 'native', looksLike: other.looksLike };
  if (other?.format) return { kind: 'picture', format: other.format, size: displayedSize(head) };
  return { kind: 'other', looksLike: other?.looksLike ?? textKind(head) };
}

/** The noun phrase for a format that only some browsers decode, or `null` for the ones that all do. */
export function rareFormat(format: string): string | null {
  return OTHERS.find((other) => other.format === format)?.looksLike ?? null;
}

function textKind(head: Uint8Array): string | null {
  if (/^\s*(<!doctype html|<html)/i.test(ascii(head, 0, 256))) return 'a web page';
  const printable = head.subarray(0, 512).every((v) => v >= 32 || v === 9 || v === 10 || v === 13);
  return printable && head.length > 0 ? 'a text file' : null;
}

function displayedSize(bytes: Uint8Array): Size | null {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    if (!(width > 0 && height > 0)) return null;
    // EXIF orientations 5 to 8 are turned by a quarter.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}

function isSvg(head: Uint8Array): boolean {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const encoding = utf16 ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  const text = new TextDecoder(encoding).decode(head.subarray(0, 16_384));
  if (!/^\s*</.test(text)) return false;
  const root = /<([a-z][\w.:-]*)/i.exec(
    text.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^[>]*(\[[\s\S]*?\])?[^>]*>/gi, ''),
  );
  return /^([\w.-]+:)?svg$/.test(root?.[1] ?? '');
}
