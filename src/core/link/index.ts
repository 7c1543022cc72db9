export { fromBase64url, toBase64url } from './base64url.ts';
export { canonical } from './canonical.ts';
export { pack, unpack, type Json } from './wire.ts';
