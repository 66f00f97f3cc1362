import { Injectable } from '@nestjs/common';
import { profileRpc } from '@edu/contracts-profile';
import { projection, Rebuilds } from '@edu/projection';

/** Until when the identity of a provider counts, as profile announces it; null: it does not. */
export const CHECKED_IDENTITY = projection({
  table: 'checked_identity',
  key: { providerId: 'uuid' },
  columns: { identityUntil: 'timestamptz?' },
});

@Injectable()
export class CheckedIdentityRebuild {
  constructor(rebuilds: Rebuilds) {
    rebuilds.add({
      name: 'identity',
      snapshot: profileRpc.listIdentitySnapshot,
      idOf: ({ providerId }) => providerId,
      write: (tx, identities) => CHECKED_IDENTITY.putAll(tx, identities, { again: true }),
    });
  }
}
