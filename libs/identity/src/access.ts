import { isStaffRole, platformErrors, type RpcContract } from '@edu/contract-kit';
import type { Principal } from './principal.ts';

/** What tokens say of a key that a device keeps (RFC 8176). */
const BY_PASSKEY = 'hwk';

type Guarded = Pick<RpcContract, 'access' | 'stepUp'>;

/**
 * Deny by default: throws unless the contract of a call lets this principal in. What depends on the
 * thing asked for (whose booking is it?) is said by the policies of the owning service.
 *
 * Who is let in for being staff must have signed in with a passkey, or proved it in this session.
 *
 * @throws platform.unauthenticated, platform.forbidden, platform.second_factor_required,
 *   platform.step_up_required
 */
export function authorize({ access, stepUp }: Guarded, principal: Principal, now: number): void {
  if (access === 'public') return;
  if (access === 'service') {
    if (principal.kind !== 'service') throw platformErrors.unauthenticated();
    return;
  }
  if (principal.kind !== 'user') throw platformErrors.unauthenticated();
  const { roles, methods = [], steppedUpAt = 0 } = principal.actor;
  if (access !== 'user') {
    const lettingIn = roles.filter((role) => access.includes(role));
    if (lettingIn.length === 0) throw platformErrors.forbidden();
    // Passwords and codes can be talked out of people; what staff can do is too much for that.
    if (!methods.includes(BY_PASSKEY) && lettingIn.every(isStaffRole))
      throw platformErrors.secondFactorRequired();
  }
  if (stepUp !== undefined && now - steppedUpAt * 1_000 > stepUp * 1_000) {
    throw platformErrors.stepUpRequired({ params: { seconds: stepUp } });
  }
}
