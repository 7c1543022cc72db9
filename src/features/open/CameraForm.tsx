import { Camera, Circle, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ChooseInstead } from './ChooseInstead.tsx';
import { closeDialog } from './dialogs.ts';
import { openBlob } from './open-medium.ts';
import { askFor, canRecord, explain, record, recordingName, type Recording } from './recording.ts';
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
        stream = await askFor({ video: { facingMode: 'environment', width: { ideal: 1920 } }, audio: false });
        if (gone) stop();
        else if (video.current) {
          video.current.srcObject = stream;
          await video.current.play();
          setReady(true);
        }
      } catch (error) {
        if (!gone) setProblem(explain(error, 'camera'));
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
        <ChooseInstead problem={problem} />
      ) : (
        // Silent by nature: there is nothing to caption.
        <video ref={video} className={styles.camera} muted playsInline aria-label="Camera picture" />
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
        {canRecord() && (
          <button
            type="button"
            className="button"
            disabled={!ready}
            onClick={() => {
              if (recorder.current) void keep(recorder.current);
              else {
                recorder.current = record(video.current!.srcObject as MediaStream, 'video');
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

async function keep(recording: Recording): Promise<void> {
  const blob = await recording.stop();
  closeDialog();
  await openBlob(blob, recordingName('camera', blob.type), 'camera');
}

async function take(video: HTMLVideoElement | null): Promise<void> {
  if (!video) return;
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  closeDialog();
  await openBlob(blob, recordingName('camera', blob.type), 'camera');
}
