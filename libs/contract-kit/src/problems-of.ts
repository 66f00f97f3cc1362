import { platformErrors, type ProblemType } from './problem.ts';
import { isStaffRole } from './roles.ts';
import type { RpcContract } from './rpc.ts';

/**
 * The errors that calls declare, for the contract of a call that passes them on.
 *
 * @example errors: [bookingErrors.slotTaken, ...errorsOf(availabilityRpc.quote)]
 */
export function errorsOf(...calls: readonly RpcContract[]): readonly ProblemType[] {
  return calls.flatMap(({ errors }) => errors);
}

/** Every error that a call may answer with: those it declares, and those that its route implies. */
export function problemsOf(rpc: RpcContract): readonly ProblemType[] {
  return [
    ...new Set([
      ...rpc.errors,
      platformErrors.invalidInput,
      platformErrors.malformedJson,
      ...(rpc.access === 'public' ? [] : [platformErrors.unauthenticated]),
      ...(typeof rpc.access === 'string' ? [] : [platformErrors.forbidden]),
      ...(isForStaff(rpc) ? [platformErrors.secondFactorRequired] : []),
      ...(rpc.stepUp === undefined ? [] : [platformErrors.stepUpRequired]),
      ...(rpc.idempotent
        ? [
            platformErrors.idempotencyKeyMissing,
            platformErrors.idempotencyKeyInFlight,
            platformErrors.idempotencyKeyReused,
            platformErrors.idempotencyAnswerOutdated,
          ]
        : []),
      ...(rpc.version === 'checked' ? [platformErrors.versionMismatch] : []),
      platformErrors.tooManyRequests,
      platformErrors.internal,
      platformErrors.unavailable,
      platformErrors.timeout,
    ]),
  ];
}

/** Whether somebody is let in for being staff. */
const isForStaff = ({ access }: RpcContract) =>
  typeof access !== 'string' && access.some(isStaffRole);
