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
