export * from './combine.ts';
export * from './failure.ts';
export * from './manifest.ts';
export * from './model.ts';
export * from './request.ts';
export * from './residency.ts';
export * from './router.ts';
export * from './variants.ts';

export { NANO } from './nano.ts';
