import {
  CountryCode,
  Currency,
  Id,
  Instant,
  Money,
  openEnum,
  page,
  Phone,
  text,
} from '@edu/contract-kit';
import { z } from 'zod';
import { pspWebhooks } from './psp-webhooks.ts';

const operator = z.string().meta({
  description: 'The brand of the operator that has the number.',
  examples: ['Orange Money'],
});
const payeeEnd = z.string().meta({
  description: 'The last two digits of the number that it goes to.',
  examples: ['04'],
});
const waitsFor = openEnum(['name', 'refused', 'failures'], {
  id: 'PayoutAccountWait',
  description:
    '`name`: the operator knows the owner of the number by another name than the platform, and a person compares them; `refused`: a person does not let money go there; `failures`: several payouts failed one after another.',
});

export const PayoutAccount = z
  .object({
    currency: Currency.describe('The money that it takes.'),
    phone: Phone.describe('The number in the form of today’s numbering plan.'),
    country: CountryCode.describe('Whose number it is.'),
    operator,
    namesOwner: z
      .boolean()
      .describe(
        'Whether the operator said whose number it is; otherwise nobody has compared names.',
      ),
    waitsFor: waitsFor
      .nullable()
      .describe(
        'Why nothing is paid there until a person has looked at it; null where nothing is in the way.',
      ),
    payableFrom: Instant.describe('Nothing is paid there before: a new number waits for a day.'),
    changedAt: Instant.describe('When the number was given.'),
  })
  .meta({ id: 'PayoutAccount', description: 'Where my earnings of one currency are paid to.' });

const app = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,29}$/)
  .meta({ examples: [...pspWebhooks.keys()].slice(1, 2) });

export const SetPayoutAccount = z
  .strictObject({
    phone: Phone.describe('A number with Mobile Money, of whoever is paid.'),
    app: app
      .optional()
      .describe(
        'The app that has the wallet of this number, one of `apps`; absent: the operator that has the number.',
      ),
  })
  .meta({ id: 'SetPayoutAccount', description: 'Where my earnings are to be paid to.' });

export const RemovePayoutAccount = z
  .strictObject({ currency: Currency.describe('The money that the number takes.') })
  .meta({ id: 'RemovePayoutAccount', description: 'A number that is not to be paid to any more.' });

export const PayoutAccountRemoved = z
  .object({ currency: Currency.describe('Nothing of this money has a number now.') })
  .meta({ id: 'PayoutAccountRemoved', description: 'The number is gone.' });

export const payoutFields = {
  id: Id.describe('The payout.'),
  amount: Money.describe('How much is paid.'),
  operator,
  payeeEnd,
  createdAt: Instant.describe('When it was planned.'),
  endedAt: Instant.nullable().describe('When it was paid or failed; null before.'),
};

export const PAID_FROM = ['earnings', 'credit'] as const;

export const PAYOUT_FAILURES = [
  'no_wallet',
  'wallet_full',
  'number_changed',
  'number_removed',
  'account_suspended',
  'refused_by_us',
  'refused',
] as const;
export type PayoutFailure = (typeof PAYOUT_FAILURES)[number];

const PayoutFailureReason = openEnum(PAYOUT_FAILURES, {
  id: 'PayoutFailure',
  description:
    '`no_wallet`: the number has no Mobile Money; `wallet_full`: it holds, or moves, no more; `number_changed`: another number was given meanwhile; `number_removed`: the number was removed; `account_suspended`: the account is suspended, and its money stays with us meanwhile; `refused_by_us`: a person of the platform stopped it; `refused`: the operator did, without a reason that helps.',
});

/** How a payout stands, as whoever is paid reads it. */
export const payoutState = {
  state: openEnum(['checked', 'on_its_way', 'paid', 'failed'], {
    id: 'PayoutState',
    description:
      '`checked`: two people of the platform look at it first; `on_its_way`: which may take hours where the operator is slow; `paid`; `failed`: the money is payable, or credit, again.',
  }),
  failure: PayoutFailureReason.nullable().describe('Why it failed; null where it did not.'),
};

export const Payout = z
  .object({ ...payoutFields, ...payoutState })
  .meta({ id: 'Payout', description: 'One payment of the platform to a provider.' });

const PAYOUT_BLOCKS = [
  'no_account',
  'suspended',
  'waiting',
  'below_minimum',
  'one_open',
  'not_offered',
] as const;

const NextPayout = z
  .object({
    payable: Money.describe('What is paid out next, as things stand.'),
    minimum: Money.describe('Nothing is paid before there is as much.'),
    at: Instant.nullable().describe('When; null while something is in the way.'),
    blocked: openEnum(PAYOUT_BLOCKS, {
      id: 'PayoutBlock',
      description:
        '`no_account`: no number is given; `suspended`: the account is suspended; `waiting`: a person looks at it; `below_minimum`; `one_open`: the one before is not over; `not_offered`: nobody pays this currency out yet.',
    })
      .nullable()
      .describe('What is in the way; null where nothing is.'),
  })
  .meta({ id: 'NextPayout', description: 'What is paid out next, in one currency.' });

