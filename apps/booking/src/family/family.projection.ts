import { Injectable } from '@nestjs/common';
import type { EventData } from '@edu/contract-kit';
import { profileRpc, type profileEvents } from '@edu/contracts-profile';
import { projection, Rebuilds, type Facts } from '@edu/projection';

/** Families as profile announces them. Nobody’s child any more is a row without parents. */
export const FAMILY = projection({
  table: 'family',
  key: { childId: 'uuid' },
  columns: {
    parentIds: 'uuid[]',
    hasAccount: 'boolean',
    closed: 'boolean',
    zone: 'text',
    capAmount: 'bigint?',
    capCurrency: 'text?',
    providers: 'uuid[]?',
    hoursFrom: 'text?',
    hoursTo: 'text?',
  },
});
type Family = Facts<typeof FAMILY.parameters>;

export function toFamily(changed: EventData<typeof profileEvents.childChanged>): Family {
  const { childId, parentIds, hasAccount, closed, zone, monthly, ...caps } = changed;
  const { providers, hoursFrom, hoursTo, version } = caps;
  return {
    ...{ childId, parentIds, hasAccount, closed, zone, providers, hoursFrom, hoursTo, version },
    ...{ capAmount: monthly?.amount, capCurrency: monthly?.currency },
  };
}

@Injectable()
export class FamilyRebuild {
  constructor(rebuilds: Rebuilds) {
    rebuilds.add({
      name: 'family',
      snapshot: profileRpc.listChildSnapshot,
      idOf: ({ childId }) => childId,
      write: (tx, children) => FAMILY.putAll(tx, children.map(toFamily), { again: true }),
    });
  }
}
