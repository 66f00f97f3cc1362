import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle } from '@edu/messaging';
import { LedgerSearcher } from './ledger-search.service.ts';

@Controller()
export class LedgerController {
  constructor(private readonly searcher: LedgerSearcher) {}

  @Handle(paymentRpc.searchLedger)
  search(input: RpcInput<typeof paymentRpc.searchLedger>) {
    return this.searcher.search(input);
  }
}
