import { Injectable } from '@nestjs/common';
import { profileRpc } from '@edu/contracts-profile';
import { RpcClient } from '@edu/messaging';
import { SharedRuns } from '@edu/service';
import { AccountNames } from '../account/account-names.ts';
import type { Party } from './document.facts.ts';

type Names = ReadonlyMap<string, string>;

/** Documents are issued several at a time: their people are asked for at once. */
const GATHER = { gatherMs: 5 };

/** The names of people as they are when a document is issued; no event carries names. */
@Injectable()
export class DocumentPeople {
  readonly #accounts = shared((userIds) => this.accountsOf(userIds));
  readonly #providers = shared((providerIds) => this.providersOf(providerIds));

  constructor(
    private readonly rpc: RpcClient,
    private readonly names: AccountNames,
  ) {}

  /** @throws when a name may be there and cannot be had: a document waits for it */
  async named(parties: readonly Omit<Party, 'name'>[]): Promise<Party[]> {
    const idsOf = (isThem: (role: Party['role']) => boolean) => [
      ...new Set(parties.filter(({ role }) => isThem(role)).map(({ userId }) => userId)),
    ];
    const [accounts, providers] = await Promise.all([
      this.#accounts.ask(idsOf((role) => role !== 'provider')),
      this.#providers.ask(idsOf((role) => role === 'provider')),
    ]);
    return parties.map((party) => ({
      ...party,
      name: (party.role === 'provider' ? providers : accounts).get(party.userId) ?? null,
    }));
  }

  /** Whoever has no account is, perhaps, a child that does not sign in by itself. */
  private async accountsOf(userIds: string[]): Promise<Names> {
    const names = new Map(await this.names.of(userIds));
    const childIds = userIds.filter((id) => !names.has(id));
    if (childIds.length === 0) return names;
    const children = await this.rpc.call(profileRpc.childNames, { childIds });
    for (const { childId, firstName } of children.items) names.set(childId, firstName);
    return names;
  }

  private async providersOf(providerIds: string[]): Promise<Names> {
    if (providerIds.length === 0) return new Map();
    const { items } = await this.rpc.call(profileRpc.names, { providerIds });
    return new Map(items.map(({ providerId, displayName }) => [providerId, displayName]));
  }
}

/** All who ask have the names of all. */
const shared = (namesOf: (ids: string[]) => Promise<Names>) =>
  new SharedRuns<readonly string[], Names>(async (asks) => {
    const names = await namesOf([...new Set(asks.flat())]);
    return asks.map(() => names);
  }, GATHER);
