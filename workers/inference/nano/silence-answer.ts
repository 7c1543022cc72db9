import { AnswerBuilder, formatClock, type Answer, type Provenance, type Span } from '../../../src/core/index.ts';
import type { GroundingRequest } from '../../../src/packs/index.ts';
import type { Told } from './sound/listener.ts';

/** Questions about silence alone; what is heard or seen meanwhile is another question. */
const ABOUT_SILENCE =
  /^(?!.*\b(while|during|after|before|without)\b).*\b(silen(t|ce)|quiet|pauses?|no sounds?|nothing (is |to be )?heard|hear nothing)\b/i;
/** Times that are said; more are only shown. */
const MOST_TIMES = 8;

/** Whether a question asks when nothing is heard, of all of a recording. */
export const asksForSilence = ({ question, region }: Pick<GroundingRequest, 'question' | 'region'>): boolean =>
  !region && ABOUT_SILENCE.test(question);

const clock = (seconds: number): string => formatClock(seconds, 1);
const fromTo = ([from, to]: Span): string => ` from ${clock(from)} to ${clock(to)}.`;

/** When it is silent, told by level; or the quietest moment. */
export function silenceAnswer({ silences, quietest, duration }: Told, source: Provenance): Answer {
  const answer = new AnswerBuilder(source, { duration });
  const [only] = silences;
  const found = (spans: readonly Span[]) => spans.map((span) => ({ geometry: { kind: 'span', span } as const }));
  if (!only) {
    answer.say('It is never silent');
    if (!quietest) return answer.say('.').finish('absent');
    return answer
      .say('; it is ')
      .point('quietest', found([quietest]))
      .say(fromTo(quietest))
      .finish('found');
  }
  answer.say('It is ').point('silent', found(silences), 'silence');
  if (silences.length === 1)
    return answer.say(only[1] - only[0] >= duration - 0.1 ? ' all the time.' : fromTo(only)).finish('found');
  const times = silences.slice(0, MOST_TIMES).map(([from, to]) => `${clock(from)}–${clock(to)}`);
  const rest = silences.length - times.length;
  return answer.say(` ${silences.length} times: ${times.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`).finish('found');
}
