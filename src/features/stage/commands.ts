import { mountedStage } from './mounted.ts';

/** An action of the stage for menus and shortcuts; does nothing while no stage is on the page. */
export interface StageCommand {
  readonly id: string;
  readonly title: string;
  /** `KeyboardEvent.key` values, each enough by itself. */
  readonly keys: readonly string[];
  perform(): void;
}

/** Zooming and the region tool. */
export const stageCommands: readonly StageCommand[] = [
  { id: 'stage.zoom-in', title: 'Zoom in', keys: ['+', '='], perform: () => mountedStage()?.zoomIn() },
  { id: 'stage.zoom-out', title: 'Zoom out', keys: ['-'], perform: () => mountedStage()?.zoomOut() },
  { id: 'stage.fit', title: 'Fit the picture', keys: ['0'], perform: () => mountedStage()?.fit() },
  { id: 'stage.actual-size', title: 'Zoom to 100 %', keys: ['1'], perform: () => mountedStage()?.actualSize() },
  { id: 'stage.region', title: 'Draw a region', keys: ['r'], perform: () => mountedStage()?.toggleRegionTool() },
];
