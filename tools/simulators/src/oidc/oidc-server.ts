import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { interactionPolicy, Provider } from 'oidc-provider';
import { introduceOnce, takeSignedSecret, type AppleKey } from './apple-ways.ts';
import { OidcAccounts } from './oidc-accounts.ts';
import { signInPage } from './oidc-page.ts';

export interface OidcServerOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As Apple does it: secrets are signed with this key, answers are posted, addresses may be hidden. */
  readonly appleKey?: AppleKey;
}

const SESSION_S = 600;
const MAX_FORM = 4_000;

/** A real OpenID Connect server (`oidc-provider`), whose sign-in asks for no password. */
export class OidcServer {
  readonly #accounts = new OidcAccounts();
  readonly #provider: Provider;
  readonly #answer: ReturnType<Provider['callback']>;

  readonly #options: OidcServerOptions;

  constructor(options: OidcServerOptions) {
    const { issuer, clientId, clientSecret, appleKey } = options;
    this.#options = options;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const accounts = this.#accounts;
    this.#provider = new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          token_endpoint_auth_method: 'client_secret_post',
          redirect_uris: ['http://127.0.0.1/sign-in/with'],
        },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
      cookies: { keys: [randomBytes(16).toString('hex')] },
      claims: { openid: ['sub', 'roles'], email: ['email', 'email_verified', 'is_private_email'] },
      scopes: ['openid', 'email', 'name'],
      // As the large issuers do.
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      ttl: { Session: SESSION_S, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      interactions: {
        policy: askEachTime(),
        url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}`,
      },
      findAccount: (_context: unknown, accountId: string) => ({
        accountId,
        claims: () => accounts.claims(accountId, appleKey !== undefined),
      }),
      loadExistingGrant: grantAll,
    });
    // The platform's port is another each time.
    this.#provider.Client.prototype.redirectUriAllowed = (uri) =>
      /^http:\/\/(127\.0\.0\.1|localhost):\d+\/(sign-in\/with|api\/v1\/auth\/issuer-form)$/.test(
        uri,
      );
    if (appleKey) introduceOnce(this.#provider, accounts);
    this.#answer = this.#provider.callback();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { appleKey } = this.#options;
    if (appleKey && request.method === 'POST' && request.url === '/token') {
      await takeSignedSecret(request, await formOf(request), { ...this.#options, appleKey });
    }
    if (!request.url?.startsWith('/interaction/')) return this.#answer(request, response);
    const { uid } = await this.#provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(signInPage(`/interaction/${uid}`, appleKey !== undefined));
      return;
    }
    const form = await formOf(request);
    await this.#provider.interactionFinished(request, response, this.#resultOf(form));
  }

  #resultOf(form: URLSearchParams): object {
    if (form.get('does') === 'decline') return { error: 'access_denied' };
    const email = form.get('email') ?? '';
    const verified = form.get('verified') === 'on';
    const hidden = form.get('hidden') === 'on';
    return { login: { accountId: this.#accounts.remember({ email, verified, hidden }) } };
  }
}

/** Whoever was here a moment ago is asked again, so that another person can sign in at once. */
function askEachTime() {
  const policy = interactionPolicy.base();
  const isUnasked = ({ oidc }: { readonly oidc: { readonly result?: { login?: object } } }) =>
    !oidc.result?.login;
  policy
    .get('login')
    .checks.add(new interactionPolicy.Check('each_time', 'Asks each time', isUnasked));
  return policy;
}

interface GrantContext {
  readonly oidc: {
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
    readonly provider: {
      readonly Grant: new (of: object) => {
        addOIDCScope(scope: string): void;
        save(): Promise<string>;
      };
    };
  };
}

/** Nobody is asked what the platform may read: the page has said it. */
async function grantAll({ oidc: { client, session, provider } }: GrantContext) {
  const { clientId } = client;
  const grant = new provider.Grant({ clientId, accountId: session.accountId });
  grant.addOIDCScope('openid email name');
  await grant.save();
  return grant;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_FORM) throw new Error('the form is too long');
  }
  return new URLSearchParams(text);
}
