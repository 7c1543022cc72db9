/**
 * Words for the 80 COCO classes: class name -> other words people use for it. Plurals are made by rule (`singularsOf`), irregular
 * ones are listed. A stop-gap until the trained decoder answers: kept as data so that it goes in one piece.
 */
const SYNONYMS: Readonly<Record<string, string>> = {
  person:
    'people, man, men, woman, women, boy, girl, child, children, kid, baby, lady, guy, adult, human, player, rider, jockey, somebody, someone, anyone, everybody, crowd, pedestrian',
  bicycle: 'bike, cycle, pushbike',
  car: 'automobile, sedan, taxi, cab, suv',
  motorcycle: 'motorbike, scooter, moped',
  airplane: 'aeroplane, plane, aircraft, jet, airliner',
  bus: 'coach, minibus, double decker',
  train: 'locomotive, tram, railway carriage',
  truck: 'lorry, pickup, van',
  boat: 'ship, sailboat, yacht, canoe, kayak, ferry',
  'traffic light': 'stoplight, traffic signal',
  'fire hydrant': 'hydrant',
  'stop sign': '',
  'parking meter': '',
  bench: 'park bench',
  bird: 'seagull, gull, pigeon, duck, goose, geese, parrot, eagle, sparrow, chicken',
  cat: 'kitten, kitty, tomcat',
  dog: 'puppy, puppies, doggy, hound, pup',
  horse: 'pony, stallion, mare, foal',
  sheep: 'lamb, ram, ewe',
  cow: 'cattle, bull, calf, calves, ox, oxen',
  elephant: '',
  bear: 'grizzly, cub',
  zebra: '',
  giraffe: '',
  backpack: 'rucksack, knapsack',
  umbrella: 'parasol',
  handbag: 'purse, bag, tote',
  tie: 'necktie, bow tie',
  suitcase: 'luggage, briefcase',
  frisbee: 'flying disc',
  skis: 'ski',
  snowboard: '',
  'sports ball': 'ball, football, basketball, baseball, tennis ball, soccer ball',
  kite: '',
  'baseball bat': 'bat',
  'baseball glove': 'mitt, catcher mitt',
  skateboard: '',
  surfboard: '',
  'tennis racket': 'racket, racquet, tennis racquet',
  bottle: '',
  'wine glass': 'goblet, glass of wine, glass',
  cup: 'mug, teacup, coffee cup',
  fork: '',
  knife: 'knives',
  spoon: 'teaspoon, ladle',
  bowl: 'dish',
  banana: '',
  apple: '',
  sandwich: 'burger, hamburger, toastie',
  orange: 'tangerine, clementine, mandarin',
  broccoli: '',
  carrot: '',
  'hot dog': 'hotdog, frankfurter',
  pizza: '',
  donut: 'doughnut',
  cake: 'cupcake, gateau, birthday cake',
  chair: 'armchair, stool, seat',
  couch: 'sofa, settee, loveseat',
  'potted plant': 'plant, houseplant, flowerpot, pot plant',
  bed: 'bunk',
  'dining table': 'table, desk',
  toilet: 'loo, lavatory',
  tv: 'television, telly, monitor, screen',
  laptop: 'notebook computer, computer',
  mouse: 'computer mouse',
  remote: 'remote control, controller',
  keyboard: 'computer keyboard',
  'cell phone': 'phone, mobile, mobile phone, smartphone, cellphone, telephone',
  microwave: 'microwave oven',
  oven: 'cooker, stove',
  toaster: '',
  sink: 'basin, washbasin',
  refrigerator: 'fridge, freezer',
  book: 'novel, magazine',
  clock: 'watch, timepiece',
  vase: '',
  scissors: 'pair of scissors, shears',
  'teddy bear': 'teddy, stuffed animal, soft toy, plush toy',
  'hair drier': 'hair dryer, hairdryer, blow dryer',
  toothbrush: '',
};

/** Kinds that stand for several classes. */
const KINDS: Readonly<Record<string, string>> = {
  animal: 'bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe',
  creature: 'bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe',
  pet: 'cat, dog',
  vehicle: 'bicycle, car, motorcycle, airplane, bus, train, truck, boat',
  furniture: 'chair, couch, bed, dining table, bench',
  fruit: 'banana, apple, orange',
  vegetable: 'broccoli, carrot',
  food: 'banana, apple, sandwich, orange, broccoli, carrot, hot dog, pizza, donut, cake',
  drink: 'bottle, wine glass, cup',
  cutlery: 'fork, knife, spoon',
  toy: 'teddy bear, frisbee, kite, sports ball',
  appliance: 'microwave, oven, toaster, refrigerator',
  'something to sit on': 'chair, couch, bench',
};

const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  geese: 'goose',
  knives: 'knife',
  mice: 'mouse',
  calves: 'calf',
  oxen: 'ox',
  buses: 'bus',
};
/** Look plural, are not. */
const NEVER_PLURAL: ReadonlySet<string> = new Set(['bus', 'glass', 'skis', 'scissors', 'tennis', 'wine glass']);

const words = (list: string): string[] => list.split(', ').filter(Boolean);

const LOOKUP: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...Object.entries(SYNONYMS).flatMap(([name, list]) => words(list).map((word) => [word, [name]] as const)),
  ...Object.entries(KINDS).map(([kind, list]) => [kind, words(list)] as const),
  ...Object.keys(SYNONYMS).map((name) => [name, [name]] as const),
]);

/** The longest entry, in words. */
export const LONGEST_PHRASE = 4;

/** Possible singular forms of a word or phrase (its last word is turned), likeliest first. */
export function singularsOf(phrase: string): string[] {
  const head = phrase.slice(0, phrase.lastIndexOf(' ') + 1);
  const last = phrase.slice(head.length);
  if (NEVER_PLURAL.has(phrase) || NEVER_PLURAL.has(last)) return [];
  const irregular = IRREGULAR[last];
  if (irregular !== undefined) return [head + irregular];
  if (!last.endsWith('s') || last.length < 3) return [];
  const forms = [last.slice(0, -1)];
  if (last.endsWith('es')) forms.push(last.slice(0, -2));
  if (last.endsWith('ies')) forms.unshift(`${last.slice(0, -3)}y`);
  return forms.map((form) => head + form);
}

/** The plural of a class name, for answers: `dog` -> `dogs`, `person` -> `people`. */
export function pluralOf(name: string): string {
  const irregular = Object.entries(IRREGULAR).find(([, singular]) => singular === name);
  if (irregular) return irregular[0];
  if (name === 'sheep' || name === 'scissors' || name === 'skis' || name === 'broccoli') return name;
  return /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/**
 * Looks a phrase up as it stands, then in its singular.
 *
 * @returns the COCO classes it may mean and whether it was plural, or `null` when the phrase is unknown.
 */
export function lookUp(phrase: string): { classes: readonly string[]; plural: boolean } | null {
  const direct = LOOKUP.get(phrase);
  if (direct)
    return {
      classes: direct,
      plural: phrase in IRREGULAR || phrase === 'crowd' || phrase === 'everybody' || phrase === 'cattle',
    };
  for (const singular of singularsOf(phrase)) {
    const classes = LOOKUP.get(singular);
    if (classes) return { classes, plural: true };
  }
  return null;
}
