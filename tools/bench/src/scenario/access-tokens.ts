import { createPrivateKey, type KeyObject } from 'node:crypto';
import { AccessClaims, newId, type Role } from '@edu/contract-kit';
import { withClient } from '@edu/database';
import type { Platform } from '@edu/platform';
import { SignJWT } from 'jose';
import type { ServiceSources } from '../service-sources.ts';

/** Seconds; longer than any benchmark. */
const LIFE_S = 4 * 3_600;

/** Access tokens as the auth service signs them, with its own key, without twenty thousand logins. */
export class AccessTokens {
  /** Of the key that signs, which everybody may know. */
  readonly kid: string;
  readonly #key: KeyObject;
  /** By their people, who keep them. */
  readonly #held = new Map<string, string>();

  private constructor(kid: string, key: KeyObject) {
    this.kid = kid;
    this.#key = key;
  }

  static async open(platform: Platform, sources: ServiceSources): Promise<AccessTokens> {
    const secrets = new sources.AuthSecrets(platform.secrets);
    return withClient(platform.databases.adminUrl, async (client) => {
      const { rows } = await client.query<{ kid: string; private_key: Buffer }>(
        `SELECT kid, private_key FROM auth.signing_key WHERE sign_from <= now()
         ORDER BY generation DESC LIMIT 1`,
      );
      const { kid, private_key } = rows[0]!;
      const key = sources.unseal(secrets.signingKeys, kid, private_key);
      return new AccessTokens(kid, createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
    });
  }

  /** The token of somebody who signs in once and keeps it, as browsers do: it is new to a service once. */
  async of(userId: string, role: Role): Promise<string> {
    const id = `${role} ${userId}`;
    const held = this.#held.get(id);
    if (held) return held;
    const token = await this.#sign(userId, role);
    this.#held.set(id, token);
    return token;
  }

  async #sign(userId: string, role: Role): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const claims = AccessClaims.parse({
      iss: AccessClaims.shape.iss.value,
      aud: AccessClaims.shape.aud.value,
      sub: userId,
      sid: newId(),
      roles: [role],
      locale: 'fr',
      iat: now,
      exp: now + LIFE_S,
    });
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: this.kid, typ: 'at+jwt' })
      .sign(this.#key);
  }
}
