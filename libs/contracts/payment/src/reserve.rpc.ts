import { defineRpc, Empty } from '@edu/contract-kit';
import { FINANCE, FINANCE_DECIDES } from './finance.ts';
import { reserveErrors } from './reserve.errors.ts';
import {
  LiftReserve,
  ListReserves,
  ReserveDecided,
  ReserveRules,
  Reserves,
  SetReserve,
} from './reserve.schemas.ts';

/** What is kept of earnings for a while, in case banks take payments back. */
export const reserveRpc = {
  listReserves: defineRpc('rpc.payment.list_reserves.v1', {
    summary: 'What finance keeps of single providers, the newest first',
    access: FINANCE,
    resource: 'none',
    input: ListReserves,
    output: Reserves,
    http: { method: 'GET', path: '/staff/reserves' },
  }),
  reserveRules: defineRpc('rpc.payment.reserve_rules.v1', {
    summary: 'The rules by which a part of earnings is kept',
    access: FINANCE,
    resource: 'none',
    input: Empty,
    output: ReserveRules,
    http: { method: 'GET', path: '/staff/reserves/rules' },
  }),
  setReserve: defineRpc('rpc.payment.set_reserve.v1', {
    summary: 'Keep a part of what one provider will earn',
    description:
      'Of lessons that become payable from now on, whatever the rules say; a share of nothing exempts them from the rules. The provider gets a message, and reads the reason.',
    ...FINANCE_DECIDES,
    input: SetReserve,
    output: ReserveDecided,
    errors: [reserveErrors.reserveOwn, reserveErrors.reserveProvider, reserveErrors.reserveStands],
    http: { method: 'POST', path: '/staff/reserves', status: 201 },
  }),
  liftReserve: defineRpc('rpc.payment.lift_reserve.v1', {
    summary: 'Keep nothing more by what was set for one provider',
    description: 'What was kept by it is payable at once. What rules keep stays for its time.',
    ...FINANCE_DECIDES,
    input: LiftReserve,
    output: ReserveDecided,
    errors: [reserveErrors.reserveNotFound, reserveErrors.reserveOwn, reserveErrors.reserveLifted],
    http: { method: 'POST', path: '/staff/reserves/{id}/lift' },
  }),
};
