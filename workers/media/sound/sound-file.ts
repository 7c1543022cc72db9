import { ALL_FORMATS, BlobSource, Input, UnsupportedInputFormatError } from 'mediabunny';
import { GroundingError } from '../../../src/packs/index.ts';
import { SoundTrack } from './sound-track.ts';

/** A recording: a file whose sound can be read. */
export class SoundFile {
  readonly sound: SoundTrack;
  readonly #input: Input;

  private constructor(input: Input, sound: SoundTrack) {
    this.#input = input;
    this.sound = sound;
  }

  /**
   * Reads the container's index, and no sound.
   *
   * @throws GroundingError `MEDIUM_FOREIGN` (container or codec: `detail` says which), `MEDIUM_UNREADABLE` (broken, or no sound in it).
   */
  static async open(blob: Blob): Promise<SoundFile> {
    const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
    try {
      const sound = await SoundTrack.of(input);
      if (!sound) throw new GroundingError('MEDIUM_UNREADABLE', 'there is neither sound nor picture in the file');
      return new SoundFile(input, sound);
    } catch (error) {
      input.dispose();
      if (error instanceof GroundingError) throw error;
      if (error instanceof UnsupportedInputFormatError)
        throw new GroundingError('MEDIUM_FOREIGN', 'the container is not one that the browser reads', { cause: error });
      throw new GroundingError('MEDIUM_UNREADABLE', error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  close(): void {
    this.#input.dispose();
  }
}
