import type { Span } from '../../../src/core/index.ts';

/** A spoken word: its text with the spaces and marks around it, and when it is said, in seconds. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** Words that belong together, with their whole time. */
export interface Said {
  readonly text: string;
  readonly span: Span;
}

/** A pause that parts two sentences, and the longest stretch that is shown as one, in seconds. */
const PAUSE = 1;
const LONGEST = 12;

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

const joined = (words: readonly Word[]): Said => ({
  text: words
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim(),
  span: [words[0]!.span[0], words.at(-1)!.span[1]],
});

/** The transcript in sentences: parted by full stops, by pauses, and where one grows too long to be shown on a line. */
export function sentencesOf(words: readonly Word[]): Said[] {
  const groups: Word[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const parted =
      !group ||
      !before ||
      /[.?!…]["”']?\s*$/.test(before.text) ||
      word.span[0] - before.span[1] > PAUSE ||
      word.span[1] - group[0]!.span[0] > LONGEST;
    if (parted) groups.push([word]);
    else group.push(word);
  }
  return groups.map(joined);
}

/**
 * Where words are said, in this order and one after another; case and marks do not count, nor where a phrase is parted into words: not
 * every language writes spaces.
 */
export function findSaid(words: readonly Word[], phrase: string): Said[] {
  const wanted = plain(phrase);
  if (wanted === '') return [];
  // Some words come as nothing but marks.
  const spoken = words.filter(({ text }) => plain(text) !== '');
  const found: Said[] = [];
  for (let i = 0; i < spoken.length; i += 1) {
    let said = '';
    let end = i;
    while (end < spoken.length && said.length < wanted.length && wanted.startsWith(said)) {
      said += plain(spoken[end]!.text);
      end += 1;
    }
    if (said !== wanted) continue;
    found.push(joined(spoken.slice(i, end)));
    i = end - 1;
  }
  return found;
}

/** When anybody speaks: words with short pauses between them are one stretch. */
export function speechOf(words: readonly Word[]): Span[] {
  const spans: [number, number][] = [];
  for (const { span } of words) {
    const last = spans.at(-1);
    if (last && span[0] - last[1] <= PAUSE) last[1] = Math.max(last[1], span[1]);
    else spans.push([...span]);
  }
  return spans;
}

/** What a question about speech wants: certain words, all of it, or only when somebody speaks. */
export type SpeechQuestion = { readonly wants: 'words'; readonly phrase: string } | { readonly wants: 'all' | 'speech' };

const QUOTED = /["“”„«»‘’']([^"“”„«»]+?)["“”„«»‘’'](?=$|[\s?.!,])/;
const SAYS =
  /\b(?:says?|said|saying|mentions?|mentioned|mentioning|pronounces?|utters?|talks? about|talked about|talking about|speaks? (?:about|of)|spoke (?:about|of)|the words?|the phrase)\s+(.+?)[\s?.!]*$/i;
const ALL = /\b(transcri\w+|subtitles?|captions?|lyrics|what (is|was|does|do|did)\b.*\b(say|said|saying|spoken))\b/i;

/** Takes a question about speech apart. Never throws. */
export function speechQuestion(question: string): SpeechQuestion {
  const quoted = QUOTED.exec(question)?.[1];
  if (quoted !== undefined) return { wants: 'words', phrase: quoted.trim() };
  if (ALL.test(question)) return { wants: 'all' };
  const phrase = SAYS.exec(question)?.[1]?.replace(/\s+(said|spoken|mentioned|heard)$/i, '');
  if (phrase !== undefined && plain(phrase) !== '') return { wants: 'words', phrase };
  return { wants: 'speech' };
}
