import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle } from '@edu/messaging';
import { WebhookService } from './webhook.service.ts';

@Controller()
export class WebhookController {
  constructor(private readonly webhooks: WebhookService) {}

  @Handle(paymentRpc.receiveWebhook)
  receive(input: RpcInput<typeof paymentRpc.receiveWebhook>) {
    return this.webhooks.receive(input);
  }
}
