export { createEngine, type EngineOptions } from './engine.ts';
export { FrameSource } from './frame-source.ts';
export { failureText, type FailureText } from './failure-text.ts';
export { createMediaEngine, type MediaEngineOptions } from './media.ts';
export { MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE, REFUSED_PIXELS } from './picture-size.ts';
export * from './types.ts';
