import type {
  Document as DocumentRow,
  DocumentParty as PartyRow,
} from '../generated/prisma/client.ts';
import type { MovementKind } from './document.domain.ts';
import { DocumentFacts, type PartyRole } from './document.facts.ts';
import type { IssuedDocument } from './document.view.ts';

export const WITH_PARTIES = { parties: true } as const;

export type DocumentWithParties = DocumentRow & { readonly parties: readonly PartyRow[] };

/** A row that has its number: the constraints of its table hold all the rest. */
export function numberedOf(row: DocumentWithParties) {
  const { issuer, series, year, number, code, issuedAt, parties } = row;
  if (issuedAt === null) throw new Error(`document ${row.id} is not issued`);
  return {
    ...{ issuer: issuer!, series: series!, year: year!, number: number!, code: code! },
    issuedAt,
    parties: parties.map(({ userId, role, name }) => ({ userId, name, role: role as PartyRole })),
  };
}

/** One about money that moved once. */
export function issuedDocument(
  row: DocumentWithParties,
): IssuedDocument & { readonly refundId: string | null } {
  const { kind, refundId, facts } = row;
  return {
    ...numberedOf(row),
    refundId,
    kind: kind as MovementKind,
    facts: DocumentFacts.parse(facts),
  };
}
