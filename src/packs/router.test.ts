import { describe, expect, it } from 'vitest';
import { NANO } from './nano.ts';
import { MANIFESTS } from './registry.ts';
import { alternative, route, type Asked } from './router.ts';

const PACKS = [NANO, ...MANIFESTS];
const asked = (question: string, medium: Asked['medium'] = 'picture', region = false): Asked => ({ question, medium, region });
const to = (question: string, medium?: Asked['medium'], region?: boolean, ready = PACKS): string =>
  route(asked(question, medium, region), ready, 'auto', NANO).pack.id;

describe('with every pack there', () => {
  it.each([
    ['Where is the dog on the left?', 'florence2'],
    ['find all the quokkas', 'grounding-dino'],
    ['How many cups are there?', 'grounding-dino'],
    ['What does the sign say?', 'florence2'],
    ['Describe this picture', 'florence2'],
    // Nobody draws outlines of what is only named yet; the built-in pack boxes it.
    ['Outline the dog', 'nano'],
    ['Why is she laughing?', 'qwen35'],
  ])('picture: %s', (question, pack) => expect(to(question)).toBe(pack));

  it.each([
    ['When does she say hello?', 'whisper'],
    ['When is glass breaking to be heard?', 'clap'],
    ['When does a dog bark?', 'clap'],
    ['When does the red car come in?', 'siglip'],
    ['Why do they run?', 'qwen35'],
  ])('video: %s', (question, pack) => expect(to(question, 'video')).toBe(pack));

  it('a drawn box to an outline, or to words', () => {
    expect(to('Outline this', 'picture', true)).toBe('sam2');
    expect(to('What is this?', 'picture', true)).toBe('florence2');
  });
});

it('asks the built-in pack when nothing else is there', () => {
  for (const question of ['Where is the dog?', 'When does she say hello?', '', '???'])
    expect(to(question, 'video', false, [NANO])).toBe('nano');
});

it('follows a choice, unless it cannot take the medium', () => {
  const whisper = MANIFESTS.filter(({ id }) => id === 'whisper');
  expect(route(asked('Where is the dog?', 'video'), [NANO, ...whisper], 'whisper', NANO).pack.id).toBe('whisper');
  expect(route(asked('Where is the dog?'), [NANO, ...whisper], 'whisper', NANO).pack.id).toBe('nano');
  expect(route(asked('Where is the dog?'), [NANO], 'florence2', NANO).pack.id).toBe('nano');
});

it('names a pack that would know: one that is there before one to download', () => {
  expect(alternative(asked('Where is the quokka?'), PACKS, [NANO], 'nano')?.id).toBe('florence2');
  const dino = MANIFESTS.filter(({ id }) => id === 'grounding-dino');
  expect(alternative(asked('Where is the quokka?'), PACKS, [NANO, ...dino], 'nano')?.id).toBe('grounding-dino');
  expect(alternative(asked('When does she say hello?', 'video'), PACKS, [NANO], 'nano')?.id).toBe('whisper');
  expect(alternative(asked('Outline the dog', 'sound'), [NANO], [NANO], 'nano')).toBeNull();
});

it('every manifest is sound', () => {
  expect(new Set(PACKS.map(({ id }) => id)).size).toBe(PACKS.length);
  for (const { id, hub, tasks, media, devices, licence } of MANIFESTS) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect([tasks.length, media.length, devices.length].every((n) => n > 0)).toBe(true);
    expect(licence).not.toBe('');
    expect(new Set(hub.variants.map((variant) => variant.id)).size).toBe(hub.variants.length);
    // 8-bit exports have no kernels on WebGPU and give wrong words there.
    expect(hub.variants.filter((variant) => variant.devices.includes('webgpu') && variant.dtype === 'q8')).toEqual([]);
  }
});
