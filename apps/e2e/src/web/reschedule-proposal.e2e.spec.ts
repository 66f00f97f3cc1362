import { DESKTOP, PHONE } from '@edu/browser';
import { newIntent, type BookingDetails, type Locale } from '@edu/client';
import {
  eventually,
  firstStart,
  openTutor,
  payByCard,
  Postbox,
  readSlots,
  signUpByPhone,
  type Person,
} from '@edu/journey';
import { expect, inject, it } from 'vitest';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 20_000 };
const JOURNEY_MS = 180_000;
const AHEAD_MS = 72 * 3_600_000;
const REASON = 'Je suis chez le médecin.';

describeInBrowser('other times that are proposed for a paid lesson', (open) => {
  const languages: [Locale, Locale][] = [
    ['fr', 'en'],
    ['en', 'fr'],
  ];

  it.each(languages)(
    'are withdrawn, declined, and one is accepted: %s and %s',
    async (tutors, students) => {
      const [aTutor, aStudent] = await Promise.all([
        openTutor(platform, post, 'Awa Koné'),
        signUpByPhone(platform, post, 'Moussa Traoré'),
      ]);
      const id = await booksAndPays(aStudent, aTutor.id);
      const desk = await open({ locale: tutors, viewport: DESKTOP });
      const phone = await open({ locale: students, viewport: PHONE });
      await signInAs(desk, aTutor);
      await signInAs(phone, aStudent);
      const tutor = new WebPerson(desk, tutors, aTutor.displayName);
      const student = new WebPerson(phone, students, aStudent.displayName);
      const before = await student.api<BookingDetails>(`/bookings/${id}`);

      await proposes(tutor, id);
      await tutor.button('lessons.proposal.withdraw').click();
      await tutor.button('lessons.proposal.propose').waitFor(PATIENT);

      await proposes(tutor, id);
      await reads(student, id);
      await student.button('lessons.proposal.decline').click();
      await student.button('lessons.proposal.accept').waitFor({ ...PATIENT, state: 'detached' });
      const declined = await student.api<BookingDetails>(`/bookings/${id}`);
      expect(declined).toMatchObject({ startsAt: before.startsAt, rescheduleProposal: null });

      await proposes(tutor, id);
      const { rescheduleProposal } = await student.api<BookingDetails>(`/bookings/${id}`);
      await reads(student, id);
      await student.main.getByRole('radio').nth(1).check();
      await student.button('lessons.proposal.accept').click();
      await student.button('lessons.proposal.accept').waitFor({ ...PATIENT, state: 'detached' });
      expect(await student.api<BookingDetails>(`/bookings/${id}`)).toMatchObject({
        ...{ state: 'confirmed', startsAt: rescheduleProposal!.starts[1], reschedules: 0 },
        ...{ rescheduleProposal: null, price: before.price },
      });
      const templates = async () => {
        const { items } = await aStudent.api.get('/api/v1/me/notifications');
        return items.map(({ template }) => template);
      };
      await expect.poll(templates, PATIENT).toContain('booking-rescheduled');
      expect(await templates()).toContain('reschedule-proposed');
      for (const { visitor } of [tutor, student]) {
        expect(visitor.faults).toEqual([]);
        await visitor.close();
      }
    },
    JOURNEY_MS,
  );
});

/** @returns a confirmed lesson, so far ahead that there is time to answer a proposal */
async function booksAndPays({ api }: Person, providerId: string): Promise<string> {
  const slots = await readSlots(platform, { providerId, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + AHEAD_MS));
  const { id } = await api.post('/api/v1/bookings', {
    ...{ body: { providerId, startsAt }, intent: newIntent() },
  });
  const order = { body: { bookingId: id }, intent: newIntent() };
  await payByCard(platform.urls.stripe, await api.post('/api/v1/payments/intent', order));
  await eventually(async () => {
    const { state } = await api.get('/api/v1/bookings/{id}', { params: { path: { id } } });
    expect(state).toBe('confirmed');
  });
  return id;
}

/** Two times, of which the lesson’s other side chooses. */
async function proposes(tutor: WebPerson, id: string): Promise<void> {
  await tutor.goto(`/lessons/${id}`);
  await tutor.button('lessons.proposal.propose').click();
  const dialog = tutor.page.getByRole('dialog');
  const time = (number: number) => dialog.getByLabel(tutor.t('lessons.proposal.time', { number }));
  await time(1).selectOption({ index: 20 });
  await time(2).selectOption({ index: 30 });
  await dialog.getByLabel(tutor.t('lessons.proposal.reason')).fill(REASON);
  await tutor.seesAccessibly();
  await dialog.getByRole('button', { name: tutor.t('lessons.proposal.send') }).click();
  await tutor.button('lessons.proposal.withdraw').waitFor(PATIENT);
  await tutor.seesAccessibly();
}

async function reads(student: WebPerson, id: string): Promise<void> {
  await student.goto(`/lessons/${id}`);
  await student.main.getByText(REASON).waitFor(PATIENT);
  await student.seesAccessibly();
}
