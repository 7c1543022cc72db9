import type { Checkpoint } from './checkpoint.ts';
import { clap } from './clap.ts';
import { florence2 } from './florence2.ts';
import { groundingDino } from './grounding-dino.ts';
import { qwen35 } from './qwen35.ts';
import { sam2 } from './sam2.ts';
import { siglip } from './siglip.ts';
import { whisper } from './whisper.ts';

/** A maker of a tiny checkpoint for each family that has one, by the id of its pack. */
export const CHECKPOINTS: Readonly<Record<string, () => Checkpoint>> = {
  'grounding-dino': groundingDino,
  florence2,
  siglip,
  clap,
  whisper,
  sam2,
  qwen35,
};
