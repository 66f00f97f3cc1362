import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startNotification, type NotificationHarness } from '../notification.harness.ts';

let world: NotificationHarness;
beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world?.stop());

it('a confirmed lesson enters the calendars of both people, its new time replaces it, and its end removes it', async () => {
  const learner = await world.person({ displayName: 'Koffi', locale: 'fr' });
  const provider = await world.person({ displayName: 'Mary', locale: 'en' });
  const bookingId = newId();
  const lesson = {
    ...{ bookingId, learnerId: learner.userId, providerId: provider.userId },
    ...{ startsAt: '2026-07-01T10:00:00.000Z', endsAt: '2026-07-01T11:00:00.000Z' },
    ...{ busyFrom: '2026-07-01T10:00:00.000Z', busyUntil: '2026-07-01T11:00:00.000Z' },
  };
  await world.service.publish(bookingEvents.confirmed, {
    ...{ ...lesson, version: 2, mode: 'online' as const, zone: 'Europe/Paris' },
    ...{ price: { amount: 5_000, currency: 'XOF' as const }, paymentId: newId() },
  });
  const entryIn = (email: string, subject: string) =>
    eventually(async () => {
      const mail = (await world.mailsTo(email)).find((one) => one.subject === subject);
      const { attachments } = await world.mail(mail!.id);
      const file = attachments.find(({ contentType }) => contentType === 'text/calendar');
      return file!.text!.replaceAll('\r\n ', '').split('\r\n');
    });
  const uid = `UID:${bookingId}@educonnect`;
  const entered = await entryIn(learner.email!, 'Cours confirmé');
  for (const line of [
    'METHOD:REQUEST',
    uid,
    'SEQUENCE:2',
    'DTSTART:20260701T100000Z',
    'SUMMARY:Cours avec Mary',
    'STATUS:CONFIRMED',
  ]) {
    expect(entered).toContain(line);
  }
  expect(entered.find((line) => line.startsWith('ATTENDEE'))).toContain(learner.email);
  expect(entered.find((line) => line.startsWith('ORGANIZER'))).toMatch(
    /mailto:no-reply@educonnect\.test$/,
  );
  expect(entered.find((line) => line.startsWith('URL'))).toContain(
    `https://educonnect.test/fr/lessons/${bookingId}`,
  );
  expect(await entryIn(provider.email!, 'Lesson confirmed')).toContain('SUMMARY:Lesson with Koffi');

  await world.service.publish(bookingEvents.rescheduled, {
    ...{ ...lesson, version: 3, mode: 'online' as const, zone: 'Europe/Paris' },
    ...{ price: { amount: 5_000, currency: 'XOF' as const }, paymentId: newId() },
    ...{ startsAt: '2026-07-02T10:00:00.000Z', endsAt: '2026-07-02T11:00:00.000Z' },
    ...{ from: { startsAt: lesson.startsAt, endsAt: lesson.endsAt }, by: 'learner' as const },
  });
  const moved = await entryIn(learner.email!, 'Cours déplacé');
  for (const line of ['METHOD:REQUEST', uid, 'SEQUENCE:3', 'DTSTART:20260702T100000Z']) {
    expect(moved).toContain(line);
  }

  const canceled = { ...lesson, version: 4, by: 'provider' as const, wasPaid: true };
  await world.service.publish(bookingEvents.canceled, canceled);
  const removed = await entryIn(learner.email!, 'Cours annulé');
  for (const line of ['METHOD:CANCEL', uid, 'SEQUENCE:4', 'STATUS:CANCELLED']) {
    expect(removed).toContain(line);
  }
});

