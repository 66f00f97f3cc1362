import { expect, it } from 'vitest';
import { attendanceOf, recordOf } from './evidence.harness.ts';
import type { Evidence } from './evidence.ts';
import { answerOf, evidenceView } from './evidence.view.ts';

const people = {
  learnerId: '018f0000-0000-7000-8000-000000000001',
  providerId: '018f0000-0000-7000-8000-000000000002',
};
const bookingId = '018f0000-0000-7000-8000-000000000003';
const paid = { amount: 5_000, currency: 'XOF' as const };
const at = new Date('2026-11-25T09:00:00Z');

const evidence: Evidence = {
  ...{ at, reason: 'product_not_received', words: 'Both were there for an hour.' },
  ...{ amount: paid, answerBy: new Date('2026-12-01T00:00:00Z') },
  payment: {
    ...{ id: bookingId, amount: paid, price: paid, openedAt: new Date('2026-11-18T08:01:00Z') },
    receipt: { number: 'EDU-R-2026-000001', at: new Date('2026-11-18T08:02:00Z') },
    refunds: [],
  },
  parties: [
    { userId: people.learnerId, role: 'payer', name: 'Koffi Mensah' },
    { userId: people.providerId, role: 'provider', name: null },
  ],
  lessons: [{ record: recordOf(bookingId, people), attendance: attendanceOf(bookingId) }],
};
const issuer = { name: 'EduConnect', details: [] };

it('says on paper what happened, in its order, and who was there', () => {
  const view = evidenceView(evidence, { issuer, letters: 'own' });
  const happened = view.rows.map(({ cells }) => cells[1]!);
  expect(happened.slice(0, 4)).toEqual([
    'Booking pending.',
    'Booking from pending to confirmed (paid).',
    expect.stringMatching(/^The payer opened the payment of .*5,000/),
    'Receipt EDU-R-2026-000001 was issued to the payer.',
  ]);
  expect(happened.some((line) => line.startsWith('The provider enters the classroom'))).toBe(true);
  const written = view.rows.map(({ detail }) => detail).filter(Boolean);
  expect(written).toEqual([
    'Fractions.',
    'The sound was bad .',
    'We used the whole hour.',
    'The lesson was given.',
  ]);
  const [[, number]] = view.facts as [[string, string]];
  expect(Math.max(...number.split('\u200b').map(({ length }) => length))).toBeLessThan(30);
  const notes = view.notes.join('\n');
  expect(notes).toContain('Both were there for an hour.');
  expect(notes).toContain('the learner was present (long enough), 58 minutes');
  expect(notes).toContain('from 24 h before the lesson on 100 % of the price comes back');
});

it('names whoever has no name any more by the end of their id', () => {
  expect(answerOf(evidence).service).toContain('with account 000002');
  expect(answerOf(evidence).service).toContain('for Koffi Mensah');
});

it('says the same to the bank, and nothing of who was there where nobody knows', () => {
  const { serviceDay, attendance, history } = answerOf(evidence);
  expect(serviceDay).toBe('2026-11-20');
  expect(attendance).toContain('the provider was present');
  expect(history.split('\n')[0]).toBe('Both were there for an hour.');
  expect(history).toContain('“We used the whole hour.”');
  const [lesson] = evidence.lessons;
  const unknown = { ...evidence, words: '', lessons: [{ ...lesson!, attendance: null }] };
  expect(answerOf(unknown).attendance).toBe('Nothing is recorded of who was there.');
  expect(answerOf(unknown).history.split('\n')[0]).toContain('Booking pending.');
});

it('says that a payment is only the difference for a dearer time, on paper and to the bank', () => {
  const [lesson] = evidence.lessons;
  const difference = { amount: 2_000, currency: 'XOF' as const };
  const moved = { ...evidence, lessons: [{ ...lesson!, difference }] };
  const said = /This payment is the difference of [^.]*2,000 for a dearer time/;
  expect(evidenceView(moved, { issuer, letters: 'own' }).notes.join('\n')).toMatch(said);
  expect(answerOf(moved).service).toMatch(said);
  expect(answerOf(evidence).service).not.toContain('difference');
});
