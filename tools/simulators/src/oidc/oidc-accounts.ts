import { createHash } from 'node:crypto';

interface Known {
  readonly email: string;
  readonly verified: boolean;
}

/** Who has signed in: whoever says so. */
export class OidcAccounts {
  readonly #known = new Map<string, Known>();

  /** @returns the subject, which is the same for the same address */
  remember(known: Known): string {
    const subject = createHash('sha256').update(known.email).digest('hex').slice(0, 24);
    this.#known.set(subject, known);
    return subject;
  }

  /** What is said of them, a role included that nobody may take over. */
  claims(subject: string) {
    const { email, verified } = this.#known.get(subject) ?? { email: undefined, verified: false };
    return { sub: subject, email, email_verified: verified, roles: ['admin'] };
  }
}
