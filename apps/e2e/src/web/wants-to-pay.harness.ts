import { PHONE, type VisitorOptions } from '@edu/browser';
import { newIntent, type Payment } from '@edu/client';
import type { Locale } from '@edu/contract-kit';
import { firstStart, readSlots, signUpByPhone, type Person, type Postbox } from '@edu/journey';
import { inject } from 'vitest';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import type { Open } from './with-browser.ts';

const HOUR_MS = 3_600_000;

interface Wish extends Pick<VisitorOptions, 'timezoneId'> {
  readonly open: Open;
  readonly post: Postbox;
  readonly tutor: Person;
  readonly locale: Locale;
  /** Hours from now to the lesson, or a little more. */
  readonly aheadH: number;
}

/** Somebody with a lesson to pay, on its page on a phone. */
export async function wantsToPay({ open, post, tutor, locale, aheadH, ...where }: Wish) {
  const platform = inject('platform');
  const learner = await signUpByPhone(platform, post, 'Moussa Traoré', locale);
  const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + aheadH * HOUR_MS));
  const body = { providerId: tutor.id, startsAt };
  const { id } = await learner.api.post('/api/v1/bookings', { body, intent: newIntent() });
  const visitor = await open({ locale, viewport: PHONE, ...where });
  await signInAs(visitor, learner);
  const person = new WebPerson(visitor, locale, learner.displayName);
  await person.goto(`/lessons/${id}/pay`);
  const payments = async () =>
    (await person.api<{ items: Payment[] }>(`/payments?bookingId=${id}`)).items;
  return { id, learner, person, payments };
}

/** The newest first: by whom, and how it stands. */
export const statusesOf = (payments: readonly Payment[]) =>
  payments.map(({ psp, status }) => `${psp} ${status}`);
