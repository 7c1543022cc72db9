export * from './answer.ts';
export * from './box.ts';
export * from './clock.ts';
export * from './coordinate-text.ts';
export * from './reference.ts';
export * from './resample.ts';
export * from './span.ts';
