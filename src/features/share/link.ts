/** Links that carry a result: `#s=` and base64url of a version byte and deflated JSON. The server never sees what is behind a `#`. */
import { fromBase64url, pack, toBase64url, unpack } from '../../core/link/index.ts';
import { NEWEST_VERSION, versionOf, type SharedDocument } from '../../core/exchange/document.ts';
import { readDocument } from './schema.ts';

/** The key in the hash. */
const KEY = 's';
/** Longest hash that is read, in characters. */
export const MAX_READ = 65_536;
/** Longest link that is offered: mail and chat programs cut longer ones. */
export const SENSIBLE_LENGTH = 8000;
/** Most bytes that a link may inflate to. */
export const MAX_INFLATED = 1_048_576;
/** Bytes that the decompressor is given at a time: deflate makes at most 1032 bytes of one, so this bounds what a bomb can do. */
const SIP = 256;

export type LinkFault =
  /** Cut off or mistyped. */
  | 'damaged'
  /** Of a newer version of this page. */
  | 'newer'
  /** More than a link may hold. */
  | 'too-large'
  /** Whole, but not something this page would write. */
  | 'invalid';

/** Why a link or a file could not be read. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly fault: LinkFault;

  constructor(fault: LinkFault, detail: string) {
    super(detail);
    this.fault = fault;
  }
}

/** The packed document out of an address' hash; `null` when there is none in it. */
export function payloadOf(hash: string): string | null {
  return new RegExp(`^#(?:.*&)?${KEY}=([^&]*)`, 's').exec(hash)?.[1] ?? null;
}

/** The link to a document at `page` (address without a hash). */
export async function linkTo(document: SharedDocument, page: string): Promise<string> {
  return `${page}#${KEY}=${await packLink(document)}`;
}

/** A document as a link carries it. */
export async function packLink(document: SharedDocument): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(pack(document)));
  // `deflate` and not `deflate-raw`: its checksum finds a link that was cut or mistyped.
  const stream = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate'));
  const deflated = new Uint8Array(await new Response(stream).arrayBuffer());
  const bytes = new Uint8Array(deflated.length + 1);
  bytes[0] = versionOf(document);
  bytes.set(deflated, 1);
  return toBase64url(bytes);
}

/**
 * The document in a link. Sends nothing and touches nothing.
 *
 * @throws LinkError
 */
export async function readLink(payload: string): Promise<SharedDocument> {
  if (payload.length > MAX_READ) throw new LinkError('too-large', `${payload.length} characters; at most ${MAX_READ} are read`);
  const bytes = fromBase64url(payload);
  const version = bytes?.[0];
  if (!bytes || version === undefined)
    throw new LinkError('damaged', 'there are letters in it that no link has, or none at all');
  if (version === 0) throw new LinkError('damaged', 'no link has the version 0');
  if (version > NEWEST_VERSION) throw new LinkError('newer', `version ${version}; this page knows ${NEWEST_VERSION}`);
  const json = new TextDecoder().decode(await inflate(bytes.subarray(1)));
  let wire: unknown;
  try {
    wire = JSON.parse(json);
  } catch (error) {
    throw new LinkError('invalid', `no JSON: ${String(error)}`.slice(0, 200));
  }
  const document = readDocument(unpack(wire));
  if (typeof document === 'string') throw new LinkError('invalid', document);
  return document;
}

/** Inflates, sip by sip, and stops when it becomes too much. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const stop = new AbortController();
  const feed = async (): Promise<void> => {
    for (let at = 0; at < bytes.length && !stop.signal.aborted; at += SIP) {
      await writer.ready;
      await writer.write(bytes.subarray(at, at + SIP));
    }
    await writer.close();
  };
  // What goes wrong while writing shows while reading.
  const fed = feed().catch(() => undefined);
  const reader = stream.readable.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      total += value.length;
      if (total > MAX_INFLATED) throw new LinkError('too-large', `it inflates to more than ${MAX_INFLATED} bytes`);
    }
  } catch (error) {
    stop.abort();
    await reader.cancel().catch(() => undefined);
    await writer.abort().catch(() => undefined);
    if (error instanceof LinkError) throw error;
    throw new LinkError('damaged', `it does not inflate: ${String(error)}`.slice(0, 200));
  }
  await fed;
  const whole = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
