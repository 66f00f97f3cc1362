import { Injectable } from '@nestjs/common';
import { API_PREFIX, Email, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { authErrors, type authRpc } from '@edu/contracts-auth';
import { Clock, Log } from '@edu/service';
import type { Configuration, IDToken, UserInfoResponse } from 'openid-client';
import { AuthConfig } from '../app.config.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import {
  ATTEMPT_MS,
  openAttempt,
  sealAttempt,
  type Attempt,
  type AttemptPurpose,
} from './attempt.domain.ts';
import type { IssuerConfig } from './issuer.config.ts';
import { CONFIGURATION_MS, discover, oidc } from './oidc-client.ts';
import { openTicket, sealTicket } from './ticket.domain.ts';

type Answer = RpcInput<typeof authRpc.issuerSignIn>;
type Begun = RpcOutput<typeof authRpc.beginIssuerSignIn>;

/** Who somebody is at an issuer: nothing else of what it says is looked at, a role least of all. */
export interface IssuerIdentity {
  readonly issuer: IssuerConfig;
  readonly subject: string;
  /** As the issuer has verified it, in one spelling; undefined where it has none or says nothing. */
  readonly email: string | undefined;
  /** One that it names and has not verified. */
  readonly unverified: string | undefined;
  /** The address passes messages on to one that the issuer keeps to itself. */
  readonly isRelayed: boolean;
}

/** Who they said to be; that was at `issuedAt`. */
export interface OpenTicket extends Pick<IssuerIdentity, 'issuer' | 'subject' | 'email'> {
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

interface Known {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly configuration: Promise<Configuration>;
}

/** Asks the issuers that are configured, and checks what they answer. */
@Injectable()
export class Issuers {
  private readonly configured: readonly IssuerConfig[];
  private readonly redirectUris: Readonly<Record<IssuerConfig['responseMode'], string>>;
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
    private readonly log: Log,
    { OIDC_ISSUERS, PUBLIC_URL }: AuthConfig,
  ) {
    this.configured = OIDC_ISSUERS;
    this.redirectUris = {
      query: new URL('/sign-in/with', PUBLIC_URL).href,
      // The gateway's, which sends the browser on to that page.
      form_post: new URL(`${API_PREFIX}/auth/issuer-form`, PUBLIC_URL).href,
    };
  }

  list(): RpcOutput<typeof authRpc.issuers> {
    return { items: this.configured.map(({ id, name }) => ({ id, name })) };
  }

  /** The one with this issuer address, if it is still configured. */
  find(issuer: string): IssuerConfig | undefined {
    return this.configured.find((known) => known.issuer === issuer);
  }

