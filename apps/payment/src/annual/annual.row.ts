import type { DocumentWithParties } from '../document/document.row.ts';
import { numberedOf } from '../document/document.row.ts';
import { AnnualFacts } from './annual.facts.ts';

/** An annual statement that has its number. */
export function issuedAnnual(row: DocumentWithParties) {
  return { ...numberedOf(row), facts: AnnualFacts.parse(row.facts) };
}
export type IssuedAnnual = ReturnType<typeof issuedAnnual>;
