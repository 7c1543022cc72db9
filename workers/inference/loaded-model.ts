import {
  GroundingError,
  type DeviceKind,
  type GroundingEvent,
  type GroundingModel,
  type GroundingRequest,
  type LoadContext,
  type PackManifest,
  type RunContext,
} from '../../src/packs/index.ts';

/** What the families begin with: a manifest, a device, and `Loaded`, the sessions and whatever else `load` makes. */
export abstract class LoadedModel<Loaded> implements GroundingModel {
  readonly manifest: PackManifest;
  protected device: DeviceKind = 'wasm';
  #loaded: Loaded | null = null;

  constructor(manifest: PackManifest) {
    this.manifest = manifest;
  }

  /** Makes the sessions. */
  protected abstract open(context: LoadContext): Promise<Loaded>;
  /** Gives back what `open` made. */
  protected abstract close(loaded: Loaded): Promise<unknown>;
  abstract ground(request: GroundingRequest, context: RunContext): AsyncIterable<GroundingEvent>;

  /** @throws GroundingError `INTERNAL` before `load` */
  protected get loaded(): Loaded {
    if (!this.#loaded) throw new GroundingError('INTERNAL', 'asked before the pack was loaded');
    return this.#loaded;
  }

  async load(context: LoadContext): Promise<void> {
    this.device = context.device;
    context.progress({ type: 'progress', stage: 'compile', done: 0, total: 1 });
    this.#loaded = await this.open(context);
    context.progress({ type: 'progress', stage: 'compile', done: 1, total: 1 });
  }

  /** For families that keep nothing of a medium: words and picture go through the model together. */
  forget(_mediumId: string): void {
    // Nothing is kept.
  }

  async dispose(): Promise<void> {
    if (this.#loaded) await this.close(this.#loaded);
    this.#loaded = null;
  }
}
