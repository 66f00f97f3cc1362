import { platformErrors, type RpcContract } from '@edu/contract-kit';
import type { Principal } from './principal.ts';

type Guarded = Pick<RpcContract, 'access' | 'stepUp'>;

/**
 * Deny by default: throws unless the contract of a call lets this principal in. What depends on the
 * thing asked for (whose booking is it?) is said by the policies of the owning service.
 *
 * @throws platform.unauthenticated, platform.forbidden, platform.step_up_required
 */
export function authorize({ access, stepUp }: Guarded, principal: Principal, now: number): void {
  if (access === 'public') return;
  if (access === 'service') {
    if (principal.kind !== 'service') throw platformErrors.unauthenticated();
    return;
  }
  if (principal.kind !== 'user') throw platformErrors.unauthenticated();
  const { roles, steppedUpAt = 0 } = principal.actor;
  if (access !== 'user' && !roles.some((role) => access.includes(role))) {
    throw platformErrors.forbidden();
  }
  if (stepUp !== undefined && now - steppedUpAt * 1_000 > stepUp * 1_000) {
    throw platformErrors.stepUpRequired({ params: { seconds: stepUp } });
  }
}
