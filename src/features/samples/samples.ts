/** A picture that comes with the page. Files lie in `public/samples`, with their licence in NOTICE.txt. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly thumb: string;
  readonly alt: string;
  /** Ready questions; one of each asks for something that is not there. */
  readonly questions: readonly string[];
}

export const SAMPLES: readonly Sample[] = [
  {
    id: 'dog-human',
    title: 'A woman and her dog',
    file: 'dog-human.jpg',
    thumb: 'dog-human-thumb.webp',
    alt: 'A woman stands on a meadow and hugs a Great Dane that stands on its hind legs.',
    questions: ['Where is the dog?', 'Where are the woman and the dog?', 'What colour is the dog?', 'Is there a cat?'],
  },
  {
    id: 'baby-bear',
    title: 'A child and a teddy bear',
    file: 'baby-bear.jpg',
    thumb: 'baby-bear-thumb.webp',
    alt: 'A toddler and a teddy bear sit side by side on a wooden bridge.',
    questions: ['Where is the teddy bear?', 'Where is the child?', 'What is in this picture?', 'Is there a bicycle?'],
  },
  {
    id: 'jockey',
    title: 'A jockey on a horse',
    file: 'jockey.jpg',
    thumb: 'jockey-thumb.webp',
    alt: 'A jockey with a green cap rides a brown horse on a racecourse.',
    questions: ['Where is the horse?', 'Where is the jockey?', 'How many horses are there?', 'Is there a cow?'],
  },
];

/** The absolute address of a sample's file, whatever path the page is served under. */
export function sampleUrl(file: string): URL {
  return new URL(`samples/${file}`, document.baseURI);
}
