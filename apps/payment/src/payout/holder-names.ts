import { Injectable } from '@nestjs/common';
import { authRpc } from '@edu/contracts-auth';
import { RpcClient } from '@edu/messaging';

/** The names of accounts, which this service does not keep. */
@Injectable()
export class HolderNames {
  constructor(private readonly rpc: RpcClient) {}

  /** Of those that there are. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const userIds = [...new Set(ids)];
    if (userIds.length === 0) return new Map();
    const { items } = await this.rpc.call(authRpc.names, { userIds });
    return new Map(items.map(({ userId, displayName }) => [userId, displayName]));
  }
}
