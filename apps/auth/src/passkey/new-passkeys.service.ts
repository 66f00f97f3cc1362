import { Injectable } from '@nestjs/common';
import { newId, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { currentCall } from '@edu/messaging';
import { SQLSTATE, sqlState } from '@edu/persistence';
import { Clock } from '@edu/service';
import { recordInTrail } from '../account/account-trail.ts';
import { AddressNotices } from '../address-change/address-notice.service.ts';
import { AuthDb } from '../auth.db.ts';
import { deviceOf } from '../sign-in-session/device.domain.ts';
import { OpenAccounts } from '../sign-in-session/open-accounts.service.ts';
import type { Purpose } from './passkey-challenge.domain.ts';
import { PasskeyInvitations } from './passkey-invitations.service.ts';
import { PasskeyProofs } from './passkey-proof.service.ts';
import { creationOf, MAX_PASSKEYS, toView, type NewCredential } from './passkey.domain.ts';
import { USE_CHALLENGE } from './passkey.queries.ts';
import { checkNew, type MadePasskey } from './webauthn.ts';

type View = RpcOutput<typeof authRpc.addPasskey>;

/** Adds passkeys to the account of whoever is signed in. */
@Injectable()
export class NewPasskeys {
  constructor(
    private readonly db: AuthDb,
    private readonly open: OpenAccounts,
    private readonly proofs: PasskeyProofs,
    private readonly invitations: PasskeyInvitations,
    private readonly notices: AddressNotices,
    private readonly clock: Clock,
  ) {}

  /** @throws auth.too_many_passkeys */
  async begin(actor: Actor): Promise<RpcOutput<typeof authRpc.beginPasskey>> {
    const account = await this.open.get(actor);
    const existing = await this.proofs.of(account.id);
    if (existing.length >= MAX_PASSKEYS) throw tooMany();
    const challenge = this.proofs.challenge(toAdd(actor));
    return creationOf(this.proofs.rp, account, existing, challenge);
  }

  /**
   * @throws auth.bad_challenge, auth.bad_passkey, auth.passkey_taken, auth.too_many_passkeys,
   *   auth.passkey_invitation_needed
   */
  async add(
    { name, credential, invitation }: RpcInput<typeof authRpc.addPasskey>,
    actor: Actor,
  ): Promise<View> {
    const { id: accountId } = await this.open.get(actor);
    const { nonce, expiresAt, text } = this.proofs.read(toAdd(actor), credential.clientDataJSON);
    const made = await this.check(credential, text);
    try {
      const added = await this.db.tx(async (tx) => {
        const account = await this.invitations.admit(tx, actor, invitation);
        if ((await this.proofs.of(accountId, tx)).length >= MAX_PASSKEYS) throw tooMany();
        const used = await tx.query(USE_CHALLENGE, { nonce, expiresAt });
        if (used.length === 0) throw authErrors.badChallenge();
        const transports = credential.transports ?? [];
        const data = { ...made, transports, name: name ?? nameOfDevice() };
        const row = { id: newId(), accountId, createdAt: this.clock.now(), ...data };
        const added = await tx.prisma.passkey.create({ data: row });
        const details = { passkeyId: added.id };
        await recordInTrail(tx, { action: 'passkey_added', accountId, details });
        await this.notices.add(tx, account, 'passkey_added');
        return added;
      });
      this.notices.wake();
      return toView(added);
    } catch (cause) {
      if (sqlState(cause) === SQLSTATE.uniqueViolation) throw authErrors.passkeyTaken({ cause });
      throw cause;
    }
  }

  private async check(credential: NewCredential, challenge: string): Promise<MadePasskey> {
    try {
      return await checkNew(this.proofs.rp, credential, challenge);
    } catch (cause) {
      throw authErrors.badPasskey({ cause });
    }
  }
}

const tooMany = () => authErrors.tooManyPasskeys({ params: { max: MAX_PASSKEYS } });

const toAdd = ({ userId, sessionId }: Actor): Purpose => ({
  of: 'add',
  accountId: userId,
  sessionId,
});

/** What its owner recognises it by, until they call it something else. */
function nameOfDevice(): string | null {
  const { browser, system } = deviceOf(currentCall()?.userAgent);
  return [browser, system].filter(Boolean).join(', ') || null;
}
