export { EXIT } from './exit-code';
export type { ExitCode } from './exit-code';
export { processIo } from './io';
export type { Io } from './io';
export { COMMAND_PROBLEMS } from './problems';
export { run } from './run';
