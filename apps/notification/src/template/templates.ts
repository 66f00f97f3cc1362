import { bookingCanceled } from './booking-canceled.template.ts';
import { bookingConfirmed } from './booking-confirmed.template.ts';
import { bookingExpired } from './booking-expired.template.ts';
import { paymentRefunded } from './payment-refunded.template.ts';
import type { Template } from './template.ts';

const ALL: readonly Template[] = [
  bookingConfirmed,
  bookingCanceled,
  bookingExpired,
  paymentRefunded,
];

/** Every kind of message there is, by its name. */
export const TEMPLATES: ReadonlyMap<string, Template> = new Map(
  ALL.map((template) => [template.name, template]),
);
