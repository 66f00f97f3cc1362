import { Injectable } from '@nestjs/common';
import { firstNameOf } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { RpcClient } from '@edu/messaging';
import { Log } from '@edu/service';

/** A page is worth more at once without a name than late with it. */
const TIMEOUT_MS = 400;

/** What strangers are shown of the name of somebody who asks them to pay. */
@Injectable()
export class AskerNames {
  constructor(
    private readonly rpc: RpcClient,
    private readonly log: Log,
  ) {}

  /** The first name; null where there is none to show, or none to be had. */
  async of(userId: string): Promise<string | null> {
    try {
      const options = { timeoutMs: TIMEOUT_MS };
      const { items } = await this.rpc.call(authRpc.names, { userIds: [userId] }, options);
      const [found] = items;
      return found ? firstNameOf(found.displayName) : null;
    } catch (err) {
      this.log.warn({ err }, 'a link is shown without the name of who asks');
      return null;
    }
  }
}
