import { expect, it } from 'vitest';
import { restoreSettings } from './settings.ts';

it('takes good settings and nothing else', () => {
  expect(restoreSettings({ theme: 'dark', devicePreference: 'wasm' })).toEqual({ theme: 'dark', devicePreference: 'wasm' });
  expect(restoreSettings({ theme: 'pink', devicePreference: 'wasm' })).toEqual({ theme: 'system', devicePreference: 'wasm' });
  for (const rubbish of [null, undefined, 'text', 7, [], {}]) {
    expect(restoreSettings(rubbish)).toEqual({ theme: 'system', devicePreference: 'auto' });
  }
});
