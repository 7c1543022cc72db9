export * from './keyboard.ts';
export * from './registry.ts';
