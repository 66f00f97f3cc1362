/** Debian's packages, for what is no server. */
export { findRootAccess, installScript, rootRunner } from './package-source.ts';
