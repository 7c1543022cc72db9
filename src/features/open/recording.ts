export interface Recording {
  /** Ends it and gives what was recorded. */
  stop(): Promise<Blob>;
}

/** Containers by preference. The MP4 of Chromium's recorder is one that its own decoder refuses. */
const CONTAINERS = {
  video: ['video/webm', 'video/mp4'],
  audio: ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg'],
} as const;

/** Whether this browser can record at all. */
export const canRecord = (): boolean => 'MediaRecorder' in globalThis;

/** Records what a camera or a microphone gives, from now on. */
export function record(stream: MediaStream, kind: keyof typeof CONTAINERS): Recording {
  const mimeType = CONTAINERS[kind].find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  recorder.start(1000);
  return {
    stop: () =>
      new Promise((resolve) => {
        recorder.addEventListener('stop', () => resolve(new Blob(parts, { type: recorder.mimeType })), { once: true });
        recorder.stop();
      }),
  };
}

/** A name for what was just recorded. @param device "camera" or "microphone" */
export function recordingName(device: string, type: string): string {
  const ending = type.startsWith('image/') ? 'jpg' : type.includes('mp4') ? 'mp4' : type.includes('ogg') ? 'ogg' : 'webm';
  return `${device} ${new Date().toISOString().slice(0, 19).replace('T', ' ')}.${ending}`;
}

/** Asks for a camera or a microphone. Throws a `DOMException`, `SecurityError` where a page may not have any. */
export async function askFor(constraints: MediaStreamConstraints): Promise<MediaStream> {
  const devices = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;
  if (!devices) throw new DOMException('needs https', 'SecurityError');
  return devices.getUserMedia(constraints);
}

/** What a person reads when there is no camera or microphone. */
export function explain(error: unknown, device: 'camera' | 'microphone'): string {
  const name = error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
      return `The ${device} was not allowed. Allow it for this page in the browser’s address bar and open this again.`;
    case 'NotFoundError':
    case 'OverconstrainedError':
      return `No ${device} was found on this device.`;
    case 'NotReadableError':
      return `The ${device} is in use by another program. Close that and open this again.`;
    case 'SecurityError':
      return `The ${device} needs a page that is served over https.`;
    default:
      return `The ${device} could not be started (${String(error)}).`;
  }
}
