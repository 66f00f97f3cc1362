import type { KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { jwtVerify } from 'jose';
import type { Provider } from 'oidc-provider';
import type { OidcAccounts } from './oidc-accounts.ts';

/** The public half of the key with which a team signs its secrets. */
export interface AppleKey {
  readonly teamId: string;
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

interface Client {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appleKey: AppleKey;
}

/** The server knows fixed secrets only: one that is rightly signed is replaced by it. */
export async function takeSignedSecret(
  request: IncomingMessage & { body?: object },
  form: URLSearchParams,
  { issuer, clientId, clientSecret, appleKey }: Client,
): Promise<void> {
  const { teamId, keyId, publicKey } = appleKey;
  const isRight = await jwtVerify(form.get('client_secret') ?? '', publicKey, {
    ...{ algorithms: ['ES256'], issuer: teamId, subject: clientId, audience: issuer },
    ...{ requiredClaims: ['iat', 'exp'], maxTokenAge: '180 days' },
  }).then(
    ({ protectedHeader }) => protectedHeader.kid === keyId,
    () => false,
  );
  form.set('client_secret', isRight ? clientSecret : 'not signed by this team');
  request.body = Object.fromEntries(form);
}

/** Says somebody's name beside the first answer, outside of what is signed. */
export function introduceOnce(provider: Provider, accounts: OidcAccounts): void {
  provider.use(async (context, next) => {
    await next();
    const { body, oidc } = context;
    const subject = oidc?.session?.accountId;
    if (typeof body !== 'string' || !body.includes('name="code"') || !subject) return;
    const name = accounts.introduce(subject)?.replaceAll('"', '&quot;');
    if (name === undefined) return;
    const input = `<input type="hidden" name="user" value="${name}"/>`;
    context.body = body.replace('<noscript>', `${input}<noscript>`);
  });
}
