import { Injectable } from '@nestjs/common';
import { firstNameOf } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { profileRpc } from '@edu/contracts-profile';
import { RpcClient } from '@edu/messaging';
import { Log } from '@edu/service';

/** As many as may be asked for at once. */
const AT_ONCE = 100;
/** A page is worth more at once without a name than late with it. */
const SOON = { timeoutMs: 400 };

/** The names of accounts, which this service does not keep. */
@Injectable()
export class AccountNames {
  constructor(
    private readonly rpc: RpcClient,
    private readonly log: Log,
  ) {}

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

  /** What strangers are shown of somebody: the first name; null where there is none to show, or none to be had soon. */
  firstOf(userId: string): Promise<string | null> {
    return this.first(this.rpc.call(authRpc.names, { userIds: [userId] }, SOON));
  }

  /** The same of whoever teaches, as their profile names them. */
  firstOfProvider(providerId: string): Promise<string | null> {
    return this.first(this.rpc.call(profileRpc.names, { providerIds: [providerId] }, SOON));
  }

  private async first(
    asked: Promise<{ readonly items: readonly { readonly displayName: string }[] }>,
  ): Promise<string | null> {
    try {
      const [found] = (await asked).items;
      return found ? firstNameOf(found.displayName) : null;
    } catch (err) {
      this.log.warn({ err }, 'a page is shown without the name of somebody');
      return null;
    }
  }
}
