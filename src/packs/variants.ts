import type { HubManifest, HubVariant } from './manifest.ts';
import type { DeviceKind } from './request.ts';

/** What of a graphics card decides about a variant. */
export interface GpuLimits {
  readonly f16: boolean;
  /** The largest single buffer, in bytes. */
  readonly buffer: number;
}

/** The variant to use on a device, and what a person should know about the choice. */
export interface VariantChoice {
  readonly variant: HubVariant;
  /** Why it is not the best one, in words; `null` when it is. */
  readonly note: string | null;
}

/**
 * Picks the first variant that runs on a device.
 *
 * @param gpu limits of the graphics card, for `webgpu`
 * @param usable narrows the choice, to variants that are downloaded, say
 * @returns `null` when none runs there.
 */
export function chooseVariant(
  manifest: HubManifest,
  device: DeviceKind,
  gpu: GpuLimits | null,
  usable: (variant: HubVariant) => boolean = () => true,
): VariantChoice | null {
  let note: string | null = null;
  for (const variant of manifest.hub.variants) {
    if (!variant.devices.includes(device)) continue;
    const lack = device === 'webgpu' ? lacks(variant, gpu) : null;
    if (lack) note ??= `${lack} So it runs in another way: `;
    else if (usable(variant)) return { variant, note: note && `${note}${variant.title}.` };
  }
  return null;
}

function lacks({ needs }: HubVariant, gpu: GpuLimits | null): string | null {
  if (needs?.f16 && !gpu?.f16) return 'This graphics card has no half-precision shaders.';
  if (needs?.buffer && needs.buffer > (gpu?.buffer ?? 0))
    return `This graphics card takes buffers of at most ${megabytes(gpu?.buffer ?? 0)}, and ${megabytes(needs.buffer)} are needed.`;
  return null;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** The variant and the device for a pack: down the devices, in the order given, until one fits; `null` when none does. */
export function chooseRun(
  manifest: HubManifest,
  devices: readonly DeviceKind[],
  gpu: GpuLimits | null,
  usable?: (variant: HubVariant) => boolean,
): (VariantChoice & { readonly device: DeviceKind }) | null {
  for (const device of devices) {
    const choice = chooseVariant(manifest, device, gpu, usable);
    if (choice) {
      const left =
        device === devices[0] ? null : `It is too large for this graphics card and runs on the processor, more slowly.`;
      return { ...choice, device, note: choice.note ?? left };
    }
  }
  return null;
}
