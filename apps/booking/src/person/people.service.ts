import { Injectable } from '@nestjs/common';
import { authRpc } from '@edu/contracts-auth';
import { profileRpc } from '@edu/contracts-profile';
import { RpcClient } from '@edu/messaging';
import { Log } from '@edu/service';
import { KnownNames, type NamesById } from './known-names.ts';

/** A page is worth more at once without names than late with them. */
const TIMEOUT_MS = 400;

interface Parties {
  readonly learnerId: string;
  readonly providerId: string;
}

/**
 * The names of the people of bookings: those of learners from their accounts, of children without one from their families, those of providers
 * from the profiles that learners chose them by. They are asked for when somebody reads, since no
 * event carries names.
 */
@Injectable()
export class People {
  readonly #learners: KnownNames;
  readonly #children: KnownNames;
  readonly #providers: KnownNames;

  constructor(rpc: RpcClient, log: Log) {
    const without = (whose: string) => (err: unknown) =>
      log.warn({ err }, `bookings are shown without the names of ${whose}`);
    const options = { timeoutMs: TIMEOUT_MS };
    this.#learners = new KnownNames(async (userIds) => {
      const { items } = await rpc.call(authRpc.names, { userIds }, options);
      return new Map(items.map(({ userId, displayName }) => [userId, displayName]));
    }, without('learners'));
    this.#children = new KnownNames(async (childIds) => {
      const { items } = await rpc.call(profileRpc.childNames, { childIds }, options);
      return new Map(items.map(({ childId, firstName }) => [childId, firstName]));
    }, without('children'));
    this.#providers = new KnownNames(async (providerIds) => {
      const { items } = await rpc.call(profileRpc.names, { providerIds }, options);
      return new Map(items.map(({ providerId, displayName }) => [providerId, displayName]));
    }, without('providers'));
  }

  /** Of as many bookings as there are. */
  async namesOf(
    bookings: readonly Parties[],
  ): Promise<{ learners: NamesById; providers: NamesById }> {
    const [learners, providers] = await Promise.all([
      this.#learnersOf(bookings.map(({ learnerId }) => learnerId)),
      this.#providers.of(bookings.map(({ providerId }) => providerId)),
    ]);
    return { learners, providers };
  }

  /** Whoever has no account is, perhaps, a child that does not sign in by itself. */
  async #learnersOf(ids: readonly string[]): Promise<NamesById> {
    const names = await this.#learners.of(ids);
    const children = ids.filter((id) => !names.has(id));
    if (children.length === 0) return names;
    return new Map([...names, ...(await this.#children.of(children))]);
  }
}
