export * from './coco.ts';
export * from './coco-read.ts';
export * from './csv.ts';
export * from './document.ts';
export * from './json.ts';
export * from './label-studio.ts';
export * from './mask-read.ts';
export * from './subtitles.ts';
