import { byTitle, type PackId, type PackManifest, type PackMedium, type PackTask } from './manifest.ts';

/** What is asked about what. */
export interface Asked {
  readonly question: string;
  readonly medium: PackMedium;
  /** A place or a time was drawn, and the question is about it. */
  readonly region: boolean;
}

/** Who answers, and for what. */
export interface Route {
  readonly pack: PackManifest;
  readonly task: PackTask;
  /** For a person, when asked why: "It finds every box of open words." */
  readonly why: string;
}

const WHY: Readonly<Record<PackTask, string>> = {
  ground: 'a question for a place',
  detect: 'a question for all of a kind',
  caption: 'a question for a description',
  read: 'a question for written text',
  moments: 'a question for times by what is seen',
  sounds: 'a question for sounds',
  speech: 'a question for spoken words',
  mask: 'a question for an outline',
  chat: 'a free question',
};

const SPEECH =
  /\b(says?|said|saying|speaks?|spoken|speaking|mention(s|ed)?|talk(s|ed|ing)? about|transcri\w+|lyrics|subtitles?|quote)\b/;
const WRITTEN =
  /\b(read|ocr|texts?|written|writing|letters|handwriting|number plate|licen[cs]e plate|signs? say|(label|sign|poster|screen|page)s? says?)\b/;
const SOUND =
  /\b(sounds?|hear|heard|audible|nois\w+|loud\w*|quiet|silen\w+|music|song|bark\w*|meow\w*|applau\w+|clapping|laugh\w*|cheer\w*|siren|alarm|bells?|ring(s|ing)?|thunder|gunshots?|explosion|engine|sneez\w+|cough\w*|whistl\w+|crying|scream\w*|shout\w*|breaking glass|glass breaking|footsteps|knock\w*)\b/;
const OUTLINE = /\b(mask|outlines?|segment(ed|ation)?|silhouette|contour|cut ?-?out|exact shape)\b/;
const DESCRIBE =
  /^(please )?(describe|caption|summari[sz]e|tell me about)\b|^what('s| is) (going on|happening|this|that|in (this|the))\b/;
const EVERY = /\b(all|every|each|how many|count|any)\b/;
const FREE =
  /^(why|how (do|does|did|can|could|should|would|to)|explain|should|could|would|who|hi|hello|thanks?|write|imagine|compare)\b/;

/** Whether a question is for the exact shape of something, which not every pack gives. */
export function wantsOutline({ question, medium }: Pick<Asked, 'question' | 'medium'>): boolean {
  return medium !== 'sound' && OUTLINE.test(question.trim().toLowerCase());
}

/** What a question wants, the likeliest first. */
export function tasksOf({ question, medium, region }: Asked): readonly PackTask[] {
  const text = question.trim().toLowerCase();
  const tasks: PackTask[] = [];
  const heard = medium !== 'picture';
  if (wantsOutline({ question, medium })) tasks.push('mask');
  if (WRITTEN.test(text) && medium !== 'sound') tasks.push('read');
  if (heard && SPEECH.test(text)) tasks.push('speech');
  if (heard && SOUND.test(text)) tasks.push('sounds');
  if (FREE.test(text)) tasks.push('chat');
  if (DESCRIBE.test(text) || (region && /^what\b/.test(text))) tasks.push('caption', 'chat');
  if (EVERY.test(text) && medium === 'picture') tasks.push('detect');
  const rest: Readonly<Record<PackMedium, readonly PackTask[]>> = {
    picture: ['ground', 'detect'],
    video: ['moments', 'ground', 'detect'],
    sound: ['sounds'],
  };
  // A question of a known kind is never taken for a question for a place because no pack of its kind is there.
  if (tasks.length === 0 || tasks.includes('detect')) tasks.push(...rest[medium]);
  return [...new Set(tasks)];
}

/** Whether a pack can do a task here. An outline of something that is named and not drawn needs a pack that finds it as well. */
function can(pack: PackManifest, task: PackTask, { medium, region }: Asked): boolean {
  if (!pack.media.includes(medium) || !pack.tasks.includes(task)) return false;
  return task !== 'mask' || region || pack.tasks.includes('ground');
}

/** The packs that can do what is asked, best first: hub packs before the built-in one, and those before others that name the task earlier. */
function able(asked: Asked, packs: readonly PackManifest[]): readonly Route[] {
  return tasksOf(asked).flatMap((task) =>
    packs
      .filter((pack) => can(pack, task, asked))
      .sort(
        (a, b) =>
          Number(b.hub !== undefined) - Number(a.hub !== undefined) ||
          a.tasks.indexOf(task) - b.tasks.indexOf(task) ||
          byTitle(a, b),
      )
      .map((pack) => ({ pack, task, why: WHY[task] })),
  );
}

/**
 * Picks who answers a question.
 *
 * @param ready packs that can answer now; the built-in one is among them
 * @param choice a person's own choice, or `auto`; one that is not ready or does not take the medium is passed over
 * @param builtin who answers when nobody else can
 */
export function route(asked: Asked, ready: readonly PackManifest[], choice: PackId, builtin: PackManifest): Route {
  const chosen = ready.find((pack) => pack.id === choice && pack.media.includes(asked.medium));
  if (chosen) {
    const task = tasksOf(asked).find((one) => can(chosen, one, asked)) ?? chosen.tasks[0] ?? 'ground';
    return { pack: chosen, task, why: 'you chose it' };
  }
  return able(asked, ready)[0] ?? { pack: builtin, task: tasksOf(asked)[0] ?? 'ground', why: 'no other model is there for it' };
}

/** A pack other than `but` that could answer what it could not: one that is ready, else one that could be downloaded; `null` if none. */
export function alternative(
  asked: Asked,
  packs: readonly PackManifest[],
  ready: readonly PackManifest[],
  but: PackId,
): PackManifest | null {
  const others = able(asked, packs).filter(({ pack }) => pack.id !== but && pack.hub !== undefined);
  const here = others.find(({ pack }) => ready.includes(pack));
  return (here ?? others[0])?.pack ?? null;
}
