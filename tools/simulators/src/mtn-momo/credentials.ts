import type { Tokens } from '../kit/tokens.ts';
import { MtnError } from './mtn-error.ts';

/** What a client has of one product. */
export interface Credentials {
  readonly user: string;
  readonly apiKey: string;
  /** Of the header `Ocp-Apim-Subscription-Key`. */
  readonly subscriptionKey: string;
}

export type Product = 'collection' | 'disbursement';

/** As long as MTN's. */
const TOKEN_S = 3_600;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Lends tokens, each for one product, and asks for them. */
export class TokenDesk {
  readonly #tokens: Tokens;
  readonly #products: Readonly<Record<Product, Credentials>>;

  constructor(tokens: Tokens, products: Readonly<Record<Product, Credentials>>) {
    this.#tokens = tokens;
    this.#products = products;
  }

  /** https://momodeveloper.mtn.com/api-documentation: POST /{product}/token/ */
  lend(product: Product, headers: Headers): object {
    this.#subscribed(product, headers);
    const { user, apiKey } = this.#products[product];
    const basic = `Basic ${Buffer.from(`${user}:${apiKey}`).toString('base64')}`;
    if (headers['authorization'] !== basic) throw new MtnError(401, 'login_failed', 'Who is that?');
    const token = this.#tokens.lend(product, TOKEN_S);
    return { access_token: token, token_type: 'access_token', expires_in: TOKEN_S };
  }

  check(product: Product, headers: Headers): void {
    this.#subscribed(product, headers);
    if (this.#tokens.isGood(product, headers['authorization'] as string | undefined)) return;
    throw new MtnError(401, 'invalid_token', 'The token is not valid.');
  }

  #subscribed(product: Product, headers: Headers): void {
    if (headers['ocp-apim-subscription-key'] === this.#products[product].subscriptionKey) return;
    throw new MtnError(401, 'access_denied', 'Access denied due to invalid subscription key.');
  }
}
