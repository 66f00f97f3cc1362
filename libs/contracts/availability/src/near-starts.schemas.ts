import { z } from 'zod';
import { Quote } from './availability.schemas.ts';

const NearStart = Quote.pick({
  startsAt: true,
  endsAt: true,
  busyFrom: true,
  busyUntil: true,
}).meta({
  id: 'NearStart',
  description: 'A time at which a lesson can be booked.',
});

export const NearStarts = z
  .object({
    starts: z
      .array(NearStart)
      .describe('The nearest first; of two that are as near, the earlier one.'),
  })
  .meta({ id: 'NearStarts', description: 'Free times near one that was wanted.' });
