import { Cpu, Zap } from 'lucide-react';
import { Popover, RadioGroup } from 'radix-ui';
import { failureText, type DevicePreference, type EngineState } from '../../engine/index.ts';
import { NANO, type DeviceKind } from '../../packs/index.ts';
import { useStore } from '../../store/index.ts';
import { services } from '../services.ts';
import styles from './DeviceBadge.module.css';

const NAMES: Readonly<Record<DevicePreference, string>> = {
  auto: 'Automatic',
  webgpu: 'WebGPU',
  'wasm-threads': 'Processor, several threads',
  wasm: 'Processor, one thread',
};
const SHORT: Readonly<Record<DeviceKind, string>> = { webgpu: 'WebGPU', 'wasm-threads': 'Threads', wasm: '1 thread' };

function badgeText({ status, device }: EngineState): string {
  if (status === 'failed') return 'Failed';
  if (device) return device.kind === 'wasm-threads' ? device.name : SHORT[device.kind];
  return status === 'idle' ? 'Device' : 'Starting\u2026';
}

/** Where the model runs, why there, and the switch; and what the pack is. */
export function DeviceBadge() {
  const engine = useStore((s) => s.engine);
  const preference = useStore((s) => s.devicePreference);
  const { setDevicePreference } = useStore.getState();
  const { device, failure, restarts } = engine;
  const Icon = device?.kind === 'webgpu' ? Zap : Cpu;
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`button ${styles.badge}`}
        data-engine={engine.status}
        aria-label={`Device: ${badgeText(engine)}`}
      >
        <Icon size={16} aria-hidden /> <span>{badgeText(engine)}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={`popover ${styles.popover}`} align="end" sideOffset={4} aria-label="Device and model">
          <h2>Where it runs</h2>
          <p>
            {failure
              ? `${failureText(failure).title}. ${failureText(failure).remedy}`
              : (device?.reason ?? 'Chosen when a picture is opened.')}
          </p>
          <RadioGroup.Root
            className={styles.options}
            aria-label="Device"
            value={preference}
            onValueChange={(value) => {
              setDevicePreference(value as DevicePreference);
              services().engine.setPreference(value as DevicePreference);
            }}
          >
            <Option kind="auto" why="The best that works here." available />
            {(device?.options ?? NANO.devices.map((kind) => ({ kind, why: '', available: true }))).map((option) => (
              <Option key={option.kind} {...option} />
            ))}
          </RadioGroup.Root>
          {restarts > 0 && (
            <p className={styles.note}>
              The worker was replaced {restarts} {restarts === 1 ? 'time' : 'times'}.
            </p>
          )}
          <h2>Model</h2>
          <p>
            <strong>{NANO.title}</strong> {NANO.revision}. {NANO.summary}
          </p>
          <p className={styles.note}>
            {(Object.values(NANO.files).reduce((sum, file) => sum + file.bytes, 0) / 1e6).toFixed(1)} MB. {NANO.licence}
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Option({
  kind,
  why,
  available,
}: {
  readonly kind: DevicePreference;
  readonly why: string;
  readonly available: boolean;
}) {
  return (
    <RadioGroup.Item className={styles.option} value={kind} disabled={!available}>
      <span className={styles.dot}>
        <RadioGroup.Indicator />
      </span>
      <span>
        {NAMES[kind]}
        {why && <small>{why}</small>}
      </span>
    </RadioGroup.Item>
  );
}
