import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Standing } from '../throttle/throttle.service.ts';
import { normalForm, storedForms } from './password-form.ts';
import { PasswordQueue } from './password-queue.ts';

/** argon2id, the minimum of the OWASP Password Storage Cheat Sheet. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Hashes passwords, each of which costs 11 ms of a core and 19 MB. Those of
 * strangers one at a time (decision 121).
 */
@Injectable()
export class PasswordService implements OnModuleInit {
  readonly #queue = new PasswordQueue(availableParallelism());
  #dummy = '';

  async onModuleInit(): Promise<void> {
    this.#dummy = await hash(randomBytes(16), COST);
  }

  /** @throws auth.busy */
  hash(password: string): Promise<string> {
    return this.#queue.set(() => hash(normalForm(password), COST));
  }

  /**
   * Takes as long when there is no hash, so that its duration does not reveal whether there is an account.
   *
   * @param standing of the network that it comes from: where the account has signed in, it does not wait for
   *   those that come from elsewhere, and where somebody has, not for those from where nobody has, however many
   *   passwords are guessed there
   * @returns `old` when the hash is of a form that is not made any more: hash it again
   * @throws auth.busy
   */
  async compare(
    passwordHash: string | null | undefined,
    password: string,
    standing: Standing = 'strange',
  ): Promise<false | 'same' | 'old'> {
    for (const [index, form] of storedForms(password).entries()) {
      const compare = () => verify(passwordHash ?? this.#dummy, form);
      const same = await this.#queue.compare(compare, standing);
      if (same && passwordHash) return index === 0 ? 'same' : 'old';
    }
    return false;
  }
}
