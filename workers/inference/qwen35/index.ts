import { AnswerBuilder } from '../../../src/core/index.ts';
import {
  GroundingError,
  type DeviceKind,
  type GroundingModel,
  type GroundingRequest,
  type LoadContext,
  type MediumData,
  type PackManifest,
  type RunContext,
} from '../../../src/packs/index.ts';
import { LoadedModel } from '../loaded-model.ts';
import { askPicture } from './picture.ts';
import { Qwen } from './qwen.ts';
import type { Steps, Told } from './stream.ts';
import { askVideo } from './video.ts';

/** Pixels of a picture, at most: each 32 x 32 of them are a token to read before the first word. */
const PIXELS = { webgpu: 1024 * 1024, 'wasm-threads': 640 * 640, wasm: 512 * 512 } as const satisfies Record<
  DeviceKind,
  number
>;

/** Qwen3.5 (Alibaba Cloud; the vision part is that of Qwen3-VL, arXiv 2511.21631): conversation about what is seen, with places as JSON. */
class Qwen35 extends LoadedModel<Qwen> {
  protected open(context: LoadContext): Promise<Qwen> {
    return Qwen.open(context);
  }

  protected close(qwen: Qwen): Promise<unknown> {
    return qwen.dispose();
  }

  async *ground(request: GroundingRequest, { medium, signal }: RunContext): Steps<void> {
    const started = performance.now();
    const { answer, speed } = yield* this.#ask(request, medium, signal);
    for (const reference of answer.references) yield { type: 'reference', reference };
    const timings = { answer: performance.now() - started };
    yield { type: 'answer', answer, timings, ...(speed ? { speed } : {}), device: this.device };
  }

  async *#ask(request: GroundingRequest, medium: MediumData, signal: AbortSignal): Steps<Told> {
    const qwen = this.loaded;
    if (medium.kind === 'sound') throw new GroundingError('INVALID_REQUEST', `${this.manifest.id} sees and does not hear`);
    const duration = medium.kind === 'video' ? medium.duration : 0;
    const sentence = new AnswerBuilder(
      { pack: this.manifest.id, revision: this.manifest.revision },
      { duration, prefix: request.task === 'inventory' ? 'inventory-' : '' },
    );
    if (request.task === 'ask' && request.question.trim() === '')
      return { answer: sentence.say('Say what you want to know.').finish('unsure') };
    const pixels = PIXELS[this.device];
    if (medium.kind === 'video')
      return yield* askVideo(qwen, { request, video: medium, device: this.device, pixels }, sentence, signal);
    const look = await qwen.look(medium.bitmap, pixels);
    return yield* askPicture(qwen, request, look, sentence, signal);
  }
}

/** Makes the model; `load` makes its sessions. */
export function create(manifest: PackManifest): GroundingModel {
  return new Qwen35(manifest);
}
