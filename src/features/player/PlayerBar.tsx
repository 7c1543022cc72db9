import { Pause, Play, Repeat, SkipBack, SkipForward, Volume2, VolumeX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatClock } from '../../core/index.ts';
import { useStore, type TimedDocument } from '../../store/index.ts';
import { followPlayer, RATES, setRate, stepFrame, toggleMute, togglePlay } from './playback.ts';
import styles from './PlayerBar.module.css';

/** Play, frame steps, time, speed and sound of the open video or recording. */
export function PlayerBar({ medium }: { readonly medium: TimedDocument }) {
  const playing = useStore((s) => s.playing);
  const loop = useStore((s) => s.loop);
  const { player } = medium;
  const video = medium.kind === 'video';
  useEffect(() => followPlayer(medium), [medium]);
  const [rate, muted] = usePlayerSettings(player);
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Player">
      <button
        type="button"
        className="icon-button"
        aria-label={video ? 'One frame back' : 'A moment back'}
        title={`${video ? 'One frame' : 'A moment'} back (,)`}
        onClick={() => stepFrame(-1)}
      >
        <SkipBack size={18} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button primary"
        aria-label={playing ? 'Pause' : 'Play'}
        title={`${playing ? 'Pause' : 'Play'} (Space)`}
        onClick={togglePlay}
      >
        {playing ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={video ? 'One frame on' : 'A moment on'}
        title={`${video ? 'One frame' : 'A moment'} on (.)`}
        onClick={() => stepFrame(1)}
      >
        <SkipForward size={18} aria-hidden />
      </button>
      <Clock duration={medium.handle.duration} />
      {loop && (
        <button type="button" className="link" onClick={() => useStore.getState().setLoop(null)}>
          <Repeat size={14} aria-hidden /> Looping, stop
        </button>
      )}
      <span className={styles['gap']} />
      <label className={styles['rate']}>
        <span className="visually-hidden">Speed</span>
        <select value={rate} onChange={(event) => setRate(Number(event.target.value))}>
          {RATES.map((r) => (
            <option key={r} value={r}>
              {r} ×
            </option>
          ))}
        </select>
      </label>
      {(medium.kind === 'sound' || medium.handle.hasSound) && (
        <button
          type="button"
          className="icon-button"
          aria-label="Sound"
          aria-pressed={!muted}
          title="Sound on or off (M)"
          onClick={toggleMute}
        >
          {muted ? <VolumeX size={18} aria-hidden /> : <Volume2 size={18} aria-hidden />}
        </button>
      )}
    </div>
  );
}

/** Watches the playhead by itself, so that a playing video renders one line of text. */
function Clock({ duration }: { readonly duration: number }) {
  const tenths = useStore((s) => Math.floor(s.time * 10 + 1e-6));
  return (
    <span className={styles['clock']} data-testid="clock">
      {formatClock(tenths / 10, 1)} <span className={styles['total']}>/ {formatClock(duration, 1)}</span>
    </span>
  );
}

function usePlayerSettings(player: HTMLMediaElement): readonly [rate: number, muted: boolean] {
  const [settings, setSettings] = useState<readonly [number, boolean]>([player.playbackRate, player.muted]);
  useEffect(() => {
    const scope = new AbortController();
    const read = (): void => setSettings([player.playbackRate, player.muted]);
    for (const type of ['ratechange', 'volumechange']) player.addEventListener(type, read, { signal: scope.signal });
    read();
    return () => scope.abort();
  }, [player]);
  return settings;
}
