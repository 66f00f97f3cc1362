import type { RpcOutput } from '@edu/contract-kit';
import type { bookingRpc } from '@edu/contracts-booking';
import type {
  Dispute as DisputeOnlyRow,
  DisputeMessage as MessageRow,
  LessonReport as ReportRow,
} from '../generated/prisma/client.ts';
import type { LessonTypes } from '../lesson/lesson.process.ts';

export type LessonOutcome = RpcOutput<typeof bookingRpc.outcome>;
type Dispute = NonNullable<LessonOutcome['dispute']>;
export type DisputeWriter = 'learner' | 'provider' | 'support';
type DisputeRow = DisputeOnlyRow & { readonly messages: readonly MessageRow[] };

/** A dispute with what was written about it, the earliest first. */
export const WITH_MESSAGES = { messages: { orderBy: { id: 'asc' } } } as const;

/** What is known of a lesson beside its booking. */
export interface OutcomeRows {
  readonly id: string;
  /** Undefined for a booking that was never paid. */
  readonly lesson: { readonly state: string; readonly due_at: Date | null } | undefined;
  readonly dispute: DisputeRow | null;
  readonly report: ReportRow | null;
}

const STAGES: Readonly<Record<LessonTypes['state'], LessonOutcome['stage']>> = {
  scheduled: 'ahead',
  choosing: 'choosing',
  disputable: 'contestable',
  disputed: 'disputed',
  settled: 'settled',
  closed: 'closed',
};

export function toOutcome({ id, lesson, dispute, report }: OutcomeRows): LessonOutcome {
  const stage = lesson ? STAGES[lesson.state as LessonTypes['state']] : 'closed';
  return {
    id,
    stage,
    contestUntil: (stage === 'contestable' && lesson?.due_at?.toISOString()) || null,
    chooseUntil: (stage === 'choosing' && lesson?.due_at?.toISOString()) || null,
    dispute: dispute && toDispute(dispute),
    // Empty once the learner is erased.
    report: report?.done
      ? {
          ...{ done: report.done, next: report.next },
          writtenAt: report.writtenAt.toISOString(),
        }
      : null,
  };
}

export function toDispute(row: DisputeRow): Dispute {
  const { side, text, openedAt, decideBy, decidedAt, refundPct, reason } = row;
  return {
    side: side as 'learner' | 'provider',
    text,
    openedAt: openedAt.toISOString(),
    decideBy: decideBy.toISOString(),
    messages: row.messages.map(({ side, text, writtenAt }) => ({
      ...{ side: side as DisputeWriter, text, at: writtenAt.toISOString() },
    })),
    decision:
      decidedAt === null || refundPct === null || reason === null
        ? null
        : { refundPct, reason, at: decidedAt.toISOString() },
  };
}
