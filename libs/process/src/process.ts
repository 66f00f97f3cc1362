export {
  defineProcess,
  edgesOf,
  IllegalStep,
  stepOn,
  stepWhenDue,
  type Outcome,
  type ProcessDefinition,
  type ProcessState,
  type ProcessTypes,
} from './process-definition.ts';
export { unreachableStates, type Edge } from './reachability.ts';
export { START_PROCESS, startProcess } from './process.sql.ts';
export { Processes, type Asked, type Beginning, type ProcessInput } from './processes.ts';
