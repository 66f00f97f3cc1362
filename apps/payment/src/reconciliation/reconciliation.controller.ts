import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { Mismatches } from './mismatches.service.ts';
import { Runs } from './runs.service.ts';

@Controller()
export class ReconciliationController {
  constructor(
    private readonly runs: Runs,
    private readonly mismatches: Mismatches,
  ) {}

  @Handle(paymentRpc.listReconciliations)
  listRuns(input: RpcInput<typeof paymentRpc.listReconciliations>) {
    return this.runs.list(input);
  }

  @Handle(paymentRpc.startReconciliation)
  start(input: RpcInput<typeof paymentRpc.startReconciliation>, call: Call) {
    return this.runs.start(input, call);
  }

  @Handle(paymentRpc.addStatement)
  addStatement(input: RpcInput<typeof paymentRpc.addStatement>) {
    return this.runs.addStatement(input);
  }

  @Handle(paymentRpc.listMismatches)
  list(input: RpcInput<typeof paymentRpc.listMismatches>) {
    return this.mismatches.list(input);
  }

  @Handle(paymentRpc.takeMismatch)
  take({ id }: RpcInput<typeof paymentRpc.takeMismatch>, call: Call) {
    return this.mismatches.take(id, call);
  }

  @Handle(paymentRpc.resolveMismatch)
  resolve(input: RpcInput<typeof paymentRpc.resolveMismatch>, call: Call) {
    return this.mismatches.resolve(input, call);
  }
}
