import type { Segment } from '../sound/segment.ts';
import type { Tracklet } from '../tracks/tracklet.ts';

/** Asks about sight: what was heard is no answer. */
const SIGHT =
  /^(?!.*\b(?:while|during|as)\b).*(\b(visible|in view|on (the )?screen|seen|(do|can) (you|i|we) see|colou?r|wear(s|ing)?|leftmost|rightmost)\b|\b(on|to|at|in) the (left|right|top|bottom|middle|cent(re|er)|corner|background|foreground)\b)/i;
/** May be said of sounds as well. */
const COMES_UP = /^(?!.*\b(?:while|during|as)\b).*\b(shown?|appears?)\b/i;
/** Asks for a place: a thing that is seen, even in doubt, is meant rather than a sound of the same name. */
const PLACE = /^(?!.*\b(?:while|during|as)\b)(where|show|point)\b/i;
/** Asks for a sound after all, of things that are both seen and heard. */
const HEARING =
  /\b(hear|heard|audible|listen|sound|nois|loud|quiet|bark|woof|meow|mew|purr|s[aiu]ng|song|chirp|tweet|moo|bleat|baa|neigh|whinny|tick|whistl|ring)/i;

/** Of what is heard in a video, what may answer a question beside what is seen in it. */
export function besideSight(
  question: string,
  tracklets: readonly Tracklet[],
  segments: readonly Segment[],
): readonly Segment[] {
  if (HEARING.test(question)) return segments;
  if (SIGHT.test(question)) return [];
  const comes = COMES_UP.test(question);
  if (comes && tracklets.length === 0) return [];
  if (!comes && !PLACE.test(question)) return segments;
  const seen = new Set(tracklets.map(({ classes }) => classes[0]?.name));
  return segments.filter(({ name }) => !seen.has(name));
}
