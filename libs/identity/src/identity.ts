export { authorize } from './access.ts';
export { ActorVerifier } from './actor-verifier.ts';
export { audit, type AuditEntry } from './audit.ts';
export { verifyAuditLog, type AuditVerdict } from './audit-chain.ts';
export type { FetchKeys } from './key-set.ts';
export {
  allOf,
  anyOf,
  definePolicies,
  hasRole,
  not,
  owner,
  signedIn,
  type Policies,
  type Policy,
  type Rule,
  type Verdict,
} from './policies.ts';
export { Revocations } from './revocations.ts';
export { Seal } from './seal.ts';
export { ANONYMOUS, servicePrincipal, userPrincipal, type Principal } from './principal.ts';