const PayoutApp = z
  .object({
    app: app.describe('What it is called when a number is given.'),
    name: z.string().describe('Its brand.'),
    countries: z.array(CountryCode).describe('Whose numbers have it.'),
  })
  .meta({
    id: 'PayoutApp',
    description: 'An app whose wallets go by a phone number of any operator.',
  });

export const Payouts = page(Payout)
  .extend({
    accounts: z.array(PayoutAccount).describe('One for each currency that has one.'),
    countries: z.array(CountryCode).describe('Whose numbers can be paid to.'),
    apps: z
      .array(PayoutApp)
      .describe('Apps with wallets of their own, beside those of the operators.'),
    next: z.array(NextPayout).describe('For each currency in which there is something to pay out.'),
  })
  .meta({
    id: 'Payouts',
    description: 'Where my earnings go, what comes next, and what was paid.',
  });

const StaffPayout = z
  .object({
    ...payoutFields,
    from: openEnum(PAID_FROM, {
      id: 'PaidFrom',
      description: '`earnings`: what a provider has earned; `credit`: what a payer has as credit.',
    }),
    providerId: Id.describe('Who is paid.'),
    providerName: z
      .string()
      .nullable()
      .describe('The name of their account; null where it is gone.'),
    walletName: z
      .string()
      .nullable()
      .meta({
        description:
          'As the operator knows the owner of the number, where that is another name and nobody has compared them; else null.',
        examples: ['KONE AWA'],
      }),
    approvedBy: z.array(Id).describe('Who has said yes so far: two are needed.'),
    failure: z
      .string()
      .nullable()
      .meta({
        description: 'The payment service’s word for why it failed, or ours.',
        examples: ['RECIPIENT_NOT_FOUND'],
      }),
  })
  .meta({ id: 'StaffPayout', description: 'A payout as the team reads it.' });

const WaitingPayoutAccount = z
  .object({
    id: Id.describe('This number of this provider: another number has another id.'),
    providerId: Id.describe('Whose it is.'),
    holderName: z.string().meta({
      description: 'The name of the account.',
      examples: ['Awa Koné'],
    }),
    walletName: z
      .string()
      .nullable()
      .meta({
        description: 'As the operator knows the owner of the number; null where it does not say.',
        examples: ['KONE AWA'],
      }),
    operator,
    country: CountryCode.describe('Whose number it is.'),
    payeeEnd,
    waitsFor,
    changedAt: Instant.describe('When the number was given.'),
  })
  .meta({ id: 'WaitingPayoutAccount', description: 'A number to which nothing is paid yet.' });

const HeldPayout = z
  .object({
    providerId: Id.describe('Whose account is suspended.'),
    providerName: z
      .string()
      .nullable()
      .describe('The name of their account; null where it is gone.'),
    payable: Money.describe('What would be payable to them.'),
    since: Instant.describe('When the account was suspended.'),
  })
  .meta({
    id: 'HeldPayout',
    description: 'Money that stays with us while an account is suspended.',
  });

export const StaffPayouts = z
  .object({
    toApprove: z.array(StaffPayout).describe('That wait for the yes of two, the oldest first.'),
    accounts: z
      .array(WaitingPayoutAccount)
      .describe('Numbers about which a person decides, the oldest first.'),
    held: z
      .array(HeldPayout)
      .describe('Of suspended accounts, those first that have been for longest.'),
    failed: z.array(StaffPayout).describe('Of the last 30 days, the newest first.'),
  })
  .meta({
    id: 'StaffPayouts',
    description: 'What finance decides about payouts; 50 of each at most.',
  });

export const PayoutById = z
  .strictObject({ id: Id.describe('The payout.') })
  .meta({ id: 'PayoutById', description: 'One payout.' });

const reason = text(500, 10).meta({
  description: 'Why, for whoever asks later; gone with the account of whoever is paid.',
  examples: ['Called her: the number is her own.'],
});

export const RefusePayout = z
  .strictObject({ id: Id.describe('The payout.'), reason })
  .meta({ id: 'RefusePayout', description: 'A payout that is not to be made.' });

export const DecidePayoutAccount = z
  .strictObject({
    id: Id.describe('The number, as it was shown.'),
    accept: z.boolean().describe('Whether money may go there.'),
    reason,
  })
  .meta({ id: 'DecidePayoutAccount', description: 'What finance decides about a number.' });

export const PayoutDecided = z
  .object({ id: Id.describe('What was decided about.') })
  .meta({ id: 'PayoutDecided', description: 'It is done.' });
