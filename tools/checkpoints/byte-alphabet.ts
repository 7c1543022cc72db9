/**
 * The letters that stand for the 256 bytes in byte-level BPE vocabularies, as GPT-2 has them (openai/gpt-2, src/encoder.py): bytes that
 * can be seen are themselves, the others are letters from U+0100 on. A space is `Ġ`, a new line `Ċ`.
 */
export const BYTE_ALPHABET: readonly string[] = (() => {
  let next = 256;
  const visible = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(visible(byte) ? byte : next++));
})();

/** A text as such a vocabulary spells it. */
export const toByteLetters = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => BYTE_ALPHABET[byte]).join('');
