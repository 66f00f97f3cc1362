import type { KycCheck } from '@edu/contract-kit';
import { KYC_PIECES, type KycPiece } from '@edu/contracts-profile';
import type { UploadRule } from '@edu/storage';

/** What a document may be when it is sent. */
export const KYC_RULE: UploadRule = {
  purpose: 'kyc',
  types: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
  maxBytes: 8_000_000,
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** To collect and submit documents; after that they are deleted. */
export const COLLECT_FOR_MS = 14 * DAY;
/** How long a service outside may take before a person looks. */
export const OUTSIDE_WITHIN_MS = DAY;
/** How long a case is out of others' reach. */
export const CLAIM_MS = HOUR / 2;
/** What providers are promised; a case that waits longer is overdue. */
export const REVIEW_WITHIN_MS = 2 * DAY;
/** When to remind of a renewal. */
export const REMIND_BEFORE_MS = 30 * DAY;
/** How long documents are kept after the decision: for whoever objects to it. */
export const KEEP_AFTER_DECISION_MS = 30 * DAY;

/** For how long an approval counts at most, months; null: for good. */
export const LONGEST_MONTHS: Readonly<Record<KycCheck, number | null>> = {
  // Other services copy until when: it always ends.
  identity: 60,
  diploma: null,
  // What happens after the extract was written is not in it.
  criminal_record: 12,
  address: 24,
};

/** How many people have to say yes. */
export const approvalsNeeded = (check: KycCheck): number => (check === 'criminal_record' ? 2 : 1);

/** Every piece of a check, and whether it is needed. */
export function piecesOf(check: KycCheck): { piece: KycPiece; needed: boolean }[] {
  const { needed, also } = KYC_PIECES[check];
  return [
    ...needed.map((piece) => ({ piece, needed: true })),
    ...also.map((piece) => ({ piece, needed: false })),
  ];
}

export function missingPieces(check: KycCheck, sent: readonly string[]): KycPiece[] {
  return KYC_PIECES[check].needed.filter((piece) => !sent.includes(piece));
}

/**
 * Until when an approval counts.
 *
 * @param lastDay as the document says, `2027-05-31`: it counts until that day is over everywhere
 * @returns null for good; undefined for a day that is over, or beyond what the check allows
 */
export function validUntil(
  check: KycCheck,
  now: Date,
  lastDay: string | undefined,
): Date | null | undefined {
  const months = LONGEST_MONTHS[check];
  const longest = months === null ? null : inMonths(now, months);
  if (lastDay === undefined) return longest;
  const end = new Date(`${lastDay}T00:00:00Z`);
  end.setTime(end.getTime() + DAY);
  if (end <= now || (longest && end.getTime() > longest.getTime() + DAY)) return undefined;
  return end;
}

function inMonths(from: Date, months: number): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO('UTC');
  return new Date(start.add({ months }).epochMilliseconds);
}
