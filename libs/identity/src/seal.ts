import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * JSON that a service hands to a client, for another service to take back. The client can read it and
 * keep it, and not change it; until when it counts has to be in it.
 */
export class Seal {
  readonly #secret: string;

  /** @param secret of those services alone */
  constructor(secret: string) {
    this.#secret = secret;
  }

  /** @returns the JSON in base64url, a dot, and its HMAC-SHA-256 */
  close(value: object): string {
    const text = Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${text}.${this.#sign(text)}`;
  }

  /** @returns what was sealed; undefined where it was not sealed with this secret */
  open(sealed: string): unknown {
    const dot = sealed.indexOf('.');
    const text = sealed.slice(0, Math.max(0, dot));
    const given = Buffer.from(sealed.slice(dot + 1));
    const wanted = Buffer.from(this.#sign(text));
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url');
  }
}
