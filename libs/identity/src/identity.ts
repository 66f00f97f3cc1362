export { authorize } from './access.ts';
export { ActorVerifier } from './actor-verifier.ts';
export { audit, type AuditEntry } from './audit.ts';
export type { FetchKeys } from './key-set.ts';
export {
  allOf,
  anyOf,
  definePolicies,
  hasRole,
  not,
  owner,
  service,
  type Policies,
  type Rule,
} from './policies.ts';
export { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from './principal.ts';
