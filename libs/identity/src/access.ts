import { isStaffRole, platformErrors, type RpcContract } from '@edu/contract-kit';
import type { Principal } from './principal.ts';

type Guarded = Pick<RpcContract, 'access' | 'stepUp'>;

/**
 * Deny by default: throws unless the contract of a call lets this principal in. What depends on the
 * thing asked for (whose booking is it?) is said by the policies of the owning service.
 *
 * Who is let in for being staff must have signed in by two factors.
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
  const { roles, level, steppedUpAt = 0 } = principal.actor;
  if (access !== 'user') {
    const lettingIn = roles.filter((role) => access.includes(role));
    if (lettingIn.length === 0) throw platformErrors.forbidden();
    // A password may be known to others; what staff can do is too much for that.
    if (level !== 'aal2' && lettingIn.every(isStaffRole))
      throw platformErrors.secondFactorRequired();
  }
  if (stepUp !== undefined && now - steppedUpAt * 1_000 > stepUp * 1_000) {
    throw platformErrors.stepUpRequired({ params: { seconds: stepUp } });
  }
}
