import { parseCoordinateText, type Span } from '../../../../src/core/index.ts';

/** `1:02:03`, `0:07.5`, `12 seconds`, `1.5 min`. */
const CLOCK = String.raw`(?:\d+:)?\d{1,3}:\d\d(?:\.\d+)?`;
const AMOUNT = String.raw`\d+(?:\.\d+)?\s*(?:hours?|h|minutes?|mins?|m|seconds?|secs?|s)\b`;
const TIME = String.raw`(?:${CLOCK}|${AMOUNT})`;
const RANGE = new RegExp(
  String.raw`\b(?:from|between|in|during)?\s*(${TIME}|\d+(?:\.\d+)?)\s*(?:to|till|until|and|-|–)\s*(${TIME})`,
  'i',
);
const EDGE = new RegExp(String.raw`\b(first|last)\s+(${AMOUNT})`, 'i');
const POINT = new RegExp(String.raw`\b(at|around|about|near|after|from|since|before|until|till)\s+(?:about\s+)?(${TIME})`, 'i');
/** "what do you see at the beginning?": of all that is there then, not of one thing's own end. */
const PART =
  /^(?:what|who|describe|list|name|is there anything|anything|everything)\b.*?(\b(?:right )?(?:at|in|near|towards) the (?:very )?(beginning|start|end|first half|second half)(?: of (?:it|the (?:video|film|movie|clip|recording|sound|audio)))?)\W*$/i;
/** Of the duration, and in seconds: what counts as the beginning and the end. */
const EDGES = { share: 0.1, least: 1 };
/** "at 0:05" means half a second to either side. */
const AROUND = 0.5;

/**
 * Takes a time out of a question: the question without it, and the span it means, in seconds. Knows clocks (`0:07`), amounts (`12
 * seconds`), ranges, `first`/`last`, `before`/`after`, and the paper's `{0.09,0.15}` (fractions of the duration).
 */
export function readTimes(question: string, duration: number): { readonly question: string; readonly span: Span | null } {
  const written = parseCoordinateText(question).find((token) => token.type === 'time');
  if (written) {
    const span = clamp(written.start * duration, written.end * duration, duration);
    return taken(question, written.text, span);
  }
  const range = RANGE.exec(question);
  if (range) {
    const [, first = '', second = ''] = range;
    // "10 to 20 seconds": both have the unit of the second.
    const from = /^[\d.]+$/.test(first) ? first + second.replace(/^[\d.:]+/, '') : first;
    return taken(question, range[0], clamp(seconds(from), seconds(second), duration));
  }
  const edge = EDGE.exec(question);
  if (edge) {
    const length = seconds(edge[2]!);
    const first = edge[1]!.toLowerCase() === 'first';
    return taken(
      question,
      edge[0],
      first ? clamp(0, length, duration) : clamp(duration - length, duration, duration),
      'in the',
    );
  }
  const part = PART.exec(question);
  if (part) return taken(question, part[1]!, partOf(part[2]!.toLowerCase(), duration));
  const point = POINT.exec(question);
  if (!point) return { question, span: null };
  const [word, at] = [point[1]!.toLowerCase(), seconds(point[2]!)];
  if (/after|from|since/.test(word)) return taken(question, point[0], clamp(at, duration, duration));
  if (/before|till/.test(word)) return taken(question, point[0], clamp(0, at, duration));
  return taken(question, point[0], clamp(at - AROUND, at + AROUND, duration));
}

function partOf(name: string, duration: number): Span | null {
  const edge = Math.max(EDGES.least, EDGES.share * duration);
  if (name.includes('half'))
    return name.startsWith('first') ? clamp(0, duration / 2, duration) : clamp(duration / 2, duration, duration);
  return name === 'end' ? clamp(duration - edge, duration, duration) : clamp(0, edge, duration);
}

/** @returns the question without `text` and a preposition left over before it; a span of no length is no span, and nothing is taken. */
function taken(question: string, text: string, span: Span | null, before = ''): { question: string; span: Span | null } {
  if (!span) return { question, span };
  const [head = '', tail = ''] = question.split(text);
  const kept = head.trimEnd().replace(new RegExp(String.raw`\b(?:${before || 'between|from|during|in'})$`, 'i'), '');
  return { question: `${kept.trimEnd()} ${tail.trimStart()}`.replace(/\s+([?.!,])/g, '$1').trim(), span };
}

function seconds(text: string): number {
  if (text.includes(':')) return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const unit = /[hms]/i.exec(text)?.[0].toLowerCase();
  return Number.parseFloat(text) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1);
}

function clamp(from: number, to: number, duration: number): Span | null {
  const span: Span = [Math.max(0, Math.min(from, to)), Math.min(duration, Math.max(from, to))];
  return span[1] > span[0] ? span : null;
}
