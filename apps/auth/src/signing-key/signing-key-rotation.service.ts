import { Injectable } from '@nestjs/common';
import type { RpcOutput } from '@edu/contract-kit';
import { authErrors, authEvents, type authRpc } from '@edu/contracts-auth';
import { ANONYMOUS, audit } from '@edu/identity';
import { currentCall } from '@edu/messaging';
import { statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { SigningKey } from '../generated/prisma/client.ts';
import {
  KEEP_AFTER_MS,
  liveKeys,
  ROTATE_AHEAD_MS,
  signingKeyAt,
  successorAt,
} from './signing-key.domain.ts';
import { SigningKeyService } from './signing-key.service.ts';

type SigningKeys = RpcOutput<typeof authRpc.listSigningKeys>;

const LOCK = statement({}, 'SELECT generation FROM signing_key ORDER BY generation FOR UPDATE');

/** What the operator does with the signing keys, beside what happens to them by the calendar. */
@Injectable()
export class SigningKeyRotation {
  constructor(
    private readonly db: AuthDb,
    private readonly keys: SigningKeyService,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<SigningKeys> {
    const now = this.clock.now();
    const keys = liveKeys(await this.keys.rows(this.db), now);
    const signing = signingKeyAt(keys, now);
    return {
      keys: keys.map(({ kid, generation, signFrom }, index) => {
        const successor = keys[index + 1];
        const until = successor && new Date(successor.signFrom.getTime() + KEEP_AFTER_MS);
        const state = generation > signing.generation ? 'next' : 'retired';
        return {
          keyId: kid,
          state: kid === signing.kid ? 'signing' : state,
          signsFrom: signFrom.toISOString(),
          verifiesUntil: until?.toISOString() ?? null,
        };
      }),
    };
  }

  /** Repeated before the next key signs, it makes no further one. */
  async rotate(): Promise<SigningKeys> {
    const now = this.clock.now();
    const signFrom = new Date(now.getTime() + ROTATE_AHEAD_MS);
    const pair = await this.keys.pair();
    await this.db.tx(async (tx) => {
      const rows = await this.lock(tx);
      const next = successorAt(rows, now);
      if (next && next.signFrom <= signFrom) return;
      if (next) await this.signFrom(tx, next, signFrom);
      else await this.keys.store(tx, pair, { generation: after(rows), signFrom }, now);
      await record(tx, 'rotated', next?.kid ?? pair.kid);
    });
    return this.reload();
  }

  /** @throws auth.unknown_signing_key */
  async revoke(keyId: string): Promise<SigningKeys> {
    const now = this.clock.now();
    const pair = await this.keys.pair();
    await this.db.tx(async (tx) => {
      const rows = await this.lock(tx);
      const left = rows.filter(({ kid }) => kid !== keyId);
      if (left.length === rows.length) throw authErrors.unknownSigningKey();
      await tx.prisma.signingKey.delete({ where: { kid: keyId } });
      if (signingKeyAt(rows, now).kid === keyId) {
        const next = successorAt(left, now);
        if (next) await this.signFrom(tx, next, now);
        else await this.keys.store(tx, pair, { generation: after(rows), signFrom: now }, now);
      }
      await tx.emit(authEvents.signingKeyRevoked, { keyId });
      await record(tx, 'revoked', keyId);
    });
    return this.reload();
  }

  /** Of two operators at once, one waits. */
  private async lock(tx: AuthTx): Promise<SigningKey[]> {
    await tx.query(LOCK);
    return this.keys.rows(tx);
  }

  private async signFrom(tx: AuthTx, { kid }: SigningKey, signFrom: Date): Promise<void> {
    await tx.prisma.signingKey.update({ where: { kid }, data: { signFrom } });
  }

  private async reload(): Promise<SigningKeys> {
    await this.keys.maintain();
    return this.list();
  }
}

const after = (rows: readonly SigningKey[]) => (rows.at(-1)?.generation ?? 0) + 1;

async function record(tx: AuthTx, what: 'rotated' | 'revoked', keyId: string): Promise<void> {
  const call = currentCall();
  await audit(tx, {
    principal: call?.principal ?? ANONYMOUS,
    action: `signing_key.${what}`,
    subject: { kind: 'signing_key', id: keyId },
    requestId: call?.requestId,
  });
}
