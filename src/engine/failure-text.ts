import type { Failure, FailureCode } from '../packs/index.ts';

/** What a person reads about a failure: what happened, and what to do about it. */
export interface FailureText {
  readonly title: string;
  readonly remedy: string;
}

const TEXTS: Readonly<Record<FailureCode, FailureText>> = {
  ABORTED: { title: 'Stopped', remedy: 'You can ask again whenever you like.' },
  INVALID_REQUEST: {
    title: 'That question could not be asked',
    remedy: 'Type a few words about what you are looking for, and try again.',
  },
  MEDIUM_UNKNOWN: { title: 'That is no longer open', remedy: 'Open it again, then ask.' },
  MEDIUM_EMPTY: { title: 'This file is empty', remedy: 'It has no bytes in it. Check the original, or pick another file.' },
  MEDIUM_UNREADABLE: {
    title: 'This file is damaged',
    remedy: 'Part of it is missing or broken. Download or export it again, or pick another file.',
  },
  MEDIUM_UNSUPPORTED: {
    title: 'This kind of file cannot be opened',
    remedy:
      'Pictures (JPEG, PNG, WebP, AVIF, GIF, BMP, SVG), videos (MP4, MOV, WebM, MKV) and recordings (WAV, MP3, M4A, OGG, Opus, FLAC) work. Save it as one of these and try again.',
  },
  MEDIUM_TOO_LARGE: {
    title: 'This picture is too large for your browser',
    remedy: 'Save a smaller copy: 4000 pixels on the longer side is plenty.',
  },
  MEDIUM_FOREIGN: {
    title: 'This browser cannot read that format',
    remedy: 'It can be converted here, on your machine. Or save it as MP4 or WebM (sound: WAV, MP3 or M4A) and open that.',
  },
  FETCH_OFFLINE: { title: 'No connection', remedy: 'Check that you are online, then try again.' },
  FETCH_CORS: {
    title: 'That site does not share its files',
    remedy: 'Download the file and drop it here instead.',
  },
  FETCH_STATUS: {
    title: 'The server did not send the file',
    remedy: 'Check the address. If it is right, the server may be busy: try again later.',
  },
  MODEL_MISSING: {
    title: 'The model is not where it should be',
    remedy: 'Reload the page. If that does not help, this copy of the site is incomplete.',
  },
  MODEL_CORRUPT: {
    title: 'The model arrived damaged',
    remedy: 'It was fetched again and is still wrong. Check your connection, then reload the page.',
  },
  MODEL_NOT_READY: {
    title: 'That model is not downloaded',
    remedy: 'Get it under “Models”, or let “Automatic” choose one that is there.',
  },
  GPU_TOO_SMALL: {
    title: 'That model is too large for this graphics card',
    remedy: 'Choose the processor in the device menu, or a smaller model.',
  },
  STORAGE_FULL: {
    title: 'The browser has no room left',
    remedy: 'Delete a model you do not need, or free some disk space, then go on: what has come so far is kept.',
  },
  STORAGE_UNAVAILABLE: {
    title: 'This window cannot keep files',
    remedy: 'Open the page over https in an ordinary (not private) window.',
  },
  DEVICE_UNAVAILABLE: {
    title: 'That device cannot be used here',
    remedy: 'Choose “Automatic” in the device menu: there is always one that works.',
  },
  DEVICE_LOST: {
    title: 'The graphics card stopped answering',
    remedy: 'Try again. If it keeps happening, choose the processor in the device menu.',
  },
  OUT_OF_MEMORY: {
    title: 'Not enough memory',
    remedy: 'Close other tabs or programs, or use a smaller picture, then try again.',
  },
  WORKER_CRASHED: {
    title: 'The model stopped unexpectedly',
    remedy: 'It was started afresh and what you opened is still here. Try again.',
  },
  WORKER_HUNG: {
    title: 'The model took too long',
    remedy: 'It was started afresh and what you opened is still here. Try again, or choose another device.',
  },
  RUNTIME_FAILED: {
    title: 'The model could not be run',
    remedy: 'It was started afresh. Try again, or choose another device in the device menu.',
  },
  INTERNAL: { title: 'Something went wrong on our side', remedy: 'Reload the page. If it happens again, please tell us.' },
};

/** Where "reload the page" is the wrong advice: a download that a person started. */
const DOWNLOAD: Partial<Readonly<Record<FailureCode, string>>> = {
  FETCH_OFFLINE: 'The hub did not answer. Check that you are online, or name a mirror below, then try again.',
  FETCH_STATUS: 'The hub refused. It may be busy, or the model may need an account there: try again later, or use a mirror.',
  MODEL_MISSING: 'The hub does not have every file of it. Check repository and revision, or the mirror.',
  MODEL_CORRUPT:
    'A file is not what was promised, also the second time, and was thrown away. Try again later, or use a mirror.',
  WORKER_CRASHED: 'Try again: it goes on where it stopped.',
};

/** The sentences for a failure, of a question or of a pack's download. */
export function failureText(failure: Pick<Failure, 'code'>, of: 'question' | 'pack' = 'question'): FailureText {
  const text = TEXTS[failure.code];
  const remedy = of === 'pack' ? DOWNLOAD[failure.code] : undefined;
  return remedy === undefined ? text : { ...text, remedy };
}
