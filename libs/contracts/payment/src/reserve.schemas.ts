import { Currency, Id, Instant, Money, openEnum, page, pageQuery, text } from '@edu/contract-kit';
import { z } from 'zod';

export const RESERVE_KINDS = ['decided', 'all', 'new_provider', 'chargebacks'] as const;
export const RESERVE_STATES = ['live', 'lifted'] as const;

const STATES_MEAN = '`live`: it holds for what is earned; `lifted`: it does not any more.';

export const reserveShare = {
  bps: z
    .int()
    .min(0)
    .max(10_000)
    .meta({
      description: 'Hundredths of a percent of what a lesson brings its provider.',
      examples: [2_000],
    }),
  days: z
    .int()
    .min(1)
    .max(180)
    .meta({ description: 'For how many days.', examples: [30] }),
};

const Kind = openEnum(RESERVE_KINDS, {
  id: 'ReserveKind',
  description:
    '`decided`: our team set it for this provider; `all`: of everybody’s lessons; `new_provider`: of who has given few lessons; `chargebacks`: of whose lessons banks take many back.',
});

export const EarningReserve = z
  .object({
    amount: Money.describe('What of it is kept now.'),
    until: Instant.describe('When it becomes payable.'),
    why: Kind,
    words: z
      .string()
      .nullable()
      .meta({
        description: 'Why, in the words of our team; null where a rule keeps it.',
        examples: ['Two payments of last week are disputed.'],
      }),
  })
  .meta({ id: 'EarningReserve', description: 'What of an earning is kept for a while, and why.' });

const Person = z
  .object({
    id: Id,
    name: z.string().nullable().describe('The name of their account; null where it is gone.'),
  })
  .meta({ id: 'ReservePerson', description: 'Somebody of finance.' });

const reason = text(500, 10).meta({
  description: 'Why. The provider reads it.',
  examples: ['Two payments of last week are disputed.'],
});

const ProviderReserve = z
  .object({
    id: Id.describe('What was set.'),
    providerId: Id.describe('For whom.'),
    providerName: z
      .string()
      .nullable()
      .describe('The name of their account; null where it is gone.'),
    currency: Currency,
    ...reserveShare,
    kept: Money.describe('What is kept by it now.'),
    reason: z.string().describe('Why, as the provider reads it; empty once forgotten.'),
    setBy: Person.describe('Who set it.'),
    setAt: Instant.describe('When.'),
    liftedBy: Person.nullable().describe('Who lifted it; null before.'),
    liftedAt: Instant.nullable().describe('When; null before.'),
    liftReason: z.string().nullable().describe('Why it was lifted; null before.'),
  })
  .meta({ id: 'ProviderReserve', description: 'What finance keeps of one provider.' });

export const Reserves = page(ProviderReserve).meta({
  id: 'Reserves',
  description: 'One page of what finance keeps of single providers.',
});

export const ListReserves = z
  .strictObject({
    state: z
      .enum(RESERVE_STATES)
      .meta({ id: 'ReserveStateName', description: STATES_MEAN })
      .default('live')
      .describe('Only those.'),
    ...pageQuery,
  })
  .meta({ id: 'ListReserves', description: 'Which of what finance keeps.' });

const ReserveRule = z
  .object({
    kind: Kind,
    country: z
      .string()
      .nullable()
      .meta({
        description: 'Of the number that a provider is paid to; null: of whatever country.',
        examples: ['CI'],
      }),
    currency: Currency,
    threshold: z
      .int()
      .nullable()
      .describe(
        'Of new providers: fewer lessons than that; of chargebacks: as many hundredths of a percent of lessons and more; else null.',
      ),
    withinDays: z
      .int()
      .nullable()
      .describe('Within how many days chargebacks are counted; else null.'),
    onlyIfChargeable: z.boolean().describe('Whether only of payments that a bank can take back.'),
    ...reserveShare,
    validFrom: Instant.describe('Since when it holds, or will.'),
    validUntil: Instant.nullable().describe('Until when; null until further notice.'),
    reason: z.string().meta({
      description: 'Why there is such a rule.',
      examples: ['Cards of strangers pay for first lessons.'],
    }),
  })
  .meta({ id: 'ReserveRule', description: 'By what a part of earnings is kept.' });

export const ReserveRules = z
  .object({
    items: z
      .array(ReserveRule)
      .describe('Those that hold and those to come, by kind and currency.'),
  })
  .meta({ id: 'ReserveRules', description: 'By what a part of earnings is kept.' });

export const SetReserve = z
  .strictObject({
    providerId: Id.describe('For whom.'),
    currency: Currency,
    ...reserveShare,
    reason,
  })
  .meta({ id: 'SetReserve', description: 'What is to be kept of one provider.' });

const id = Id.describe('What was set.');
export const LiftReserve = z
  .strictObject({
    id,
    reason: text(500, 10).meta({
      description: 'Why, for the team.',
      examples: ['The bank decided for her in both cases.'],
    }),
  })
  .meta({ id: 'LiftReserve', description: 'What is not to be kept any more.' });

export const ReserveDecided = z
  .object({ id })
  .meta({ id: 'ReserveDecided', description: 'It is done.' });
