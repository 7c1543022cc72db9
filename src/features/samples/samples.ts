/** A picture, video or recording that comes with the page. Files lie in `public/samples`, with their licences in NOTICE.txt. */
export interface Sample {
  readonly id: string;
  readonly kind: 'picture' | 'video' | 'sound';
  readonly title: string;
  readonly file: string;
  readonly thumb: string;
  readonly alt: string;
  /** Whose it is, and under which licence. */
  readonly credit: string;
  /**
   * Ready questions; one of most asks for something that is not there. The built-in pack's answers to them lie beside the file
   * (`npm run samples`), so that a sample opens answered.
   */
  readonly questions: readonly string[];
}

const PHOTO = 'IBM MAX sample photo, CC0';
const MADE = 'Made for this page of CC0 and public-domain material';

export const SAMPLES: readonly Sample[] = [
  {
    id: 'baby-bear',
    kind: 'picture',
    title: 'A child and a teddy bear',
    file: 'baby-bear.jpg',
    thumb: 'baby-bear-thumb.webp',
    alt: 'A toddler and a teddy bear sit side by side on a wooden bridge.',
    credit: PHOTO,
    questions: ['Where is the teddy bear?', 'Where is the child?', 'What is in this picture?', 'Is there a bicycle?'],
  },
  {
    id: 'afternoons',
    kind: 'video',
    title: 'Three afternoons',
    file: 'afternoons.mp4',
    thumb: 'afternoons-thumb.webp',
    alt: 'A frame of a film made of three photos, with sounds.',
    credit: MADE,
    questions: ['When is the horse visible?', 'When does someone speak?', 'When do I hear a cow?', 'When is there a cat?'],
  },
  {
    id: 'farm',
    kind: 'sound',
    title: 'On the farm',
    file: 'farm.ogg',
    thumb: 'farm-thumb.webp',
    alt: 'The wave of a recording with five sounds.',
    credit: 'OpenSFX sounds, CC0',
    questions: ['When do I hear a cow?', 'When is the sheep heard?', 'How many times do I hear a bird?', 'Is there a siren?'],
  },
  {
    id: 'dog-human',
    kind: 'picture',
    title: 'A woman and her dog',
    file: 'dog-human.jpg',
    thumb: 'dog-human-thumb.webp',
    alt: 'A woman stands on a meadow and hugs a Great Dane that stands on its hind legs.',
    credit: PHOTO,
    questions: ['Where is the dog?', 'Where is the woman?', 'Is there a cat?'],
  },
  {
    id: 'webb',
    kind: 'video',
    title: 'Cleaning a mirror',
    file: 'webb.mp4',
    thumb: 'webb-thumb.webp',
    alt: 'An engineer on a lift beside the golden mirror of the James Webb Space Telescope.',
    credit: 'NASA, public domain',
    questions: ['When does someone speak?', 'When can I see a person?', 'Is there a dog?'],
  },
  {
    id: 'sonnet',
    kind: 'sound',
    title: 'A sonnet, read aloud',
    file: 'sonnet.mp3',
    thumb: 'sonnet-thumb.webp',
    alt: 'The wave of a reading of 53 seconds.',
    credit: 'LibriVox, public domain',
    questions: ['When does someone speak?', 'When do I hear speech first?', 'Is there a siren?'],
  },
  {
    id: 'jockey',
    kind: 'picture',
    title: 'A jockey on a horse',
    file: 'jockey.jpg',
    thumb: 'jockey-thumb.webp',
    alt: 'A jockey with a green cap rides a brown horse on a racecourse.',
    credit: PHOTO,
    questions: ['Where is the horse?', 'Where is the jockey?', 'How many horses are there?', 'Is there a cow?'],
  },
  {
    id: 'prints',
    kind: 'video',
    title: 'Prints on a table',
    file: 'prints.mp4',
    thumb: 'prints-thumb.webp',
    alt: 'Photos of a horse and of a teddy bear lie on a table.',
    credit: MADE,
    questions: [
      'When is the teddy bear visible?',
      'When are the horse and the teddy bear both there?',
      'When is the horse there without the teddy bear?',
      'When is there a bicycle?',
    ],
  },
  {
    id: 'crossing',
    kind: 'sound',
    title: 'At the crossing',
    file: 'crossing.ogg',
    thumb: 'crossing-thumb.webp',
    alt: 'The wave of a recording with a voice, a bell and a jet.',
    credit: MADE,
    questions: ['When does someone speak?', 'How many times does someone speak?', 'When is the bell heard?', 'Is there a dog?'],
  },
];

/** The absolute address of a sample's file, whatever path the page is served under. */
export function sampleUrl(file: string): URL {
  return new URL(`samples/${file}`, document.baseURI);
}
