import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../core/index.ts';
import type { DeviceKind } from '../../packs/index.ts';
import type { TurnRecord } from '../../store/index.ts';
import styles from './Details.module.css';

const DEVICES: Readonly<Record<DeviceKind, string>> = {
  webgpu: 'WebGPU',
  'wasm-threads': 'wasm, threads',
  wasm: 'wasm, one thread',
};

/** The fold-out of an answer: the coordinate text, how long what took, and who answered. */
export function Details({ turn, answer }: { readonly turn: TurnRecord; readonly answer: Answer }) {
  const source = answer.references[0]?.source;
  return (
    <details className={styles.details}>
      <summary>Details</summary>
      <div className={styles.body}>
        <p className={styles.text}>
          <code data-testid="coordinate-text">{answer.text}</code>
          <CopyButton text={answer.text} />
        </p>
        <p>
          {turn.device && DEVICES[turn.device]}
          {turn.timings &&
            Object.entries(turn.timings)
              .filter(([, ms]) => ms >= 0.05)
              .map(([stage, ms]) => ` \u00b7 ${stage} ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`)}
          {turn.speed &&
            ` \u00b7 first token ${Math.round(turn.speed.firstToken)} ms \u00b7 ${Math.round(turn.speed.tokensPerSecond)} tokens/s`}
          {source && ` \u00b7 ${source.pack} ${source.revision}`}
        </p>
      </div>
    </details>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    // Refused by the browser: the text is there to be selected by hand.
    await navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <button
      type="button"
      className="icon-button small"
      aria-label={copied ? 'Copied' : 'Copy the answer with coordinates'}
      onClick={() => void copy()}
    >
      {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </button>
  );
}
