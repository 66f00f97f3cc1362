import { formatMoney } from '@edu/contract-kit';
import type { Evidence, LessonEvidence } from './evidence.ts';

/** Banks read English, wherever they are. */
export const LOCALE = 'en';

export interface EvidenceLine {
  readonly at: Date;
  readonly what: string;
  /** Who wrote something, and what; empty where nobody did. */
  readonly said: string;
}

/** By the clock of UTC, to the minute. */
export const minuteText = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Everything that happened, the earliest first. */
export function linesOf(evidence: Evidence): EvidenceLine[] {
  return [...paymentLines(evidence), ...evidence.lessons.flatMap(lessonLines)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

function paymentLines({ payment }: Evidence): EvidenceLine[] {
  const { openedAt, receipt, refunds } = payment;
  return [
    line(openedAt, `The payer opened the payment of ${paidText(payment)}.`),
    ...(receipt ? [line(receipt.at, `Receipt ${receipt.number} was issued to the payer.`)] : []),
    ...refunds.map((refund) =>
      line(refund.at, `${formatMoney(refund.amount, LOCALE)} went back to the payer.`),
    ),
  ];
}

/** What was charged, and for which price where that is another. */
export function paidText({ amount, price }: Evidence['payment']): string {
  const [charged, owed] = [formatMoney(amount, LOCALE), formatMoney(price, LOCALE)];
  return charged === owed ? owed : `${charged} for ${owed}`;
}

function lessonLines({ record, attendance }: LessonEvidence): EvidenceLine[] {
  const { booking, history, outcome } = record;
  const { startsAt, endsAt } = booking;
  const visits = attendance?.visits ?? [];
  return [
    ...history.map(({ from, to, reason, at }) =>
      line(at, `Booking ${from ? `from ${from} to ` : ''}${to}${reason && ` (${reason})`}.`),
    ),
    line(startsAt, `The lesson begins, until ${minuteText(new Date(endsAt))}.`),
    ...visits.map(({ side, from, until }) =>
      line(from, `The ${side} enters the classroom, until ${minuteText(new Date(until))}.`),
    ),
    ...(attendance?.checkedInAt
      ? [line(attendance.checkedInAt, 'The learner’s PIN was entered at the door.')]
      : []),
    ...(outcome.report
      ? [line(outcome.report.writtenAt, 'The provider reports on the lesson.', outcome.report.done)]
      : []),
    ...disputeLines(record),
    ...(booking.cancellation
      ? [line(booking.cancellation.at, `Called off by the ${booking.cancellation.by}.`)]
      : []),
  ];
}

/** What the two sides and support wrote to each other. */
function disputeLines({ outcome: { dispute } }: LessonEvidence['record']): EvidenceLine[] {
  if (!dispute) return [];
  const { side, openedAt, text, messages, decision } = dispute;
  return [
    line(openedAt, `The ${side} objects to the outcome of the lesson.`, text),
    ...messages.map((message) => line(message.at, `The ${message.side} writes.`, message.text)),
    ...(decision
      ? [
          line(
            decision.at,
            `Support decides: ${decision.refundPct} % back to the learner.`,
            decision.reason,
          ),
        ]
      : []),
  ];
}

/** Who was there, in a sentence for each side. */
export function attendanceText({ attendance }: LessonEvidence): string {
  if (!attendance) return 'Nothing is recorded of who was there.';
  const sideText = (side: 'learner' | 'provider') => {
    const { presence, ground, minutes } = attendance[side];
    return `the ${side} was ${presence} (${ground.replaceAll('_', ' ')}), ${minutes} minutes in the classroom`;
  };
  return `By the log of the classroom ${sideText('learner')}; ${sideText('provider')}.`;
}

/** What whoever booked agreed to. */
export function policyText({ record }: LessonEvidence): string {
  const { name, tiers, graceMinutes } = record.booking.policy;
  const rules = tiers
    .toSorted((a, b) => b.hoursBefore - a.hoursBefore)
    .map(
      ({ hoursBefore, refundPct }) =>
        `from ${hoursBefore} h before the lesson on ${refundPct} % of the price comes back`,
    );
  return `Cancellation policy “${name}”, shown and accepted when the lesson was booked: within ${graceMinutes} minutes of booking all of the price comes back; ${rules.join('; ')}.`;
}

function line(at: Date | string, what: string, said = ''): EvidenceLine {
  return { at: new Date(at), what, said };
}
