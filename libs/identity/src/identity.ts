export { checkAccess } from './access.ts';
export { ActorVerifier, type FetchKeys } from './actor-verifier.ts';
