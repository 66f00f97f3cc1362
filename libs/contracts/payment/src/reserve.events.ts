import { Currency, defineEvent, Id, Instant } from '@edu/contract-kit';
import { z } from 'zod';
import { reserveShare } from './reserve.schemas.ts';

const about = {
  reserveId: Id.describe('What finance set.'),
  providerId: Id.describe('Whose earnings.'),
  currency: Currency,
};

export const ReserveSet = z
  .object({ ...about, ...reserveShare, at: Instant.describe('Since when.') })
  .meta({
    id: 'ReserveSet',
    description: 'Finance set what is kept of the earnings of one provider.',
  });

export const ReserveLifted = z.object({ ...about, at: Instant.describe('When.') }).meta({
  id: 'ReserveLifted',
  description: 'Finance lifted that: what was kept by it is released.',
});

export const reserveEvents = {
  reserveSet: defineEvent('evt.payment.reserve_set.v1', {
    summary: 'A part of what a provider earns is kept for a while',
    aggregate: 'providerId',
    data: ReserveSet,
  }),
  reserveLifted: defineEvent('evt.payment.reserve_lifted.v1', {
    summary: 'It is not kept any more, and what was kept is released',
    aggregate: 'providerId',
    data: ReserveLifted,
  }),
};
