import { alphanumericId } from '../kit/ids.ts';
import type { ObjectStore } from '../kit/object-store.ts';
import { MtnError } from './mtn-error.ts';

/** What a client has of one product. */
export interface Credentials {
  readonly user: string;
  readonly apiKey: string;
  /** Of the header `Ocp-Apim-Subscription-Key`. */
  readonly subscriptionKey: string;
}

export type Product = 'collection' | 'disbursement';

export interface Token {
  readonly product: Product;
  readonly expiresAt: number;
}

/** As long as MTN's. */
const TOKEN_S = 3_600;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Lends tokens, each for one product, and asks for them. */
export class TokenDesk {
  readonly #store: ObjectStore<{ token: Token }>;
  readonly #products: Readonly<Record<Product, Credentials>>;

  constructor(
    store: ObjectStore<{ token: Token }>,
    products: Readonly<Record<Product, Credentials>>,
  ) {
    this.#store = store;
    this.#products = products;
  }

  /** https://momodeveloper.mtn.com/api-documentation: POST /{product}/token/ */
  lend(product: Product, headers: Headers): object {
    this.#subscribed(product, headers);
    const { user, apiKey } = this.#products[product];
    const basic = `Basic ${Buffer.from(`${user}:${apiKey}`).toString('base64')}`;
    if (headers['authorization'] !== basic) throw new MtnError(401, 'login_failed', 'Who is that?');
    const token = alphanumericId('', 64);
    this.#store.put('token', token, { product, expiresAt: Date.now() + TOKEN_S * 1_000 });
    this.#store.trim('token', 50);
    return { access_token: token, token_type: 'access_token', expires_in: TOKEN_S };
  }

  check(product: Product, headers: Headers): void {
    this.#subscribed(product, headers);
    const bearer = /^Bearer (\w+)$/.exec(String(headers['authorization']))?.[1];
    const token = bearer ? this.#store.find('token', bearer) : null;
    if (token?.product === product && token.expiresAt > Date.now()) return;
    throw new MtnError(401, 'invalid_token', 'The token is not valid.');
  }

  #subscribed(product: Product, headers: Headers): void {
    if (headers['ocp-apim-subscription-key'] === this.#products[product].subscriptionKey) return;
    throw new MtnError(401, 'access_denied', 'Access denied due to invalid subscription key.');
  }
}
