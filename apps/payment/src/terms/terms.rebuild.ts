import { Injectable } from '@nestjs/common';
import { bookingRpc, type BookingState } from '@edu/contracts-booking';
import { Rebuilds } from '@edu/projection';
import { PaymentConfig } from '../app.config.ts';
import { TERMS, type Terms, type TermsState } from './terms.sql.ts';

const STATES: Readonly<Record<BookingState, TermsState>> = {
  pending: 'pending',
  confirmed: 'confirmed',
  completed: 'confirmed',
  no_show: 'confirmed',
  expired: 'over',
  canceled: 'over',
  refunded: 'over',
};

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
          return { ...booking, ...price, state: STATES[state], commissionBps };
        });
        return TERMS.putAll(tx, rows, { again: true });
      },
    });
  }
}
