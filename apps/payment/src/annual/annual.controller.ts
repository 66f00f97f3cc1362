import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { AnnualStatements } from './annual.service.ts';

@Controller()
export class AnnualController {
  constructor(private readonly statements: AnnualStatements) {}

  @Handle(paymentRpc.issueAnnualStatement)
  issue(input: RpcInput<typeof paymentRpc.issueAnnualStatement>, call: Call) {
    return this.statements.issue(input, call.actor);
  }

  @Handle(paymentRpc.annualStatementFile)
  file(input: RpcInput<typeof paymentRpc.annualStatementFile>, call: Call) {
    return this.statements.file(input, call);
  }
}
