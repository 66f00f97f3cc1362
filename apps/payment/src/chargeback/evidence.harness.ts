import type { RpcOutput } from '@edu/contract-kit';
import type { bookingRpc } from '@edu/contracts-booking';
import type { sessionRpc } from '@edu/contracts-session';

const STARTS_AT = '2026-11-20T10:00:00.000Z';
const ENDS_AT = '2026-11-20T11:00:00.000Z';
const BEFORE = '2026-11-18T08:00:00.000Z';

/** A lesson that was given, objected to and decided about, as booking has it. */
export function recordOf(
  id: string,
  people: { learnerId: string; providerId: string },
): RpcOutput<typeof bookingRpc.record> {
  const price = { amount: 5_000, currency: 'XOF' as const };
  const booking = {
    ...{ id, ...people, payerId: null, state: 'completed' as const, mode: 'online' as const },
    ...{ subject: 'maths', startsAt: STARTS_AT, endsAt: ENDS_AT, groupId: null, trial: false },
    ...{ price, zone: 'Africa/Abidjan', holdExpiresAt: null, seriesId: null, answerBy: null },
    ...{ createdAt: BEFORE, version: 4, reschedules: 0, learnerName: 'Koffi Mensah' },
    ...{ providerName: 'Awa Koné', groupTitle: null, askedStartsAt: null },
    ...{ rescheduleProposal: null, cancellation: null, ofSeries: null },
    policy: {
      ...{ name: 'moderate' as const, graceMinutes: 30 },
      tiers: [
        { hoursBefore: 0, refundPct: 0, providerSharePct: 100 },
        { hoursBefore: 24, refundPct: 100, providerSharePct: 0 },
      ],
    },
  };
  const made = { reason: '', at: BEFORE };
  return {
    booking,
    left: { ...price, amount: 0 },
    history: [
      { from: null, to: 'pending', actor: people.learnerId, ...made },
      { from: 'pending', to: 'confirmed', actor: 'payment', reason: 'paid', at: BEFORE },
    ],
    outcome: {
      ...{ id, stage: 'settled', contestUntil: null },
      dispute: {
        ...{ side: 'learner', text: 'The sound was bad 😕.', openedAt: ENDS_AT },
        decideBy: '2026-11-27T11:00:00.000Z',
        messages: [{ side: 'provider', text: 'We used the whole hour.', at: ENDS_AT }],
        decision: { refundPct: 0, reason: 'The lesson was given.', at: ENDS_AT },
      },
      report: { done: 'Fractions.', next: null, writtenAt: ENDS_AT },
    },
  };
}

/** An hour in the classroom, of both. */
export function attendanceOf(bookingId: string): RpcOutput<typeof sessionRpc.attendanceOf> {
  const side = { presence: 'present' as const, ground: 'long_enough' as const, minutes: 58 };
  const visit = { from: STARTS_AT, until: ENDS_AT, left: true };
  return {
    ...{ bookingId, learner: side, provider: side, checkedInAt: null, decidedAt: ENDS_AT },
    visits: [
      { side: 'learner', ...visit },
      { side: 'provider', ...visit },
    ],
  };
}