it('a seat in a group lesson is called what that is, until its end', async () => {
  const learner = await world.person({ displayName: 'Koffi', locale: 'fr' });
  const provider = await world.person({ displayName: 'Mary', locale: 'en' });
  const seat = {
    ...{ bookingId: newId(), learnerId: learner.userId, providerId: provider.userId },
    ...{ startsAt: '2026-07-01T10:00:00.000Z', endsAt: '2026-07-01T11:00:00.000Z' },
    ...{ busyFrom: '2026-07-01T10:00:00.000Z', busyUntil: '2026-07-01T11:00:00.000Z' },
    groupId: newId(),
  };
  const terms = {
    ...{ mode: 'online' as const, zone: 'Africa/Abidjan' },
    price: { amount: 2_000, currency: 'XOF' as const },
  };
  await world.service.publish(bookingEvents.confirmed, {
    ...{ ...seat, ...terms, version: 2, paymentId: newId(), groupTitle: 'Les fractions' },
  });
  const mailOf = (email: string, subject: string) =>
    eventually(async () => {
      const mail = (await world.mailsTo(email)).find((one) => one.subject === subject);
      const { attachments, text } = await world.mail(mail!.id);
      const file = attachments.find(({ contentType }) => contentType === 'text/calendar');
      return { text, entry: file!.text!.replaceAll('\r\n ', '').split('\r\n') };
    });
  const french = await mailOf(learner.email!, 'Cours confirmé');
  expect(french.text).toMatch(/Cours en groupe : \P{L}*Les fractions/u);
  expect(french.entry).toContain('SUMMARY:Les fractions avec Mary');
  const english = await mailOf(provider.email!, 'Lesson confirmed');
  expect(english.text).toMatch(/Group lesson: \P{L}*Les fractions/u);
  expect(english.entry).toContain('SUMMARY:Les fractions with Koffi');

  // As the release before said it.
  const end = { ...seat, version: 3, by: 'provider' as const, wasPaid: true };
  await world.service.publish(bookingEvents.canceled, end);
  const removed = await mailOf(learner.email!, 'Cours annulé');
  expect(removed.text).toMatch(/Cours en groupe : \P{L}*Les fractions/u);
  expect(removed.entry).toContain('SUMMARY:Les fractions avec Mary');
});

it('lessons of a series that are moved together come in one mail, which enters each that is paid', async () => {
  const learner = await world.person({ displayName: 'Awa', locale: 'en' });
  const provider = await world.person({ displayName: 'Paul', locale: 'en' });
  const [spoken, silent, unpaid] = [newId(), newId(), newId()];
  const people = { learnerId: learner.userId, providerId: provider.userId };
  const on = (day: string) => ({
    startsAt: `2026-07-${day}T10:00:00.000Z`,
    endsAt: `2026-07-${day}T11:00:00.000Z`,
  });
  const moved = (bookingId: string, day: string, from: string) => ({
    ...{ ...people, ...on(day), bookingId, version: 3, mode: 'online' as const },
    ...{ busyFrom: on(day).startsAt, busyUntil: on(day).endsAt, zone: 'Africa/Abidjan' },
    ...{ price: { amount: 5_000, currency: 'XOF' as const }, paymentId: newId() },
    ...{ from: on(from), by: 'learner' as const },
  });
  const others = [
    { bookingId: silent, version: 3, ...on('16'), isPaid: true },
    { bookingId: unpaid, version: 2, ...on('23'), isPaid: false },
  ];
  const last = { ...moved(silent, '16', '14'), withSeries: true };
  const eventId = await world.service.publish(bookingEvents.rescheduled, last);
  await world.service.publish(bookingEvents.rescheduled, { ...moved(spoken, '09', '07'), others });
  await eventually(async () => {
    const find = 'SELECT FROM inbox WHERE message_id = $1';
    expect((await world.service.sql.query(find, [eventId])).rowCount).toBe(1);
    expect((await world.mailsTo(learner.email!)).length).toBeGreaterThan(0);
    expect((await world.mailsTo(provider.email!)).length).toBeGreaterThan(0);
  });
  for (const { email } of [learner, provider]) {
    const mails = await world.mailsTo(email!);
    expect(mails.map(({ subject }) => subject)).toEqual(['Lesson moved']);
    const { attachments, text } = await world.mail(mails[0]!.id);
    expect(text).toContain('2 other lessons of this series');
    expect(text).toContain('23 July 2026');
    const file = attachments.find(({ contentType }) => contentType === 'text/calendar');
    const lines = file!.text!.replaceAll('\r\n ', '').split('\r\n');
    const entered = lines.filter((line) => /^(UID|DTSTART|METHOD)/.test(line));
    expect(entered).toEqual([
      'METHOD:REQUEST',
      ...[`UID:${spoken}@educonnect`, 'DTSTART:20260709T100000Z'],
      ...[`UID:${silent}@educonnect`, 'DTSTART:20260716T100000Z'],
    ]);
  }
});

