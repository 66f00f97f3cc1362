import { formatMoney } from '@edu/contract-kit';
import type { PaperView } from '../document/paper-view.ts';
import { printable, type Letters } from '../document/printable.ts';
import type { DisputeAnswer } from '../psp/dispute-answer.ts';
import type { Evidence, LessonEvidence } from './evidence.ts';
import {
  attendanceText,
  linesOf,
  LOCALE,
  minuteText,
  paidText,
  policyText,
} from './evidence.lines.ts';

/** What people wrote, at most, of each time that they wrote. */
const MOST_SAID = 2_000;

interface ViewOptions {
  readonly issuer: PaperView['issuer'];
  readonly letters: Letters;
}

/** All that is known, on paper. */
export function evidenceView(evidence: Evidence, { issuer, letters }: ViewOptions): PaperView {
  const { at, payment, reason, amount, answerBy, parties, lessons, words } = evidence;
  const text = (said: string) => printable(said, letters, MOST_SAID);
  const nameOf = nameIn(evidence, letters);
  const [payer] = parties.filter(({ role }) => role === 'payer');
  return {
    lang: LOCALE,
    at: at.toISOString(),
    title: 'Evidence',
    subtitle: `Chargeback of ${formatMoney(amount, LOCALE)}`,
    issuer,
    facts: [
      // Broken where the column ends, which an id is longer than.
      ['Payment', text(payment.id)],
      ['Paid', paidText(payment)],
      ['Reason of the bank', text(reason)],
      ['Answer until', answerBy ? minuteText(answerBy) : '–'],
      ['Put together', minuteText(at)],
    ],
    party: { label: 'Paid by', name: nameOf(payer!.userId) },
    columns: [
      { label: 'When', isAmount: false },
      { label: 'What happened', isAmount: false },
    ],
    rows: linesOf(evidence).map((line) => ({
      cells: [minuteText(line.at), text(line.what)],
      detail: text(line.said),
    })),
    totals: [],
    notes: [
      ...(words ? [text(words)] : []),
      ...lessons.flatMap((lesson) => [
        text(`${lessonText(lesson, nameOf)} ${attendanceText(lesson)}`),
        text(policyText(lesson)),
      ]),
    ],
    proof: null,
  };
}

/** The same in words, as far as the bank reads it in parts. */
export function answerOf(evidence: Evidence): DisputeAnswer {
  const { lessons, words } = evidence;
  const nameOf = nameIn(evidence, 'own');
  const history = linesOf(evidence).map(
    ({ at, what, said }) => `${minuteText(at)}: ${what}${said && ` “${said}”`}`,
  );
  return {
    service: lessons.map((lesson) => lessonText(lesson, nameOf)).join('\n'),
    serviceDay: lessons.map(({ record }) => record.booking.startsAt.slice(0, 10)).join(', '),
    attendance: lessons.map(attendanceText).join('\n'),
    policy: lessons.map(policyText).join('\n'),
    history: [words, ...history].filter(Boolean).join('\n'),
  };
}

function lessonText(
  { record: { booking }, difference }: LessonEvidence,
  nameOf: (userId: string) => string,
): string {
  const { startsAt, endsAt, mode, subject, price, learnerId, providerId } = booking;
  const where = mode === 'online' ? 'by video' : 'in person';
  const about = subject ? ` of ${subject}` : '';
  return `Private lesson${about} ${where} with ${nameOf(providerId)} for ${nameOf(learnerId)}, ${minuteText(new Date(startsAt))} to ${minuteText(new Date(endsAt))}, ${formatMoney(price, LOCALE)}.${differenceText(difference)}`;
}

/** What this payment is for, where the lesson itself was paid by another. */
const differenceText = (difference: LessonEvidence['difference']) =>
  difference
    ? ` This payment is the difference of ${formatMoney(difference, LOCALE)} for a dearer time: the lesson was paid before, and the payer moved it to a time that costs more.`
    : '';

/** Whoever has no name any more is named by the end of their id. */
function nameIn({ parties }: Evidence, letters: Letters) {
  return (userId: string): string => {
    const name = parties.find((party) => party.userId === userId && party.name)?.name;
    return (name && printable(name, letters)) || `account ${userId.slice(-6).toUpperCase()}`;
  };
}
