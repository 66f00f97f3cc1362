import { fieldRule, LESSON_MINUTES, Money } from '@edu/contract-kit';
import { z } from 'zod';

const TrialPrice = Money.superRefine(({ amount }, context) => {
  if (amount > 0) return;
  context.addIssue({ code: 'custom', path: ['amount'], ...fieldRule('too_small', { min: 1 }) });
});

/** A first lesson to get to know each other, at a price of its own. */
export const Trial = z
  .strictObject({
    durationMinutes: z
      .int()
      .min(LESSON_MINUTES.min)
      .max(LESSON_MINUTES.max)
      .multipleOf(5)
      .meta({ description: 'How long it is, minutes.', examples: [30] }),
    price: TrialPrice.meta({
      description:
        'What it costs; it is offered while the profile’s price of an hour is in the same currency.',
      examples: [{ amount: 2_000, currency: 'XOF' }],
    }),
  })
  .meta({
    id: 'Trial',
    description: 'A first lesson with somebody, once for each learner, at a price of its own.',
  });
export type Trial = z.infer<typeof Trial>;
