import { askedThings, type Wish } from '../../../src/core/index.ts';
import { tasksOf, type PackMedium, type PackTask } from '../../../src/packs/index.ts';

/** What a question wants of this model: things with their places (or times), or words. */
export type Intent =
  { readonly kind: 'things'; readonly wish: Wish; readonly phrases: readonly string[] } | { readonly kind: 'words' };

const PLACES: ReadonlySet<PackTask> = new Set(['ground', 'detect', 'mask', 'moments', 'sounds']);
/** Questions for words, where a model that knows things only would take all that follows for the name of a thing. */
const SAYS =
  /^(what|who|whose|which|why|how|is|are|was|were|does|do|did|has|have|should|describe|explain|summari[sz]e|write|say|list|compare|and (what|who|why|how)|tell(?! me where)|(can|could|would|will)(?! you (please |kindly )?(tell me where|find|locate|show|point|mark|highlight|outline|detect|box|track)))\b/i;

/** Takes a question apart. A name alone asks for its place; what begins as a question for words is one. */
export function intentOf(question: string, medium: PackMedium, region: boolean): Intent {
  const { wish, phrases } = askedThings(question);
  const [task] = tasksOf({ question, medium, region });
  const things = phrases.length > 0 && task !== undefined && PLACES.has(task);
  if (!things || (wish === 'where' && SAYS.test(question.trim()))) return { kind: 'words' };
  return { kind: 'things', wish, phrases };
}
