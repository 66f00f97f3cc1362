import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { authErrors } from '@edu/contracts-auth';
import { Semaphore } from '@edu/service';
import { hash, verify } from '@node-rs/argon2';
import { normalForm, storedForms } from './password-form.ts';

/** argon2id, the minimum of the OWASP Password Storage Cheat Sheet. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MAX_WAITING = 50;
/** Callers have given up by then. */
const MAX_WAIT_MS = 5_000;

/** Hashes passwords, never more at once than there are cores: each costs 17 ms of one and 19 MB. */
@Injectable()
export class PasswordService implements OnModuleInit {
  readonly #semaphore = new Semaphore({
    limit: availableParallelism(),
    maxWaiting: MAX_WAITING,
    timeoutMs: MAX_WAIT_MS,
    refusal: () => authErrors.busy(),
  });
  #dummy = '';

  async onModuleInit(): Promise<void> {
    this.#dummy = await hash(randomBytes(16), COST);
  }

  /** @throws auth.busy */
  hash(password: string): Promise<string> {
    return this.#semaphore.run(() => hash(normalForm(password), COST));
  }

  /**
   * Takes as long when there is no hash, so that its duration does not reveal whether there is an account.
   *
   * @param isFamiliar whether it comes from where the account has signed in: then it does not wait for
   * those that come from elsewhere, however many passwords are guessed there
   * @returns `old` when the hash is of a form that is not made any more: hash it again
   * @throws auth.busy
   */
  async compare(
    passwordHash: string | null | undefined,
    password: string,
    isFamiliar = false,
  ): Promise<false | 'same' | 'old'> {
    for (const [index, form] of storedForms(password).entries()) {
      const compare = () => verify(passwordHash ?? this.#dummy, form);
      const same = await this.#semaphore.run(compare, { goesFirst: isFamiliar });
      if (same && passwordHash) return index === 0 ? 'same' : 'old';
    }
    return false;
  }
}
