import { Injectable } from '@nestjs/common';
import type { UnknownValue } from '@edu/contract-kit';
import { bookingRpc, type BookingState } from '@edu/contracts-booking';
import { Rebuilds } from '@edu/projection';
import { PaymentConfig } from '../app.config.ts';
import { TERMS, type Terms, type TermsState } from './terms.sql.ts';

const STATES: Readonly<Record<BookingState, TermsState>> = {
  requested: 'requested',
  proposed: 'requested',
  pending: 'pending',
  confirmed: 'confirmed',
  completed: 'confirmed',
  no_show: 'confirmed',
  expired: 'over',
  declined: 'over',
  canceled: 'over',
  refunded: 'over',
};

/** @throws Error about a state of a later release: it may or may not let a learner pay */
function termsState(state: BookingState | UnknownValue): TermsState {
  if (Object.hasOwn(STATES, state)) return STATES[state as BookingState];
  throw new Error(`payment does not know the booking state ${state}: deploy it, then rebuild`);
}

/** Commissions are known here alone: those of rows that are there stay, others get today's. */
@Injectable()
export class TermsRebuild {
  constructor(config: PaymentConfig, rebuilds: Rebuilds) {
    rebuilds.add({
      name: 'terms',
      snapshot: bookingRpc.listSnapshot,
      idOf: ({ bookingId }) => bookingId,
      write: (tx, bookings) => {
        const rows = bookings.map(({ price, state, ...booking }): Terms => {
          const commissionBps = config.COMMISSION_BPS;
          const canceled = state === 'canceled' || state === 'refunded' || undefined;
          const terms = { ...booking, state: termsState(state), canceled, commissionBps };
          return terms.state === 'requested' ? terms : { ...terms, ...price };
        });
        return TERMS.putAll(tx, rows, { again: true });
      },
    });
  }
}
