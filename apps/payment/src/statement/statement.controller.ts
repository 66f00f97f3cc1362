import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { StatementService } from './statement.service.ts';

@Controller()
export class StatementController {
  constructor(private readonly statements: StatementService) {}

  @Handle(paymentRpc.statement)
  get(input: RpcInput<typeof paymentRpc.statement>, call: Call) {
    return this.statements.get(input, call.actor);
  }

  @Handle(paymentRpc.statementFile)
  file(input: RpcInput<typeof paymentRpc.statementFile>, call: Call) {
    return this.statements.file(input, call);
  }
}
