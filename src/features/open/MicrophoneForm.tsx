import { Mic, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatClock } from '../../core/index.ts';
import { ChooseInstead } from './ChooseInstead.tsx';
import { closeDialog } from './dialogs.ts';
import { openBlob } from './open-medium.ts';
import { askFor, canRecord, explain, record, recordingName, type Recording } from './recording.ts';
import styles from './Open.module.css';

/** How often, in ms, level and clock are looked at. */
const TICK = 60;
/** dBFS at the left end of the level. */
const QUIETEST = -60;

/** Level of the microphone and a button that records it. The microphone is switched off when this goes away. */
export function MicrophoneForm() {
  const [stream, problem] = useMicrophone();
  const level = useLevel(stream);
  const [running, setRunning] = useState<{ readonly recording: Recording; readonly since: number } | null>(null);
  const seconds = useSeconds(running?.since ?? null);
  const begin = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (stream) begin.current?.focus();
  }, [stream]);
  if (problem || !canRecord())
    return (
      <div className={styles.form}>
        <ChooseInstead problem={problem || 'This browser cannot record.'} />
      </div>
    );
  return (
    <div className={styles.form}>
      <label className={styles.level}>
        <span>
          {running ? 'Recording' : stream ? 'Say something: the bar shows what is heard' : 'Waiting for the microphone…'}
        </span>
        <meter min={QUIETEST} max={0} high={-3} value={level}>
          {Math.round(level)} dB
        </meter>
      </label>
      <p className={styles.elapsed}>{formatClock(seconds, 1)}</p>
      <div className={styles.actions}>
        <button
          ref={begin}
          type="button"
          className="button primary"
          disabled={!stream}
          onClick={() => {
            if (running) void keep(running.recording);
            else if (stream) setRunning({ recording: record(stream, 'audio'), since: performance.now() });
          }}
        >
          {running ? <Square size={18} aria-hidden /> : <Mic size={18} aria-hidden />}
          {running ? 'Stop and open' : 'Record'}
        </button>
      </div>
      <p className={styles.note}>The recording stays on this machine.</p>
    </div>
  );
}

async function keep(recording: Recording): Promise<void> {
  const blob = await recording.stop();
  closeDialog();
  await openBlob(blob, recordingName('microphone', blob.type), 'microphone');
}

function useMicrophone(): readonly [stream: MediaStream | null, problem: string] {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let gone = false;
    let own: MediaStream | null = null;
    const stop = (): void => own?.getTracks().forEach((track) => track.stop());
    // What is sought is the sound as it is, not a voice freed of it.
    const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const start = async (): Promise<void> => {
      try {
        own = await askFor({ audio });
        if (gone) stop();
        else setStream(own);
      } catch (error) {
        if (!gone) setProblem(explain(error, 'microphone'));
      }
    };
    void start();
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return [stream, problem];
}

/** dBFS of what the microphone hears. */
function useLevel(stream: MediaStream | null): number {
  const [level, setLevel] = useState(QUIETEST);
  useEffect(() => {
    if (!stream) return undefined;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 1024 });
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
      setLevel(Math.max(QUIETEST, 10 * Math.log10(power + 1e-12)));
    }, TICK);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [stream]);
  return level;
}

function useSeconds(since: number | null): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (since === null) return undefined;
    const timer = setInterval(() => setSeconds((performance.now() - since) / 1000), TICK);
    return () => clearInterval(timer);
  }, [since]);
  return seconds;
}
