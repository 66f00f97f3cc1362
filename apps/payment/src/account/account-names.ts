import { Injectable } from '@nestjs/common';
import { authRpc } from '@edu/contracts-auth';
import { RpcClient } from '@edu/messaging';

/** As many as may be asked for at once. */
const AT_ONCE = 100;

/** The names of accounts, which this service does not keep. */
@Injectable()
export class AccountNames {
  constructor(private readonly rpc: RpcClient) {}

  /** By id, of those that there are. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const userIds = [...new Set(ids)];
    const starts = Array.from(
      { length: Math.ceil(userIds.length / AT_ONCE) },
      (_, i) => i * AT_ONCE,
    );
    const answers = await Promise.all(
      starts.map((start) =>
        this.rpc.call(authRpc.names, { userIds: userIds.slice(start, start + AT_ONCE) }),
      ),
    );
    const items = answers.flatMap((answer) => answer.items);
    return new Map(items.map(({ userId, displayName }) => [userId, displayName]));
  }
}