it('lessons that are paid at once come in one mail, which enters each of them', async () => {
  const learner = await world.person({ displayName: 'Awa', locale: 'en' });
  const provider = await world.person({ displayName: 'Paul', locale: 'fr' });
  const [spoken, silent] = [newId(), newId()];
  const on = (day: string) => ({
    startsAt: `2027-07-${day}T10:00:00.000Z`,
    endsAt: `2027-07-${day}T11:00:00.000Z`,
  });
  const franc = (amount: number) => ({ amount, currency: 'XOF' as const });
  const paymentId = newId();
  const paid = (bookingId: string, day: string) => ({
    ...{ bookingId, learnerId: learner.userId, providerId: provider.userId, version: 2 },
    ...{ ...on(day), busyFrom: on(day).startsAt, busyUntil: on(day).endsAt },
    ...{ mode: 'online' as const, zone: 'Africa/Abidjan', price: franc(5_000), paymentId },
  });
  const last = { ...paid(silent, '16'), withSeries: true };
  const eventId = await world.service.publish(bookingEvents.confirmed, last);
  await world.service.publish(bookingEvents.confirmed, {
    ...{ ...paid(spoken, '09'), total: franc(10_000) },
    others: [{ bookingId: silent, version: 2, ...on('16'), isPaid: true }],
  });
  await eventually(async () => {
    const find = 'SELECT FROM inbox WHERE message_id = $1';
    expect((await world.service.sql.query(find, [eventId])).rowCount).toBe(1);
    expect((await world.mailsTo(learner.email!)).length).toBeGreaterThan(0);
    expect((await world.mailsTo(provider.email!)).length).toBeGreaterThan(0);
  });
  const [english, french] = await Promise.all([
    world.mailsTo(learner.email!),
    world.mailsTo(provider.email!),
  ]);
  expect(english.map(({ subject }) => subject)).toEqual(['Lesson confirmed']);
  expect(french.map(({ subject }) => subject)).toEqual(['Cours confirmé']);
  const { attachments, text } = await world.mail(english[0]!.id);
  expect(text).toContain('Another lesson was paid with it');
  expect(text).toContain('16 July 2027');
  expect(text).toMatch(/Paid: F.CFA.10,000\./u);
  const file = attachments.find(({ contentType }) => contentType === 'text/calendar');
  const lines = file!.text!.replaceAll('\r\n ', '').split('\r\n');
  expect(lines.filter((line) => line.startsWith('UID'))).toEqual([
    `UID:${spoken}@educonnect`,
    `UID:${silent}@educonnect`,
  ]);
  // Each of them is reminded of by itself.
  const { rows } = await world.service.sql.query<{ booking_id: string }>(
    'SELECT DISTINCT booking_id FROM reminder WHERE booking_id = ANY($1)',
    [[spoken, silent]],
  );
  expect(rows).toHaveLength(2);
});

it('lessons of a series that are called off together come in one mail, which removes each that was paid', async () => {
  const learner = await world.person({ displayName: 'Awa', locale: 'en' });
  const provider = await world.person({ displayName: 'Paul', locale: 'en' });
  const [spoken, silent, unpaid] = [newId(), newId(), newId()];
  const on = (day: string) => ({
    startsAt: `2026-07-${day}T10:00:00.000Z`,
    endsAt: `2026-07-${day}T11:00:00.000Z`,
  });
  const canceled = (bookingId: string, day: string) => ({
    ...{ learnerId: learner.userId, providerId: provider.userId, ...on(day), bookingId },
    ...{ busyFrom: on(day).startsAt, busyUntil: on(day).endsAt },
    ...{ version: 3, by: 'learner' as const, wasPaid: true },
  });
  const last = { ...canceled(silent, '16'), withSeries: true };
  const eventId = await world.service.publish(bookingEvents.canceled, last);
  await world.service.publish(bookingEvents.canceled, {
    ...{ ...canceled(spoken, '09'), others: 2 },
    series: [
      { bookingId: silent, version: 3, ...on('16'), isPaid: true },
      { bookingId: unpaid, version: 2, ...on('23'), isPaid: false },
    ],
  });
  await eventually(async () => {
    const find = 'SELECT FROM inbox WHERE message_id = $1';
    expect((await world.service.sql.query(find, [eventId])).rowCount).toBe(1);
    expect((await world.mailsTo(learner.email!)).length).toBeGreaterThan(0);
    expect((await world.mailsTo(provider.email!)).length).toBeGreaterThan(0);
  });
  for (const { email } of [learner, provider]) {
    const mails = await world.mailsTo(email!);
    expect(mails.map(({ subject }) => subject)).toEqual(['Lesson canceled']);
    const { attachments, text } = await world.mail(mails[0]!.id);
    expect(text).toContain('23 July 2026');
    const file = attachments.find(({ contentType }) => contentType === 'text/calendar');
    const lines = file!.text!.replaceAll('\r\n ', '').split('\r\n');
    expect(lines.filter((line) => /^(UID|METHOD)/.test(line))).toEqual([
      ...['METHOD:CANCEL', `UID:${spoken}@educonnect`, `UID:${silent}@educonnect`],
    ]);
  }
});
