export * from './document.ts';
export * from './selectors.ts';
export * from './settings.ts';
export * from './store.ts';
export * from './view.ts';
