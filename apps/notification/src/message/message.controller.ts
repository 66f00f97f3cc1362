import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { Handle, type Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import { MessageQueries } from './message.queries.ts';

@Controller()
export class MessageController {
  constructor(
    private readonly queries: MessageQueries,
    private readonly clock: Clock,
  ) {}

  @Handle(notificationRpc.list)
  list(input: RpcInput<typeof notificationRpc.list>, call: Call) {
    return this.queries.list(input, call.actor);
  }

  @Handle(notificationRpc.markRead)
  markRead({ id }: RpcInput<typeof notificationRpc.markRead>, call: Call) {
    return this.queries.markRead(id, call.actor, this.clock.now());
  }

  @Handle(notificationRpc.markAllRead)
  markAllRead({ upTo }: RpcInput<typeof notificationRpc.markAllRead>, call: Call) {
    return this.queries.markAllRead(upTo, call.actor, this.clock.now());
  }
}
