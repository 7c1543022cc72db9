import { chooseVariant, isHubPack, type DeviceKind, type GpuLimits, type PackManifest } from '../packs/index.ts';
import type { Capabilities } from '../platform/capabilities.ts';

/** The limits of the graphics card that decide about variants; `null` where there is none. */
export const gpuLimits = ({ gpu }: Capabilities): GpuLimits | null =>
  gpu.state === 'present' ? { f16: gpu.f16, buffer: gpu.buffer } : null;

/** The kinds of device on which a pack can run here: those for which it has a variant that fits. */
export function fittingDevices(manifest: PackManifest, capabilities: Capabilities): readonly DeviceKind[] {
  if (!isHubPack(manifest)) return manifest.devices;
  const gpu = gpuLimits(capabilities);
  return manifest.devices.filter((kind) => chooseVariant(manifest, kind, gpu) !== null);
}

/** Ids of the variants that fit a device, best first; none for the built-in pack. */
export function fittingVariants(manifest: PackManifest, kind: DeviceKind, capabilities: Capabilities): readonly string[] {
  if (!isHubPack(manifest)) return [];
  const gpu = gpuLimits(capabilities);
  return manifest.hub.variants
    .filter((variant) => chooseVariant(manifest, kind, gpu, (one) => one === variant) !== null)
    .map((variant) => variant.id);
}
