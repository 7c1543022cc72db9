import type { Command } from '../../commands/index.ts';
import { mountedStage } from './mounted.ts';

const view = (id: string, title: string, keys: readonly string[], perform: () => void): Command => ({
  id,
  title,
  keys,
  group: 'View',
  when: () => mountedStage() !== null,
  perform,
});

/** Zooming and the region tool. */
export const stageCommands: readonly Command[] = [
  view('stage.zoom-in', 'Zoom in', ['+', '='], () => mountedStage()?.zoomIn()),
  view('stage.zoom-out', 'Zoom out', ['-'], () => mountedStage()?.zoomOut()),
  view('stage.fit', 'Fit the picture', ['0'], () => mountedStage()?.fit()),
  view('stage.actual-size', 'Zoom to 100 %', ['1'], () => mountedStage()?.actualSize()),
  view('stage.region', 'Draw a region to ask about', ['r'], () => mountedStage()?.toggleRegionTool()),
];
