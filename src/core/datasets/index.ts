/**
 * Readers for the datasets that we measure on: text in, records and problems out. Not part of `src/core/index.ts`: only the evaluation
 * command and page load them.
 */
export * from './formats.ts';
export { readActivityNet, readAudioGrounding, readCharades, readQvHighlights, readSpanList } from './moments.ts';
export { readCoco, readPictureList, readRefCoco, readShikra } from './pictures.ts';
export { readPope } from './pope.ts';
export * from './records.ts';
