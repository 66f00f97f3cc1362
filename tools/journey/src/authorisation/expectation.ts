import {
  isStaffRole,
  platformErrors,
  type Access,
  type ProblemType,
  type Role,
  type RpcContract,
} from '@edu/contract-kit';

/** What of an actor decides what they may do. */
export interface Standing {
  readonly roles: readonly Role[];
  /** `none` has no access token; that of `ended` is not honoured any more. */
  readonly token: 'valid' | 'ended' | 'none';
  /** They signed in with a passkey. */
  readonly byPasskey?: boolean;
  /** They have just proved again that it is them. */
  readonly steppedUp: boolean;
}

/**
 * Whose the thing is that is asked for; `child`: their linked child's; `random`: nobody's; `none`: the
 * call names no thing.
 */
export type Whose = 'none' | 'own' | 'child' | 'another' | 'random';

/** How a call has to be answered: let in, or refused with this very problem. */
export type Expected = 'let in' | ProblemType;

/** From the contract alone: nothing here knows what a service does. */
export function expected(rpc: RpcContract, who: Standing, whose: Whose): Expected {
  const { access, stepUp, resource } = rpc;
  if (access !== 'public') {
    if (who.token !== 'valid') return platformErrors.unauthenticated;
    const hasRole = access === 'user' || who.roles.some((role) => access.includes(role));
    if (!hasRole) return platformErrors.forbidden;
    if (!who.byPasskey && isAsStaff(who.roles, access)) return platformErrors.secondFactorRequired;
    if (stepUp !== undefined && !who.steppedUp) return platformErrors.stepUpRequired;
  }
  if (!resource || typeof resource === 'string' || resource.whose === 'anyone') return 'let in';
  const isOwn = whose === 'own' || (whose === 'child' && resource.ofChildToo === true);
  const isTheirs = resource.whose === 'own' ? isOwn : whose !== 'own';
  return isTheirs ? 'let in' : resource.otherwise;
}

/** Whether they get in as staff alone. */
function isAsStaff(roles: readonly Role[], access: Access): boolean {
  const lettingIn = access === 'user' ? [] : roles.filter((role) => access.includes(role));
  return lettingIn.length > 0 && lettingIn.every(isStaffRole);
}

/** What came back, over whichever way. */
export interface Outcome {
  readonly status: number;
  /** Of the problem; undefined for a success. */
  readonly code: string | undefined;
}

const NOT_FOUND = 404;
const REFUSALS: readonly number[] = [401, 403, NOT_FOUND];

/** What is wrong with an answer; undefined when it is as it has to be. */
export function fault(
  rpc: RpcContract,
  whose: Whose,
  wanted: Expected,
  { status, code }: Outcome,
): string | undefined {
  const got = `${status} ${code ?? ''}`.trim();
  if (status >= 500) return `${got}: the platform failed`;
  if (wanted !== 'let in') {
    const isIt = status === wanted.status && code === wanted.code;
    return isIt ? undefined : `${got} in place of ${wanted.status} ${wanted.code}`;
  }
  if (!REFUSALS.includes(status)) return undefined;
  const { resource } = rpc;
  const ofResource = typeof resource === 'object' && whose !== 'random';
  const isHidden =
    ofResource &&
    ('otherwise' in resource ? code === resource.otherwise.code : status === NOT_FOUND);
  // A call may refuse for its own reasons, as a wrong password, or something of the thing that is not
  // there; not because of whose the thing is.
  const declared = rpc.errors.some((error) => error.code === code);
  if (declared && !isHidden) return undefined;
  return `${got} to somebody who may`;
}
