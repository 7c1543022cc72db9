export * from './mask.ts';
export * from './outline.ts';
export * from './polygons.ts';
export * from './raster.ts';
export * from './words.ts';
