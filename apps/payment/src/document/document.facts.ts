import { Id, Instant, Money } from '@edu/contract-kit';
import { z } from 'zod';

const LessonVat = z.object({
  country: z.string().nullable(),
  /** Hundredths of a percent. */
  bps: z.int(),
  exemption: z.string().nullable(),
  amount: Money,
});

/** What a document says for ever, names aside: those are in `document_party`. */
export const DocumentFacts = z.object({
  issuer: z.object({ name: z.string(), details: z.array(z.string()) }),
  /** When the money moved. */
  at: Instant,
  /** How it was paid, or went back: the kind of way, and its brand where it has one. */
  way: z.object({ kind: z.string(), name: z.string().nullable() }),
  total: Money,
  /** What was charged for it in other money, and what one unit of that is; nothing where the price was. */
  charged: z.object({ amount: Money, rate: z.string() }).optional(),
  lessons: z.array(
    z.object({
      bookingId: Id,
      startsAt: Instant,
      /** It was paid before, and this is what another time of it costs more. */
      isDifference: z.boolean().optional(),
      /** IANA; null where nobody knew. */
      zone: z.string().nullable(),
      learnerId: Id,
      providerId: Id,
      amount: Money,
      /** What of it is VAT, or why nothing is; documents of before say nothing of it. */
      vat: LessonVat.optional(),
    }),
  ),
  /** The number of the receipt that it takes something from; null on a receipt. */
  receipt: z.string().nullable(),
  /** Why money went back, as a code; null on a receipt. */
  reason: z.string().nullable(),
});
export type DocumentFacts = z.infer<typeof DocumentFacts>;

export type PartyRole = 'payer' | 'learner' | 'provider';

export interface Party {
  readonly userId: string;
  readonly role: PartyRole;
  /** Null where nobody of this id has a name, any more or at all. */
  readonly name: string | null;
}
