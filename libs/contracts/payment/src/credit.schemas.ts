import { Currency, Id, Instant, line, Money, openEnum } from '@edu/contract-kit';
import { z } from 'zod';
import { payoutFields, payoutState } from './payout.schemas.ts';

const state = openEnum(['offered', 'owed'], {
  id: 'WaitingRefundState',
  description:
    '`offered`: the payer chooses between credit and waiting for the money; `owed`: they wait, and a person of the team sends it. Until it is sent they may still take credit.',
});

const WaitingRefund = z
  .object({
    id: Id.describe('The refund.'),
    bookingId: Id.describe('The lesson that it is of.'),
    startsAt: Instant.nullable().describe('When that lesson begins; null where nobody knows.'),
    amount: Money.describe('How much goes back.'),
    reason: z
      .string()
      .meta({ description: 'Why it goes back, as a code.', examples: ['canceled'] }),
    state,
    offeredAt: Instant.describe('Since when it waits.'),
  })
  .meta({
    id: 'WaitingRefund',
    description: 'Money that goes back and that no payment service takes back.',
  });

export const CreditPayout = z
  .object({
    ...payoutFields,
    ...payoutState,
    sentAt: Instant.nullable().describe(
      'When it leaves; null once it has, and where two people look at it first.',
    ),
  })
  .meta({ id: 'CreditPayout', description: 'Credit that is paid out.' });

export const PayOutCredit = z
  .strictObject({ currency: Currency.describe('Which of my credit.') })
  .meta({ id: 'PayOutCredit', description: 'Credit that I want as money.' });

export const Credit = z
  .object({
    balances: z
      .array(Money)
      .describe('What I have, one for each currency; none where there is nothing.'),
    payable: z
      .array(Currency)
      .describe('Of which of them enough is there to be paid out, and nothing on its way.'),
    payouts: z
      .array(CreditPayout)
      .describe('What was paid out of it, the latest first; 20 at most.'),
    waiting: z.array(WaitingRefund).describe('What I may have as credit, the oldest first.'),
  })
  .meta({ id: 'Credit', description: 'My credit, and what I may have as credit.' });

const way = z.enum(['credit', 'money']).meta({
  id: 'RefundChoice',
  description: '`credit`: at once; `money`: as soon as a person of the team has sent it.',
});

export const ChooseRefundWay = z
  .strictObject({
    id: Id.describe('The refund.'),
    as: way,
  })
  .meta({ id: 'ChooseRefundWay', description: 'How I want a refund.' });

export const RefundChosen = z
  .object({
    id: Id.describe('The refund.'),
    as: way,
  })
  .meta({ id: 'RefundChosen', description: 'It is done, or will be.' });

const StaffRefund = z
  .object({
    id: Id.describe('The refund.'),
    bookingId: Id.describe('The lesson that it is of.'),
    payerId: Id.describe('Whose payment it is.'),
    payerName: z.string().nullable().describe('The name of their account; null where it is gone.'),
    byLink: z
      .boolean()
      .describe(
        'Somebody else paid it by a link: it goes to them, whom the payment service knows.',
      ),
    psp: z.string().describe('The payment service that has the money.'),
    pspRef: z
      .string()
      .nullable()
      .meta({
        description: 'Its name of the payment, by which it is found there; null where it has none.',
        examples: ['PAY-123'],
      }),
    amount: Money.describe('How much of the price goes back.'),
    charged: Money.nullable()
      .default(null)
      .describe(
        'What is sent for it in the money that was charged; null where that is the price’s.',
      ),
    failure: z
      .string()
      .nullable()
      .meta({
        description: 'Why the payment service does not: its word, or ours.',
        examples: ['refunds_not_offered'],
      }),
    state,
    offeredAt: Instant.describe('Since when it waits.'),
  })
  .meta({ id: 'StaffRefund', description: 'A refund that a person sends.' });

export const StaffRefunds = z
  .object({
    items: z
      .array(StaffRefund)
      .describe('Those that wait for the money first, each the oldest first; 50 at most.'),
  })
  .meta({ id: 'StaffRefunds', description: 'Refunds that no payment service sends back.' });

export const SendRefund = z
  .strictObject({
    id: Id.describe('The refund.'),
    reference: line(100, 3).meta({
      description: 'By which the transfer is found again at the payment service, or at the bank.',
      examples: ['TR-2026-11-27-0042'],
    }),
  })
  .meta({ id: 'SendRefund', description: 'A refund that was sent by hand.' });

export const RefundSent = z
  .object({ id: Id.describe('The refund.') })
  .meta({ id: 'RefundSent', description: 'It is in the books.' });
