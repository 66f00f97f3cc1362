import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Jwk } from '@edu/contract-kit';
import { Scheduler } from '@edu/work';
import { Clock, Log } from '@edu/service';
import { calculateJwkThumbprint } from 'jose';
import { AuthDb } from '../auth.db.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import type { SigningKey } from '../generated/prisma/client.ts';
import {
  dueKey,
  liveKeys,
  seal,
  signingKeyAt,
  unseal,
  type KeyTimes,
} from './signing-key.domain.ts';

const EVERY_MS = 60_000;
const generate = promisify(generateKeyPair);

interface LoadedKey extends KeyTimes {
  readonly jwk: Jwk;
  readonly privateKey: KeyObject;
}

/** The key pairs of access tokens: made in time, kept as long as their tokens live, then removed. */
@Injectable()
export class SigningKeyService implements OnModuleInit {
  #keys: readonly LoadedKey[] = [];

  constructor(
    private readonly db: AuthDb,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
    private readonly log: Log,
    scheduler: Scheduler,
  ) {
    scheduler.every(EVERY_MS, 'rotate signing keys', () => this.maintain());
  }

  /** No call is taken before there is a key. */
  async onModuleInit(): Promise<void> {
    await this.maintain();
  }

  /** What verifiers need. */
  publicKeys(): Jwk[] {
    return liveKeys(this.#keys, this.clock.now()).map((key) => key.jwk);
  }

  /** The key that signs a token issued at this instant. */
  keyAt(at: Date): { kid: string; privateKey: KeyObject } {
    const { jwk, privateKey } = signingKeyAt(this.#keys, at);
    return { kid: jwk.kid, privateKey };
  }

  /** Makes the next key when it is time, deletes expired ones, and reads those that other replicas made. */
  async maintain(): Promise<void> {
    const now = this.clock.now();
    let rows = await this.load();
    const due = dueKey(rows, now);
    if (due) {
      await this.make(due, now);
      rows = await this.load();
    }
    const live = liveKeys(rows, now);
    if (live.length < rows.length) {
      const before = live[0]!.generation;
      await this.db.prisma.signingKey.deleteMany({ where: { generation: { lt: before } } });
    }
    const known = new Map(this.#keys.map((key) => [key.jwk.kid, key]));
    this.#keys = live.map((row) => known.get(row.kid) ?? this.open(row));
  }

  private load(): Promise<SigningKey[]> {
    return this.db.prisma.signingKey.findMany({ orderBy: { generation: 'asc' } });
  }

  /** Of replicas that make the same generation, one row stays. */
  private async make({ generation, signFrom }: KeyTimes, now: Date): Promise<void> {
    const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2_048 });
    const { n, e } = publicKey.export({ format: 'jwk' }) as { n: string; e: string };
    const kid = await calculateJwkThumbprint({ kty: 'RSA', n, e });
    const publicJwk: Jwk = { kty: 'RSA', kid, alg: 'RS256', use: 'sig', n, e };
    const plain = privateKey.export({ format: 'der', type: 'pkcs8' });
    const sealed = seal(this.secrets.signingKeys, kid, plain);
    const { count } = await this.db.prisma.signingKey.createMany({
      data: [{ generation, kid, publicJwk, privateKey: sealed, createdAt: now, signFrom }],
      skipDuplicates: true,
    });
    if (count > 0) this.log.info({ kid, generation, signFrom }, 'signing key made');
  }

  private open({ generation, kid, signFrom, publicJwk, privateKey }: SigningKey): LoadedKey {
    try {
      const plain = unseal(this.secrets.signingKeys, kid, privateKey);
      return {
        generation,
        signFrom,
        jwk: publicJwk as Jwk,
        privateKey: createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' }),
      };
    } catch (cause) {
      throw new Error('AUTH_SECRET is not the one that the stored signing keys were made with', {
        cause,
      });
    }
  }
}
