import type { ProposalOfVersion, RescheduleProposal } from '@edu/contracts-booking';
import type {
  Booking as BookingRow,
  RescheduleProposal as ProposalRow,
} from '../generated/prisma/client.ts';

/** The contract's view of a row. */
export function toProposal(row: ProposalRow): RescheduleProposal {
  return {
    starts: row.starts.map((start) => start.toISOString()),
    reason: row.reason,
    state: row.state as RescheduleProposal['state'],
    proposedAt: row.proposedAt.toISOString(),
    answerBy: row.expiresAt.toISOString(),
  };
}

/** What a command about it answers. */
export const withVersion = (
  proposal: ProposalRow,
  { version }: Pick<BookingRow, 'version'>,
): ProposalOfVersion => ({ ...toProposal(proposal), version });
