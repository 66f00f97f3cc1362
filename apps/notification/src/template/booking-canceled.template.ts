import { z } from 'zod';
import {
  bookingLink,
  calendarChange,
  lessonLines,
  LessonEntryFacts,
  OtherLessons,
  when,
} from './lesson.ts';
import { defineTemplate } from './template.ts';

const facts = LessonEntryFacts.extend({
  /** `learner`, `provider` or `platform`; of another cause the message says nothing. */
  by: z.string(),
  wasPaid: z.boolean(),
  /** Whether the provider earns by it all the same, at the platform’s cost. */
  compensated: z.boolean().optional(),
  /** How many others of its series do not take place either. */
  others: z.int().default(0),
  /** Which those are; of messages of an earlier release nobody knows. */
  series: OtherLessons,
});
type Facts = z.infer<typeof facts>;

/** To both people: the lesson does not take place. */
export const bookingCanceled = defineTemplate({
  name: 'booking-canceled',
  facts,
  parts: (canceled, reader) => ({
    title: 'notifications.booking-canceled.title',
    lines: [
      ...lessonLines('notifications.booking-canceled.lesson', canceled, reader),
      ...(canceled.others > 0
        ? [['notifications.booking-canceled.others', { count: canceled.others }] as const]
        : []),
      ...canceled.series.map(
        (other) =>
          [
            'notifications.booking-canceled.other',
            { when: when({ ...canceled, ...other }, reader) },
          ] as const,
      ),
      ['notifications.booking-canceled.by', { by: whoCanceled(canceled) }],
      ...(refundMayFollow(canceled) ? ['notifications.booking-canceled.refund' as const] : []),
      ...(isPaidByPlatform(canceled)
        ? ['notifications.booking-canceled.platformPays' as const]
        : []),
    ],
    link: bookingLink(canceled),
    ...(canceled.wasPaid && {
      calendar: calendarChange('remove', canceled, reader, canceled.series),
    }),
  }),
});

const whoCanceled = ({ by, as }: Facts) => (by === as ? 'reader' : by);

const isPaidByPlatform = ({ as, compensated }: Facts) => as === 'provider' && compensated;

const refundMayFollow = ({ as, wasPaid }: Facts) => as === 'learner' && wasPaid;
