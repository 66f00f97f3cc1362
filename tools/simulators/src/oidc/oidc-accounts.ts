import { createHash } from 'node:crypto';

interface Known {
  readonly email: string;
  readonly verified: boolean;
  /** Keeps the address to itself, and passes on what comes to another. */
  readonly hidden: boolean;
}

/** Who has signed in: whoever says so. */
export class OidcAccounts {
  readonly #known = new Map<string, Known>();
  readonly #named = new Set<string>();

  /** @returns the subject, which is the same for the same address */
  remember(known: Known): string {
    const subject = createHash('sha256').update(known.email).digest('hex').slice(0, 24);
    this.#known.set(subject, known);
    return subject;
  }

  /** What is said of them, a role included that nobody may take over. */
  claims(subject: string, likeApple: boolean) {
    const known = this.#known.get(subject);
    const { verified = false, hidden = false } = known ?? {};
    const email = hidden ? `${subject}@privaterelay.example` : known?.email;
    const said = { sub: subject, email, roles: ['admin'] };
    if (!likeApple) return { ...said, email_verified: verified };
    return { ...said, email_verified: String(verified), is_private_email: String(hidden) };
  }

  /** Their name as Apple says it, once. */
  introduce(subject: string): string | undefined {
    if (this.#named.has(subject)) return undefined;
    this.#named.add(subject);
    return JSON.stringify({ name: { firstName: 'Ama', lastName: 'Boateng' } });
  }
}
