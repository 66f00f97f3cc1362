import { MOVEMENT_KINDS, type MovementKind } from '../psp/psp-movement.ts';
import type { Found } from './mismatch.sql.ts';

type Suspended = Pick<
  Found,
  'id' | 'psp' | 'side' | 'kind' | 'about' | 'thereAmount' | 'thereCurrency'
>;

/** Whether the books hold its money for nobody: a psp moved it, and nothing here says whose it is. */
export const isSuspended = ({ side, kind }: Pick<Suspended, 'side' | 'kind'>): boolean =>
  side === 'psp' && kind === 'missing_here';

/** That money, as the ledger takes it. */
export function nobodysOf({ id, psp, about, thereAmount, thereCurrency }: Suspended) {
  const amount = BigInt(thereAmount!);
  return {
    ...{ id, psp: psp!, currency: thereCurrency! },
    amount: MOVEMENT_KINDS[about as MovementKind] === 'out' ? -amount : amount,
  };
}
