import type {
  Document as DocumentRow,
  DocumentParty as PartyRow,
} from '../generated/prisma/client.ts';
import type { DocumentKind } from './document.domain.ts';
import { DocumentFacts, type PartyRole } from './document.facts.ts';
import type { IssuedDocument } from './document.view.ts';

export const WITH_PARTIES = { parties: true } as const;

export type DocumentWithParties = DocumentRow & { readonly parties: readonly PartyRow[] };

/** A row that has its number: the constraints of its table hold all the rest. */
export function issuedDocument(
  row: DocumentWithParties,
): IssuedDocument & { readonly refundId: string | null } {
  const { kind, issuer, series, year, number, code, issuedAt, facts, refundId, parties } = row;
  if (issuedAt === null) throw new Error(`document ${row.id} is not issued`);
  return {
    ...{ issuer: issuer!, series: series!, year: year!, number: number!, code: code! },
    ...{ issuedAt, refundId },
    kind: kind as DocumentKind,
    facts: DocumentFacts.parse(facts),
    parties: parties.map(({ userId, role, name }) => ({ userId, name, role: role as PartyRole })),
  };
}
