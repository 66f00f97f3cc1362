import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Jwk } from '@edu/contract-kit';
import { Revocations } from '@edu/identity';
import { Scheduler } from '@edu/work';
import { Clock, Log } from '@edu/service';
import { calculateJwkThumbprint } from 'jose';
import { AuthDb, type AuthTx } from '../auth.db.ts';
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

/** A new key, which nobody knows yet. */
export interface KeyPair {
  readonly kid: string;
  readonly publicJwk: Jwk;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

interface LoadedKey extends KeyTimes {
  readonly jwk: Jwk;
  readonly privateKey: KeyObject;
}

/** The key pairs of access tokens: made in time, kept as long as their tokens live, then removed. */
@Injectable()
export class SigningKeyService implements OnModuleInit {
  #keys: readonly LoadedKey[] = [];
  #turn = Promise.resolve();

  constructor(
    private readonly db: AuthDb,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
    private readonly log: Log,
    scheduler: Scheduler,
    revocations: Revocations,
  ) {
    scheduler.every(EVERY_MS, 'rotate signing keys', () => this.maintain());
    // One that another replica revoked signs no more.
    revocations.onAdd((id) => {
      if (!this.#keys.some(({ jwk }) => jwk.kid === id)) return;
      this.maintain().catch((err: unknown) => this.log.error({ err }, 'signing keys not read'));
    });
  }

  /** No call is taken before there is a key. */
  async onModuleInit(): Promise<void> {
    await this.maintain();
  }

  /** What verifiers need, once what is being read is known. */
  async published(): Promise<Jwk[]> {
    await this.#turn.catch(() => undefined);
    return this.publicKeys();
  }

  publicKeys(): Jwk[] {
    return liveKeys(this.#keys, this.clock.now()).map((key) => key.jwk);
  }

  /** The key that signs a token issued at this instant. */
  keyAt(at: Date): { kid: string; privateKey: KeyObject } {
    const { jwk, privateKey } = signingKeyAt(this.#keys, at);
    return { kid: jwk.kid, privateKey };
  }

  /**
   * Makes the next key when it is time, deletes expired ones, and reads those that other replicas made.
   * One at a time: of two, the one that began first must not put back what the other no longer found.
   */
  maintain(): Promise<void> {
    return (this.#turn = this.#turn.catch(() => undefined).then(() => this.upToDate()));
  }

  /** What is stored, in the order of generations. */
  rows({ prisma }: Pick<AuthTx, 'prisma'>): Promise<SigningKey[]> {
    return prisma.signingKey.findMany({ orderBy: { generation: 'asc' } });
  }

  async pair(): Promise<KeyPair> {
    const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2_048 });
    const { n, e } = publicKey.export({ format: 'jwk' }) as { n: string; e: string };
    const kid = await calculateJwkThumbprint({ kty: 'RSA', n, e });
    const plain = privateKey.export({ format: 'der', type: 'pkcs8' });
    return {
      kid,
      publicJwk: { kty: 'RSA', kid, alg: 'RS256', use: 'sig', n, e },
      sealed: seal(this.secrets.signingKeys, kid, plain),
    };
  }

  /** Of replicas that make the same generation, one row stays. */
  async store(
    { prisma }: Pick<AuthTx, 'prisma'>,
    { kid, publicJwk, sealed }: KeyPair,
    { generation, signFrom }: KeyTimes,
    now: Date,
  ): Promise<void> {
    const { count } = await prisma.signingKey.createMany({
      data: [{ generation, kid, publicJwk, privateKey: sealed, createdAt: now, signFrom }],
      skipDuplicates: true,
    });
    if (count > 0) this.log.info({ kid, generation, signFrom }, 'signing key made');
  }

  private async upToDate(): Promise<void> {
    const now = this.clock.now();
    let rows = await this.rows(this.db);
    const due = dueKey(rows, now);
    if (due) {
      await this.store(this.db, await this.pair(), due, now);
      rows = await this.rows(this.db);
    }
    const live = liveKeys(rows, now);
    if (live.length < rows.length) {
      const before = live[0]!.generation;
      await this.db.prisma.signingKey.deleteMany({ where: { generation: { lt: before } } });
    }
    const known = new Map(this.#keys.map((key) => [key.jwk.kid, key]));
    this.#keys = live.map((row) => {
      const { signFrom } = row;
      const key = known.get(row.kid);
      return key ? { ...key, signFrom } : this.open(row);
    });
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
