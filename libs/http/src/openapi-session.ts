import { platformErrors, type ProblemType, type RpcContract } from '@edu/contract-kit';
import { COOKIE_SESSION } from './session-route.ts';

type Json = Record<string, unknown>;

/** How a caller may show who it is: a program by a header, a browser by its cookie. */
export const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  cookieAuth: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-access',
    description:
      'Of a browser that signed in with `X-Session: cookie`; without TLS, as on a developer’s machine, it is called `access`. What changes something must come from a page of the same origin: `Sec-Fetch-Site` says so, or in an old browser `X-Session: cookie`.',
  },
} as const;

/** Either of them. */
export const SIGNED_IN = [{ bearer: [] }, { cookieAuth: [] }] as const;

/** The parameter of routes that give or end a session. */
export const SESSION_PARAMETER = {
  name: 'X-Session',
  in: 'header',
  description:
    'For browsers: the tokens come and go in cookies that scripts cannot read, and none is in the body.',
  schema: { type: 'string', enum: [COOKIE_SESSION] },
};

/** `parameters` of the route. */
export function sessionParameters({ http }: RpcContract): Json[] {
  return http!.session ? [{ $ref: '#/components/parameters/Session' }] : [];
}

/** `headers` of the answer of the route. */
export function sessionHeaders({ http }: RpcContract): Json {
  const { session } = http!;
  if (!session) return {};
  const what =
    session.does === 'end'
      ? 'Clears the cookies of a browser’s session.'
      : session.does === 'prove'
        ? 'Of a browser’s session: `__Host-access` anew, as it was set by the sign-in.'
        : 'With `X-Session: cookie`: `__Host-access`, `__Secure-refresh` (below `/api/v1/auth` only), both `HttpOnly; Secure; SameSite=Lax`, and `signed_in`, which scripts may read, which is another text each time and which proves nothing; at a sign-in also `__Host-device`, by which the next one recognises the device. Without TLS the names have no prefix.';
  return { headers: { 'Set-Cookie': { description: what, schema: { type: 'string' } } } };
}

/** What a route refuses that a browser makes cross sites. */
export function sessionProblems(rpc: RpcContract): readonly ProblemType[] {
  return rpc.http!.method === 'GET' ? [] : [platformErrors.crossSiteRequest];
}
