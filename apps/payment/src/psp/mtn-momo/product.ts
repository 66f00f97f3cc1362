import type { z } from 'zod';
import { AccessToken, LentToken } from '../access-token.ts';
import { askJson, isUnauthorized, type JsonRequest } from '../json-api.ts';
import { MtnError } from './mtn-momo.domain.ts';
import type { MtnMomoEnv } from './mtn-momo.env.ts';

/** What we have of one of MTN's products. */
export interface Account {
  readonly product: 'collection' | 'disbursement';
  readonly subscriptionKey: string;
  readonly user: string;
  readonly apiKey: string;
}

/** MTN's word for an `X-Reference-Id` that was used before. */
export const ALREADY_EXISTS = 'RESOURCE_ALREADY_EXIST';

/** Asks one of MTN's products, each of which has a key and a token of its own. */
export class MtnProduct {
  readonly #env: MtnMomoEnv;
  readonly #account: Account;
  readonly #token: AccessToken;

  constructor(env: MtnMomoEnv, account: Account) {
    this.#env = env;
    this.#account = account;
    const { user, apiKey, product } = account;
    const authorization = `Basic ${Buffer.from(`${user}:${apiKey}`).toString('base64')}`;
    this.#token = new AccessToken(() =>
      this.#send(LentToken, { method: 'POST', path: `/${product}/token/` }, { authorization }),
    );
  }

  /** @param headers beside those of every request */
  ask<T>(
    schema: z.ZodType<T>,
    request: JsonRequest,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const { product } = this.#account;
    const asked = { ...request, path: `/${product}/v1_0${request.path}` };
    const { MTN_MOMO_ENVIRONMENT: environment } = this.#env;
    return this.#token.use(
      (token) =>
        this.#send(schema, asked, {
          ...{ authorization: `Bearer ${token}`, 'x-target-environment': environment },
          ...headers,
        }),
      isUnauthorized,
    );
  }

  #send<T>(
    schema: z.ZodType<T>,
    request: JsonRequest,
    headers: Record<string, string>,
  ): Promise<T> {
    const { MTN_MOMO_API_URL: url, MTN_MOMO_TIMEOUT_MS: timeoutMs } = this.#env;
    const key = { 'ocp-apim-subscription-key': this.#account.subscriptionKey };
    const codeOf = (body: unknown, status: number) =>
      status === 409 ? ALREADY_EXISTS : MtnError.safeParse(body).data?.code;
    return askJson({ url, headers: { ...headers, ...key }, timeoutMs, codeOf }, request, schema);
  }
}
