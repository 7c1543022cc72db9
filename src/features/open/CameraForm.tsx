import { Camera, Circle, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { closeDialog } from './dialogs.ts';
import { openBlob } from './open-medium.ts';
import { pickFile } from './OpenMenu.tsx';
import styles from './Open.module.css';

/** Live view of the camera with buttons that take a still or record. The camera is switched off when this goes away. */
export function CameraForm() {
  const video = useRef<HTMLVideoElement>(null);
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState('');
  const recorder = useRef<Recording | null>(null);
  const [recording, setRecording] = useState(false);
  useEffect(() => {
    let stream: MediaStream | null = null;
    let gone = false;
    const stop = (): void => stream?.getTracks().forEach((track) => track.stop());
    const start = async (): Promise<void> => {
      try {
        stream = await startCamera();
        if (gone) stop();
        else if (video.current) {
          video.current.srcObject = stream;
          await video.current.play();
          setReady(true);
        }
      } catch (error) {
        if (!gone) setProblem(explain(error));
      }
    };
    void start();
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return (
    <div className={styles.form}>
      {problem ? (
        <p role="alert">{problem}</p>
      ) : (
        // Silent by nature: there is nothing to caption.
        <video ref={video} className={styles.camera} muted playsInline aria-label="Camera picture" />
      )}
      {problem && (
        <button
          type="button"
          className="button"
          onClick={() => {
            closeDialog();
            pickFile();
          }}
        >
          Choose a file instead
        </button>
      )}
      <div className={styles.actions}>
        <button
          type="button"
          className="button primary"
          disabled={!ready || recording}
          onClick={() => void take(video.current)}
        >
          <Camera size={18} aria-hidden /> Take picture
        </button>
        {'MediaRecorder' in globalThis && (
          <button
            type="button"
            className="button"
            disabled={!ready}
            onClick={() => {
              if (recorder.current) void keep(recorder.current);
              else {
                recorder.current = record(video.current!);
                setRecording(true);
              }
            }}
          >
            {recording ? <Square size={18} aria-hidden /> : <Circle size={18} aria-hidden />}
            {recording ? 'Stop and open' : 'Record video'}
          </button>
        )}
      </div>
    </div>
  );
}

async function startCamera(): Promise<MediaStream> {
  const devices = (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;
  if (!devices) throw new DOMException('needs https', 'SecurityError');
  return devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1920 } }, audio: false });
}

interface Recording {
  /** Ends it and gives what was recorded. */
  stop(): Promise<Blob>;
}

/** Containers by preference. The MP4 of Chromium's recorder is one that its own decoder refuses. */
const CONTAINERS = ['video/webm', 'video/mp4'];

function record(video: HTMLVideoElement): Recording {
  const mimeType = CONTAINERS.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(video.srcObject as MediaStream, mimeType ? { mimeType } : {});
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

async function keep(recording: Recording): Promise<void> {
  const blob = await recording.stop();
  closeDialog();
  await openBlob(blob, `camera ${now()}.${blob.type.includes('mp4') ? 'mp4' : 'webm'}`, 'camera');
}

const now = (): string => new Date().toISOString().slice(0, 19).replace('T', ' ');

async function take(video: HTMLVideoElement | null): Promise<void> {
  if (!video) return;
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  closeDialog();
  await openBlob(blob, `camera ${now()}.jpg`, 'camera');
}

function explain(error: unknown): string {
  const name = error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
      return 'The camera was not allowed. Allow it for this page in the browser\u2019s address bar and open this again.';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'No camera was found on this device.';
    case 'NotReadableError':
      return 'The camera is in use by another program. Close that and open this again.';
    case 'SecurityError':
      return 'The camera needs a page that is served over https.';
    default:
      return `The camera could not be started (${String(error)}).`;
  }
}
