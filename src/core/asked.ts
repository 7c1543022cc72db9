/** What a question for things wants. */
export type Wish =
  /** Where something is, or everything of a kind. */
  | 'where'
  /** How many there are. */
  | 'count'
  /** Whether it is there at all. */
  | 'whether'
  /** When it is there or happens. */
  | 'when';

/** A question taken apart, for models that know things and no sentences. */
export interface Asked {
  readonly wish: Wish;
  /** What is asked for, without articles, as the person wrote it; empty when nothing is left of the question. */
  readonly phrases: readonly string[];
}

/** Beyond that many, phrases are left out: models that take a list have a limit on its length. */
const MOST_PHRASES = 12;

const POLITE =
  /^(please|kindly|(can|could|would|will) you(?! (see|hear|spot)\b)|i want to know|tell me|i('m| am) looking for)\s+/i;

const LEADS: readonly (readonly [Wish, RegExp])[] = [
  ['count', /^(how many|count)\s+/i],
  ['whether', /^((is|are|was|were) there|(do|can|could) you (see|hear|spot)|does (it|he|she|anyone) (have|hold|wear))\s+/i],
  [
    'when',
    /^(at what time|from when to when|when|how long)\s+(does|do|did|is|are|was|were|can i (see|hear)|can you (see|hear)|can|will)\s+(there\s+)?/i,
  ],
  [
    'when',
    /^(when|find the (moment|time|part)s? (when|where|in which|that)|the (moment|time|part)s? (when|where|in which))\s+/i,
  ],
  ['where', /^where\s*('s|'re|\s(is|are|was|were|can i (see|find)|do you see))\s+/i],
  [
    'where',
    /^(find|locate|detect|show( me)?|point (at|to|out)|highlight|mark|box|segment|outline|mask|track|follow|select|search for|look for|identify|ground|cut out)\s+(where\s+)?/i,
  ],
  ['where', /^(what|who|which)('s|\s+(is|are))\s+/i],
];

const TAILS = [
  /[\s?.!…:;,]+$/,
  /\s+(in|on|of|from|within|throughout|during) (the|this|that|my) (\w+ )?(picture|image|photo|photograph|video|clip|film|scene|frame|recording|sound|audio)$/i,
  /\s+(visible|audible|heard|seen|shown|in view|in sight|on screen|present)$/i,
  /\s+(are there|is there|are visible|is visible|can be seen|can you see|do you see|do you hear|can you hear|are|is|here|there|please)$/i,
];

const DETERMINER =
  /^(all( of)?\s+|every\s+|each\s+|any\s+|some\s+|both\s+)?((the|a|an|any|my|his|her|their|its|your|our)\s+)?((one|two|three|four|five|six)\s+)?/i;

const COLOUR = '(?:black|white|gr[ae]y|red|green|blue|yellow|orange|purple|pink|brown|beige|gold|silver|dark|light)';
const PAIR = new RegExp(`\\b(${COLOUR}) and (${COLOUR})\\b`, 'gi');
/** Stands for an "and" between two colours of one thing. */
const TIE = '\u0001';

/** Takes a question for things or happenings apart: what is wanted, of what. Never throws; any text is a phrase if it is nothing else. */
export function askedThings(question: string): Asked {
  let text = question.replaceAll(/\s+/g, ' ').trim();
  let wish: Wish = 'where';
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(POLITE, '');
  }
  // A question that is cut off after its first words asks for nothing.
  text = `${text.replace(TAILS[0]!, '')} `;
  const lead = LEADS.find(([, pattern]) => pattern.test(text));
  if (lead) {
    wish = lead[0];
    text = text.replace(lead[1], '');
  }
  for (let before = ''; before !== text;) {
    before = text;
    for (const tail of TAILS) text = text.replace(tail, '');
  }
  // What happens is one phrase: "the dog barks and runs" is not two things.
  const split =
    wish === 'when' ? [text] : text.replaceAll(PAIR, `$1${TIE}$2`).split(/\s*[,;]\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+/i);
  const phrases = split
    .map((part) => part.replaceAll(TIE, ' and ').replace(DETERMINER, '').trim())
    .filter((part) => part !== '');
  const seen = new Set<string>();
  const distinct = phrases.filter((phrase) => {
    const key = phrase.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
  return { wish, phrases: distinct.slice(0, MOST_PHRASES) };
}
