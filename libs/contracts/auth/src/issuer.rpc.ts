import { defineRpc, Empty, errorsOf, platformErrors } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
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
  IssuerSignUp,
  IssuerTicket,
  IssuerUnlinked,
} from './issuer.schemas.ts';
import { CODE_LIMIT, LOGIN_LIMIT, OWN_CODE_LIMIT, OWN_WAY, SIGNS_IN } from './sign-in-route.ts';

const beginErrors = [authErrors.unknownIssuer, authErrors.issuerUnavailable];
/** What may be wrong with an answer, whatever it is for. */
const answerErrors = [
  authErrors.badChallenge,
  authErrors.issuerDeclined,
  authErrors.issuerFailed,
  authErrors.issuerUnavailable,
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
      'Who is not linked yet is answered with a ticket: `auth.issuer_known_address` where an account here has the e-mail address that the issuer has verified, `auth.issuer_newcomer` otherwise. Nothing else of what the issuer says is taken over.',
    access: 'public',
    resource: 'none',
    origin: true,
    input: IssuerAnswer,
    output: Tokens,
    errors: [
      ...answerErrors,
      authErrors.issuerNewcomer,
      authErrors.issuerKnownAddress,
      authErrors.suspended,
      authErrors.closing,
      authErrors.mfaRequired,
    ],
    http: { method: 'POST', path: '/auth/issuer-answer', limit: LOGIN_LIMIT, session: SIGNS_IN },
  }),
  issuerSignUp: defineRpc('rpc.auth.issuer_sign_up.v1', {
    summary: 'Sign up with the ticket of an account of another company',
    description:
      'An address that the issuer has verified needs no code of ours. Any other is answered with `auth.code_required`: a code is on its way, and `/auth/verify` takes it; a known address gets a message instead of it.',
    access: 'public',
    resource: 'none',
    origin: true,
    input: IssuerSignUp,
    output: Tokens,
    errors: [
      authErrors.badChallenge,
      authErrors.issuerUnverified,
      authErrors.issuerKnownAddress,
      authErrors.issuerTaken,
      authErrors.codeRequired,
      authErrors.tooManyCodes,
      ...errorsOf(notificationRpc.sendCode),
    ],
    http: {
      method: 'POST',
      path: '/auth/issuer-sign-up',
      status: 201,
      limit: CODE_LIMIT,
      session: SIGNS_IN,
    },
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
      'Good in the session that began it. Both sides must have verified the same e-mail address; every address of the account gets a message. Safe to repeat.',
    access: 'user',
    resource: 'self',
    input: IssuerAnswer,
    output: IssuerLink,
    errors: [...answerErrors, authErrors.issuerUnverified, authErrors.issuerOtherAddress],
    http: { method: 'POST', path: '/me/issuer-links', status: 201 },
  }),
  linkIssuerTicket: defineRpc('rpc.auth.link_issuer_ticket.v1', {
    summary: 'Link the account of another company that somebody came with before they signed in',
    description:
      'Good in a session that was opened after the ticket was made. Both sides must have verified the same e-mail address; every address of the account gets a message. Safe to repeat.',
    access: 'user',
    resource: 'self',
    input: IssuerTicket,
    output: IssuerLink,
    errors: [
      platformErrors.stepUpRequired,
      authErrors.badChallenge,
      authErrors.issuerUnverified,
      authErrors.issuerOtherAddress,
      authErrors.issuerTaken,
    ],
    http: { method: 'POST', path: '/me/issuer-links/ticket', status: 201 },
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
