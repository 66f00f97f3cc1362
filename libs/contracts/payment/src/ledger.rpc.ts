import { defineRpc } from '@edu/contract-kit';
import { FINANCE } from './finance.ts';
import { LedgerPage, SearchLedger } from './ledger.schemas.ts';

export const ledgerRpc = {
  searchLedger: defineRpc('rpc.payment.search_ledger.v1', {
    summary: 'Look into the books, the newest first',
    description: 'Each transaction comes with all its lines, and with what it is about.',
    access: FINANCE,
    resource: 'none',
    input: SearchLedger,
    output: LedgerPage,
    http: { method: 'GET', path: '/staff/ledger' },
  }),
};
