import { LONGEST_PHRASE, lookUp } from './vocabulary.ts';

export type Intent = 'where' | 'count' | 'presence' | 'colour' | 'everything' | 'region';
export type Side = 'left' | 'right' | 'top' | 'bottom' | 'middle';

/** What a question asks for, as far as the word matcher understands it. */
export interface Query {
  readonly intent: Intent;
  /** Words of the thing asked for, as typed; empty when none was recognised. */
  readonly phrase: string;
  readonly classes: readonly string[];
  /** More than one when several are asked for: "the man and the dog". */
  readonly things: readonly { readonly phrase: string; readonly classes: readonly string[] }[];
  readonly all: boolean;
  readonly colours: readonly string[];
  readonly sides: readonly Side[];
  readonly size: 'largest' | 'smallest' | null;
  /** 0-based place counted from a side: "second from the left". */
  readonly ordinal: { readonly index: number; readonly from: 'left' | 'right' } | null;
  /** Content words that mean nothing to the matcher, and things it cannot relate ("next to the chair"). */
  readonly unknown: readonly string[];
}

const COLOURS: Readonly<Record<string, string>> = {
  black: 'black', white: 'white', grey: 'grey', gray: 'grey', silver: 'grey', red: 'red', orange: 'orange', yellow: 'yellow',
  golden: 'yellow', green: 'green', blue: 'blue', navy: 'blue', purple: 'purple', violet: 'purple', pink: 'pink', brown: 'brown', tan: 'brown',
}; // prettier-ignore
const SIDES: Readonly<Record<string, Side>> = {
  left: 'left', leftmost: 'left', right: 'right', rightmost: 'right', top: 'top', upper: 'top', topmost: 'top', above: 'top', bottom: 'bottom',
  lower: 'bottom', lowest: 'bottom', middle: 'middle', center: 'middle', centre: 'middle', central: 'middle',
}; // prettier-ignore
const LARGEST = new Set(['largest', 'biggest', 'tallest', 'big', 'large', 'tall', 'nearest', 'closest', 'main']);
const SMALLEST = new Set(['smallest', 'tiniest', 'littlest', 'small', 'little', 'tiny', 'furthest', 'farthest']);
const ORDINALS: Readonly<Record<string, number>> = {
  first: 0,
  second: 1,
  third: 2,
  fourth: 3,
  fifth: 4,
  '1st': 0,
  '2nd': 1,
  '3rd': 2,
  '4th': 3,
  '5th': 4,
};
const ALL = new Set(['all', 'every', 'each', 'both']);
const STOP = new Set(
  `a an the this that these those there here is are was were be been being do does did have has had can could will would should shall may might must
  i me my you your it its he him his she her they them their we us our of in on at to from by with for and or not no any some one ones thing things
  where what which who whom whose when how many much number count find show point locate mark highlight box select give tell see look spot identify please
  just only also me picture image photo photograph scene side part half corner end edge area object objects visible present colour color coloured colored
  kind type sort everything something anything hand far very most least more less than there's what's where's who's it's hey hi hello thanks thank ok okay now then so about region`.split(
    /\s+/,
  ),
);

/** Lower case words of a question; punctuation and typographic quotes gone, a comma read as "and". */
export function tokenize(question: string): string[] {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/'s\b/g, '')
    .replaceAll(',', ' and ')
    .split(/[^\p{L}\p{N}']+/u)
    .filter(Boolean);
}

function intentOf(text: string): Intent {
  if (/\b(how many|count|number of)\b/.test(text)) return 'count';
  if (/\bwhat colou?r|which colou?r/.test(text)) return 'colour';
  if (
    /\b(what (is|are|can you see|do you see|else is) (here|there|in|this|that|you)|what('s| is) (here|this|that)|describe|everything|show me everything|what do you see|what can you see)\b/.test(
      text,
    )
  )
    return 'everything';
  if (/^(is|are|do you see|can you see|does|any)\b/.test(text)) return 'presence';
  return 'where';
}

interface Thing {
  readonly phrase: string;
  readonly classes: readonly string[];
  readonly plural: boolean;
  /** Said right after "and" or "or", so it is asked for too and not only a landmark. */
  readonly joined: boolean;
}

/** Longest known phrase first, at every place; returns the things and what is left over. */
function findThings(tokens: readonly string[]): { things: Thing[]; rest: string[] } {
  const things: Thing[] = [];
  let lastEnd = 0;
  const rest: string[] = [];
  for (let i = 0; i < tokens.length;) {
    let taken = 0;
    for (let n = Math.min(LONGEST_PHRASE, tokens.length - i); n > 0 && taken === 0; n--) {
      const phrase = tokens.slice(i, i + n).join(' ');
      const found = lookUp(phrase);
      // "orange car": a colour word before a thing is a colour.
      const isColour = n === 1 && phrase in COLOURS && i + 1 < tokens.length && lookUp(tokens[i + 1]!) !== null;
      if (!found || isColour) continue;
      const between = tokens.slice(lastEnd, i);
      things.push({ phrase, ...found, joined: between.some((word) => word === 'and' || word === 'or') });
      taken = n;
      lastEnd = i + n;
    }
    if (taken === 0) rest.push(tokens[i]!);
    i += Math.max(1, taken);
  }
  return { things, rest };
}

/** Reads a question. Never throws; an empty question gives a query with no classes and no unknown words. */
export function readQuestion(question: string): Query {
  const tokens = tokenize(question);
  const text = tokens.join(' ');
  const { things, rest } = findThings(tokens);
  const ordinalWord = rest.find((word) => word in ORDINALS);
  const sides = [...new Set(rest.flatMap((word) => SIDES[word] ?? []))];
  const fromRight = /\bfrom (the )?right\b/.test(text);
  const ordinal =
    ordinalWord === undefined
      ? null
      : { index: ORDINALS[ordinalWord]!, from: fromRight ? ('right' as const) : ('left' as const) };
  const known = (word: string): boolean =>
    word in COLOURS ||
    word in SIDES ||
    word in ORDINALS ||
    LARGEST.has(word) ||
    SMALLEST.has(word) ||
    ALL.has(word) ||
    STOP.has(word) ||
    /^\d+$/.test(word);
  const counted = /\bhow many ([\p{L}']+)/u.exec(text)?.[1];
  // "How many wheels does the truck have?" asks for wheels.
  const strange = counted !== undefined && rest.includes(counted) && !known(counted);
  if (strange) things.length = 0;
  const thing = things[0];
  const asked = things.filter((t, i) => i === 0 || t.joined);
  const landmarks = things.filter((t, i) => i > 0 && !t.joined).map((t) => t.phrase);
  return {
    intent: intentOf(text),
    phrase: thing?.phrase ?? '',
    classes: [...new Set(asked.flatMap((t) => t.classes))],
    things: asked,
    all: rest.some((word) => ALL.has(word)) || (thing?.plural ?? false),
    colours: [...new Set(rest.flatMap((word) => COLOURS[word] ?? []))],
    // "Left of the truck" is no side of the picture.
    sides: ordinal || landmarks.length > 0 ? [] : sides,
    size: rest.some((word) => LARGEST.has(word)) ? 'largest' : rest.some((word) => SMALLEST.has(word)) ? 'smallest' : null,
    ordinal,
    unknown: [...rest.filter((word) => !known(word)), ...landmarks],
  };
}
