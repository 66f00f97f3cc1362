import { Injectable } from '@nestjs/common';
import type { RpcInput, RpcOutput } from '@edu/contract-kit';
import type { authRpc } from '@edu/contracts-auth';
import { refusalOf } from '../account/account.domain.ts';
import { AuthDb } from '../auth.db.ts';
import { methodsOf } from '../factor/factor.domain.ts';
import { Entrance } from '../second-factor/entrance.service.ts';
import type { PasskeyRequest } from './passkey.domain.ts';
import { PasskeyProofs } from './passkey-proof.service.ts';

/** The way in by passkey: the key says whose it is. */
@Injectable()
export class PasskeySignIn {
  constructor(
    private readonly db: AuthDb,
    private readonly proofs: PasskeyProofs,
    private readonly entrance: Entrance,
  ) {}

  /** @throws auth.bad_challenge when the half sign-in is none, or is over */
  async ask({ challenge }: RpcInput<typeof authRpc.askForPasskey>): Promise<PasskeyRequest> {
    if (challenge === undefined) return this.proofs.ask({ of: 'sign_in' });
    return this.entrance.askForPasskey(challenge);
  }

  /** @throws auth.bad_challenge, auth.bad_passkey, auth.suspended */
  async signIn({
    credential,
  }: RpcInput<typeof authRpc.passkeySignIn>): Promise<RpcOutput<typeof authRpc.passkeySignIn>> {
    const proof = await this.proofs.check({ of: 'sign_in' }, credential);
    const { account } = proof;
    if (account.suspendedAt) throw refusalOf(account);
    const entered = await this.db.tx(async (tx) => {
      await this.proofs.use(tx, proof);
      return this.entrance.enter(account, methodsOf('passkey'), tx);
    });
    if ('refusal' in entered) throw entered.refusal;
    return entered.tokens;
  }
}
