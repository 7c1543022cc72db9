export { stageCommands, type StageCommand } from './commands.ts';
export { ReferenceList } from './ReferenceList.tsx';
export { Stage } from './Stage.tsx';
