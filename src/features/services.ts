import type { Engine, MediaEngine } from '../engine/index.ts';

/** What the features need that lives once per page. */
export interface Services {
  readonly engine: Engine;
  readonly media: MediaEngine;
}

let current: Services | null = null;

/** Called once at boot (and by tests with fakes of their own). */
export function setServices(services: Services): void {
  current = services;
}

/** The page's engine and media engine. Throws when called before boot: that is a bug. */
export function services(): Services {
  if (!current) throw new Error('services are not set yet');
  return current;
}
