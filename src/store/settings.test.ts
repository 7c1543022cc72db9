import { expect, it } from 'vitest';
import { parseHost, parseRepo, restoreSettings } from './settings.ts';

const DEFAULTS = {
  theme: 'system',
  devicePreference: 'auto',
  hubHost: 'https://huggingface.co/',
  checkpoints: {},
  packChoice: 'auto',
};

it('takes good settings and nothing else', () => {
  const good = {
    theme: 'dark',
    devicePreference: 'wasm',
    hubHost: 'http://localhost:1234/hub/',
    checkpoints: { clap: { repo: 'a/b', revision: 'v2' } },
    packChoice: 'clap',
  };
  expect(restoreSettings(good)).toEqual(good);
  expect(restoreSettings({ theme: 'pink', devicePreference: 'wasm' })).toEqual({ ...DEFAULTS, devicePreference: 'wasm' });
  expect(restoreSettings({ hubHost: 'javascript:x', checkpoints: { clap: { repo: '../x', revision: '' } } })).toEqual(DEFAULTS);
  for (const rubbish of [null, undefined, 'text', 7, [], {}]) expect(restoreSettings(rubbish)).toEqual(DEFAULTS);
});

it('reads hosts and repositories as people write them', () => {
  expect(parseHost('hf-mirror.test')).toBe('https://hf-mirror.test/');
  expect(parseHost(' http://localhost:80/x ')).toBe('http://localhost/x/');
  for (const bad of ['', 'ftp://x', 'a b', 'https://', 'https://x/?q']) expect(parseHost(bad)).toBeNull();
  expect(parseRepo('onnx-community/whisper-small_timestamped')).toBe('onnx-community/whisper-small_timestamped');
  expect(parseRepo('https://huggingface.co/a/b.c/tree/main')).toBe('a/b.c');
  for (const bad of ['', 'a', 'a/b/c', 'a/..', 'a b/c']) expect(parseRepo(bad)).toBeNull();
});
