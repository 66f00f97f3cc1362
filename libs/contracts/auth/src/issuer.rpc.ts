import { defineRpc, Empty } from '@edu/contract-kit';
import { authErrors } from './auth.errors.ts';
import { Tokens } from './auth.schemas.ts';
import {
  BeginWithIssuer,
  IssuerAnswer,
  IssuerBegun,
  IssuerLink,
  IssuerLinkById,
  IssuerLinks,
  Issuers,
  IssuerUnlinked,
} from './issuer.schemas.ts';
import { LOGIN_LIMIT, OWN_CODE_LIMIT, OWN_WAY, SIGNS_IN } from './sign-in-route.ts';

const beginErrors = [authErrors.unknownIssuer, authErrors.issuerUnavailable];
/** What may be wrong with an answer, whatever it is for. */
const answerErrors = [
  authErrors.badChallenge,
  authErrors.issuerDeclined,
  authErrors.issuerFailed,
  authErrors.issuerUnavailable,
  authErrors.issuerUnverified,
  authErrors.issuerTaken,
];

/** Accounts of other companies (OpenID Connect): Google, or any issuer that is configured. */
export const issuerRpc = {
  issuers: defineRpc('rpc.auth.issuers.v1', {
    summary: 'Whose accounts sign in here',
    access: 'public',
    resource: 'none',
    input: Empty,
    output: Issuers,
    http: { method: 'GET', path: '/auth/issuers', cache: { maxAgeS: 300 } },
  }),
  beginIssuerSignIn: defineRpc('rpc.auth.begin_issuer_sign_in.v1', {
    summary: 'Begin to sign in with an account of another company',
    access: 'public',
    resource: 'none',
    input: BeginWithIssuer,
    output: IssuerBegun,
    errors: beginErrors,
    http: { method: 'POST', path: '/auth/issuers/{issuer}', limit: { max: 600, windowS: 600 } },
  }),
  issuerSignIn: defineRpc('rpc.auth.issuer_sign_in.v1', {
    summary: 'Sign in with the answer of that company',
    description:
      'An account that is not linked yet is linked now where both sides have verified the same e-mail address. Nothing else of what the issuer says is taken over.',
    access: 'public',
    resource: 'none',
    origin: true,
    input: IssuerAnswer,
    output: Tokens,
    errors: [
      ...answerErrors,
      authErrors.issuerUnknownAddress,
      authErrors.suspended,
      authErrors.closing,
      authErrors.mfaRequired,
    ],
    http: { method: 'POST', path: '/auth/issuer-answer', limit: LOGIN_LIMIT, session: SIGNS_IN },
  }),
  issuerLinks: defineRpc('rpc.auth.issuer_links.v1', {
    summary: 'Accounts of other companies that sign in to mine',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: IssuerLinks,
    http: { method: 'GET', path: '/me/issuer-links' },
  }),
  beginIssuerLink: defineRpc('rpc.auth.begin_issuer_link.v1', {
    summary: 'Begin to link an account of another company',
    ...OWN_WAY,
    input: BeginWithIssuer,
    output: IssuerBegun,
    errors: beginErrors,
    http: { method: 'POST', path: '/me/issuer-links/begin', limit: OWN_CODE_LIMIT },
  }),
  linkIssuer: defineRpc('rpc.auth.link_issuer.v1', {
    summary: 'Link that account with the answer of its company',
    description:
      'Good in the session that began it. Both sides must have verified the same e-mail address; every address of the account gets a message.',
    access: 'user',
    resource: 'self',
    input: IssuerAnswer,
    output: IssuerLink,
    errors: [...answerErrors, authErrors.issuerOtherAddress],
    http: { method: 'POST', path: '/me/issuer-links', status: 201 },
  }),
  unlinkIssuer: defineRpc('rpc.auth.unlink_issuer.v1', {
    summary: 'Unlink an account of another company',
    description: 'Every address of the account gets a message.',
    ...OWN_WAY,
    resource: {
      of: 'issuer link',
      id: 'id',
      whose: 'own',
      otherwise: authErrors.unknownIssuerLink,
    },
    input: IssuerLinkById,
    output: IssuerUnlinked,
    errors: [authErrors.unknownIssuerLink],
    http: { method: 'DELETE', path: '/me/issuer-links/{id}' },
  }),
};
