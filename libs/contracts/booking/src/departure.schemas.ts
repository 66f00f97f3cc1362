import { Money } from '@edu/contract-kit';
import { z } from 'zod';

export const LessonsToCome = z
  .object({
    lessons: z
      .int()
      .describe('Lessons that have not begun: paid, waiting for payment, or for an answer.'),
    paid: z.int().describe('How many of them are paid.'),
    learners: z.int().describe('How many people learn in them.'),
    groups: z.int().describe('Group lessons that are offered, with or without anybody in them.'),
    refunds: z.array(Money).describe('What would go back to learners, by currency.'),
  })
  .meta({ id: 'LessonsToCome', description: 'Lessons of a provider that have not begun.' });
export type LessonsToCome = z.infer<typeof LessonsToCome>;