  /** @throws auth.unknown_issuer, auth.issuer_unavailable */
  async begin(id: string, purpose: AttemptPurpose): Promise<Begun> {
    const issuer = this.configured.find((known) => known.id === id);
    if (!issuer) throw authErrors.unknownIssuer();
    const configuration = await this.configurationOf(issuer);
    const client = await oidc();
    const attempt: Attempt = {
      issuer: id,
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier: client.randomPKCECodeVerifier(),
      expiresAt: this.clock.now().getTime() + ATTEMPT_MS,
    };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUris[issuer.responseMode],
      ...(issuer.responseMode === 'form_post' && { response_mode: issuer.responseMode }),
      scope: issuer.scope,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, attempt: sealAttempt(this.secrets.oidc, purpose, attempt) };
  }

  /**
   * @throws auth.bad_challenge when the attempt is not of this browser, or over; auth.issuer_declined,
   *   auth.issuer_failed, auth.issuer_unavailable
   */
  async identify(
    { attempt: sealed, query }: Answer,
    purpose: AttemptPurpose,
  ): Promise<IssuerIdentity> {
    const attempt = openAttempt(this.secrets.oidc, purpose, sealed, this.clock.now());
    const issuer = attempt && this.configured.find(({ id }) => id === attempt.issuer);
    if (!attempt || !issuer) throw authErrors.badChallenge();
    const configuration = await this.configurationOf(issuer);
    const client = await oidc();
    const params = { name: issuer.name };
    const callback = new URL(this.redirectUris[issuer.responseMode]);
    callback.search = query;
    try {
      const tokens = await client.authorizationCodeGrant(configuration, callback, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const { sub: subject } = claims;
      const said = hasEmail(configuration, claims)
        ? claims
        : await client.fetchUserInfo(configuration, tokens.access_token, subject);
      return { issuer, subject, ...addressIn(said) };
    } catch (cause) {
      this.log.warn({ issuer: issuer.id, reason: reasonOf(cause) }, 'issuer refused');
      if (isDeclined(cause)) throw authErrors.issuerDeclined({ params, cause });
      if (isAway(cause)) throw authErrors.issuerUnavailable({ params, cause });
      throw authErrors.issuerFailed({ params, cause });
    }
  }

  /** What somebody goes on with who is not linked here yet. */
  ticketOf({ issuer, subject, email }: IssuerIdentity): string {
    const issuedAt = this.clock.now().getTime();
    const ticket = { issuer: issuer.id, subject, ...(email !== undefined && { email }), issuedAt };
    return sealTicket(this.secrets.oidc, ticket);
  }

  /** @throws auth.bad_challenge when it is not ours, or over */
  open(sealed: string): OpenTicket {
    const ticket = openTicket(this.secrets.oidc, sealed, this.clock.now());
    const issuer = ticket && this.configured.find(({ id }) => id === ticket.issuer);
    if (!ticket || !issuer) throw authErrors.badChallenge();
    return { ...ticket, email: ticket.email, issuer };
  }

  /** Read twice a day; anew after a failure. @throws auth.issuer_unavailable */
  private async configurationOf(issuer: IssuerConfig): Promise<Configuration> {
    const now = this.clock.now().getTime();
    const kept = this.known.get(issuer.id);
    const isFresh = kept && now - kept.at < CONFIGURATION_MS;
    const known = isFresh ? kept : { at: now, configuration: discover(issuer) };
    this.known.set(issuer.id, known);
    try {
      return await known.configuration;
    } catch (cause) {
      this.known.delete(issuer.id);
      this.log.warn({ issuer: issuer.id, reason: reasonOf(cause) }, 'issuer unavailable');
      throw authErrors.issuerUnavailable({ params: { name: issuer.name }, cause });
    }
  }
}

/** Whether nobody has to be asked for the address any more. */
const hasEmail = (configuration: Configuration, { email }: IDToken): boolean =>
  email !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined;

function addressIn({ email, email_verified, is_private_email }: IDToken | UserInfoResponse) {
  const address = Email.safeParse(email).data;
  const isVerified = isTrue(email_verified);
  return {
    email: isVerified ? address : undefined,
    unverified: isVerified ? undefined : address,
    isRelayed: isTrue(is_private_email),
  };
}

/** Apple writes truth values as texts. */
const isTrue = (value: unknown) => value === true || value === 'true';

const isDeclined = (error: unknown) => (error as { error?: unknown }).error === 'access_denied';

/** It did not answer, or said that it cannot now. */
function isAway(error: unknown): boolean {
  const { name, status, cause } = error as { name?: string; status?: number; cause?: unknown };
  if (status !== undefined && status >= 500) return true;
  if (name === 'TimeoutError' || name === 'AbortError') return true;
  return error instanceof TypeError && error.message === 'fetch failed'
    ? true
    : cause instanceof Error && isAway(cause);
}

/** What the library calls it; its messages may quote what somebody sent. */
const reasonOf = (error: unknown): string => {
  const { code, error: said, name } = error as { code?: string; error?: string; name?: string };
  return [name, code, said].filter((part) => typeof part === 'string').join(' ');
};
