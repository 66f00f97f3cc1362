import { KYC_CHECKS, type KycCheck } from '@edu/contract-kit';
import type { KycCase, KycQueued, KycVerification } from '@edu/contracts-profile';
import type {
  KycCase as CaseRow,
  KycDecision as DecisionRow,
  KycDocument as DocumentRow,
  KycOutsideJob as OutsideRow,
  Profile as ProfileRow,
} from '../generated/prisma/client.ts';

import { approvalsNeeded, LONGEST_MONTHS, piecesOf, REVIEW_WITHIN_MS } from './kyc.domain.ts';
import type { CaseState, QueueRow } from './kyc.sql.ts';

export interface Counting {
  readonly check: KycCheck;
  readonly validUntil: Date | null;
}

/** A case with all that hangs on it. */
export type WholeCase = CaseRow & {
  readonly documents: DocumentRow[];
  readonly decisions: DecisionRow[];
  readonly outside: OutsideRow | null;
};

const iso = (date: Date | null | undefined): string | null => date?.toISOString() ?? null;

/** In the order in which they are shown. */
export function countingChecks(
  rows: readonly { check_name: string; valid_until: Date | null }[],
): Counting[] {
  return KYC_CHECKS.flatMap((check) => {
    const row = rows.find(({ check_name }) => check_name === check);
    return row ? [{ check, validUntil: row.valid_until }] : [];
  });
}

const OWN_STATES = {
  collecting: 'collecting',
  checking: 'in_review',
  waiting: 'in_review',
  claimed: 'in_review',
  approved: 'approved',
  rejected: 'rejected',
  expired: 'expired',
  dropped: 'none',
} as const satisfies Record<CaseState['state'], KycVerification['state']>;

/** A check as its provider sees it. @param latest the newest case, if there is one */
export function toVerification(
  check: KycCheck,
  counting: readonly Counting[],
  latest: { readonly row: WholeCase; readonly state: CaseState } | undefined,
): KycVerification {
  const counts = counting.find((one) => one.check === check);
  const state = latest ? OWN_STATES[latest.state.state] : 'none';
  const isOpen = state === 'collecting' || state === 'in_review';
  const refusal = latest?.row.decisions.find(({ approved }) => !approved);
  return {
    check,
    verified: counts !== undefined,
    validUntil: iso(counts?.validUntil),
    state,
    pieces: piecesOf(check).map(({ piece, needed }) => ({
      ...{ piece, needed },
      sentAt: isOpen
        ? iso(latest?.row.documents.find((document) => document.piece === piece)?.sentAt)
        : null,
    })),
    sendBy: state === 'collecting' ? iso(latest?.state.due_at) : null,
    decidedAt: state === 'none' ? null : iso(latest?.row.closedAt),
    reason: state === 'rejected' ? ((refusal?.reason ?? null) as KycVerification['reason']) : null,
    note: state === 'rejected' ? (refusal?.note ?? null) : null,
  };
}

/** Who has a case now: a claim ends by itself, also before anybody has written that down. */
export function claimOf(
  { state, data, due_at: until }: Pick<CaseState, 'state' | 'data' | 'due_at'>,
  now: Date,
): { by: string; until: string } | null {
  if (state !== 'claimed' || !data.claimedBy || !until || until <= now) return null;
  return { by: data.claimedBy, until: until.toISOString() };
}

export function toQueued(row: QueueRow, now: Date): KycQueued {
  return {
    caseId: row.id,
    providerId: row.provider_id,
    displayName: row.display_name,
    ...reviewOf(row, row.submitted_at, now),
  };
}

function reviewOf(
  state: Pick<CaseState, 'state' | 'data' | 'due_at'>,
  submittedAt: Date | null,
  now: Date,
) {
  const { check, approvals } = state.data;
  const isWaiting = state.state === 'waiting' || state.state === 'claimed';
  return {
    check,
    submittedAt: iso(submittedAt),
    overdue:
      isWaiting && submittedAt !== null && now.getTime() - submittedAt.getTime() > REVIEW_WITHIN_MS,
    approvals: approvals.length,
    approvalsNeeded: approvalsNeeded(check),
    claim: claimOf(state, now),
  };
}

/** A case as reviewers see it. */
export function toCase(
  row: WholeCase,
  state: CaseState,
  profile: ProfileRow | null,
  counting: readonly Counting[],
  now: Date,
): KycCase {
  const check = row.checkName as KycCheck;
  return {
    caseId: row.id,
    providerId: row.providerId,
    displayName: profile?.displayName ?? null,
    kind: (profile?.kind ?? null) as KycCase['kind'],
    city: profile?.city ?? null,
    country: profile?.country ?? null,
    ...reviewOf(state, row.submittedAt, now),
    state: state.state === 'claimed' && !claimOf(state, now) ? 'waiting' : state.state,
    documents: row.documents.map((document) => ({
      documentId: document.id,
      piece: document.piece as KycCase['documents'][number]['piece'],
      type: document.type,
      bytes: document.bytes,
      sentAt: document.sentAt.toISOString(),
      deletedAt: iso(document.deletedAt),
    })),
    decisions: row.decisions.map(({ reviewerId, approved, reason, note, at }) => ({
      by: reviewerId,
      ...{ approved, note },
      reason: reason as KycCase['decisions'][number]['reason'],
      at: at.toISOString(),
    })),
    outside: outsideOf(row.outside),
    validUntil: iso(row.validUntil),
    longestMonths: LONGEST_MONTHS[check],
    others: counting
      .filter((one) => one.check !== check)
      .map((one) => ({ check: one.check, validUntil: iso(one.validUntil) })),
  };
}

function outsideOf(job: OutsideRow | null): KycCase['outside'] {
  if (!job?.answeredAt) return null;
  return {
    service: job.service,
    verdict: job.verdict as NonNullable<KycCase['outside']>['verdict'],
    code: job.code ?? '',
    text: job.note ?? '',
    at: job.answeredAt.toISOString(),
  };
}
