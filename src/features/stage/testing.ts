import { maskOfRaster, type Box, type Reference } from '../../core/index.ts';
import { useStore } from '../../store/index.ts';

/** Helpers of this folder's component tests. */

/** A reference to a box in fractions. */
export function boxReference(id: string, phrase: string, box: Box, extra: Partial<Reference> = {}): Reference {
  return { id, phrase, kind: 'box', box, source: { pack: 'test', revision: '1' }, ...extra } as Reference;
}

/** A reference to a disc with a hole in its middle, both round in a square picture. Places in fractions. */
export function ringReference(id: string, phrase: string, [cx, cy]: readonly [number, number], radius: number): Reference {
  const size = { width: 200, height: 200 };
  const inside = (i: number): boolean => {
    const away = Math.hypot(((i % 200) + 0.5) / 200 - cx, (Math.floor(i / 200) + 0.5) / 200 - cy);
    return away < radius && away > radius / 2;
  };
  const mask = maskOfRaster(
    Array.from({ length: 200 * 200 }, (_, i) => Number(inside(i))),
    size,
  )!;
  return { id, phrase, kind: 'mask', mask, score: 0.93, source: { pack: 'test', revision: '1' } };
}

/** Opens a picture of one colour with an answered turn that points at `references`. */
export async function openWith(references: readonly Reference[], width = 400, height = 300): Promise<void> {
  const bitmap = await createImageBitmap(new ImageData(new Uint8ClampedArray(width * height * 4).fill(160), width, height));
  const state = useStore.getState();
  state.setMedium({
    kind: 'picture',
    handle: { id: `test-${width}x${height}`, kind: 'picture', width, height },
    bitmap,
    name: 'test.png',
    source: { kind: 'sample', id: 'test' },
    original: { width, height },
    scaled: false,
  });
  state.setShowInventory(false);
  state.addTurn({ id: 't1', question: 'what?', region: null });
  state.patchTurn('t1', { status: 'done', answer: { state: 'found', parts: [], text: '', references } });
}
