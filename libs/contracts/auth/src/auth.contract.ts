import {
  defineContract,
  defineErrors,
  defineEvent,
  defineRpc,
  Email,
  Empty,
  Id,
  identityRpc,
  Instant,
  line,
  LocaleCode,
  Phone,
  ROLES,
} from '@edu/contract-kit';
import { z } from 'zod';

export const authErrors = defineErrors('auth', {
  badCredentials: {
    status: 401,
    title: {
      en: 'The address or the password is wrong',
      fr: 'L’adresse ou le mot de passe est incorrect',
    },
  },
  badCode: {
    status: 422,
    title: { en: 'This code is not valid', fr: 'Ce code n’est pas valable' },
    detail: {
      en: 'Check the digits, or ask for a new code.',
      fr: 'Vérifiez les chiffres, ou demandez un nouveau code.',
    },
  },
  badRefreshToken: {
    status: 401,
    title: { en: 'Sign in again', fr: 'Reconnectez-vous' },
    detail: { en: 'This session has ended.', fr: 'Cette session est terminée.' },
  },
  tooManyCodes: {
    status: 429,
    title: {
      en: 'Too many codes were asked for',
      fr: 'Trop de codes ont été demandés',
    },
    detail: { en: 'Wait, then ask for a new one.', fr: 'Patientez, puis redemandez-en un.' },
    retryAfter: 600,
  },
  tooManyTries: {
    status: 429,
    title: { en: 'Too many failed tries', fr: 'Trop d’essais manqués' },
    detail: { en: 'Wait before you try again.', fr: 'Patientez avant de réessayer.' },
    retryAfter: 3_600,
  },
  busy: {
    status: 503,
    title: { en: 'Too many people sign in right now', fr: 'Trop de connexions en ce moment' },
    retryAfter: 2,
  },
  suspended: {
    status: 403,
    title: { en: 'This account is suspended', fr: 'Ce compte est suspendu' },
    detail: { en: 'Contact the support.', fr: 'Contactez le support.' },
  },
  addressTaken: {
    status: 409,
    title: {
      en: 'This address belongs to another account',
      fr: 'Cette adresse appartient à un autre compte',
    },
  },
  unknownUser: { status: 404, title: { en: 'No such account', fr: 'Compte introuvable' } },
});

const OWN_ROLES = ['student', 'parent', 'tutor', 'coach', 'mentor'] as const;
/** NIST SP 800-63B: length counts, composition rules do not help. */
const Password = z.string().min(10).max(128);
/** Exactly one way to reach a person. */
const Address = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('email'), email: Email }),
  z.strictObject({ channel: z.literal('sms'), phone: Phone }),
]);

/** What is answered whenever a code was sent, whether or not the address is known. */
export const CodeSent = z.object({
  verificationId: Id,
  channel: z.enum(['email', 'sms']),
  expiresAt: Instant,
});

export const User = z.object({
  id: Id,
  roles: z.array(z.enum(ROLES)),
  displayName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  locale: LocaleCode,
  createdAt: Instant,
});

export const Tokens = z.object({
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  /** Seconds that the access token lives. */
  expiresIn: z.int(),
  refreshToken: z.string(),
  user: User,
});

/** Of one network, which may be a whole school: accounts and addresses are counted by the service. */
const CODE_LIMIT = { max: 120, windowS: 600 };
const LOGIN_LIMIT = { max: 100, windowS: 300, counts: 'failures' } as const;

export const authRpc = {
  jwks: identityRpc.jwks,
  register: defineRpc('rpc.auth.register.v1', {
    summary: 'Sign up by e-mail or by phone',
    description:
      'Sends a six-digit code. A known address gets the same answer, and a message instead of a code.',
    access: 'public',
    input: z.strictObject({
      role: z.enum(OWN_ROLES),
      displayName: line(80),
      address: Address,
      /** Needed to sign in by password later; by phone a code is enough. */
      password: Password.optional(),
      locale: LocaleCode.default('fr'),
    }),
    output: CodeSent,
    errors: [authErrors.tooManyCodes, authErrors.busy],
    http: { method: 'POST', path: '/auth/register', status: 202, limit: CODE_LIMIT },
  }),
  verify: defineRpc('rpc.auth.verify.v1', {
    summary: 'Prove an address with the code; signs in',
    description:
      'Completes a registration, a sign-in by code or a new address. Five tries for each code, ten failed ones in an hour for each address.',
    access: 'public',
    input: z.strictObject({ verificationId: Id, code: z.string().regex(/^\d{6}$/) }),
    output: Tokens,
    errors: [
      authErrors.badCode,
      authErrors.tooManyTries,
      authErrors.addressTaken,
      authErrors.suspended,
    ],
    http: { method: 'POST', path: '/auth/verify', limit: LOGIN_LIMIT },
  }),
  login: defineRpc('rpc.auth.login.v1', {
    summary: 'Sign in by password',
    access: 'public',
    input: z.strictObject({ address: Address, password: z.string().min(1).max(128) }),
    output: Tokens,
    errors: [
      authErrors.badCredentials,
      authErrors.tooManyTries,
      authErrors.suspended,
      authErrors.busy,
    ],
    http: { method: 'POST', path: '/auth/login', limit: LOGIN_LIMIT },
  }),
  loginCode: defineRpc('rpc.auth.login_code.v1', {
    summary: 'Ask for a code to sign in with',
    access: 'public',
    input: z.strictObject({ address: Address }),
    output: CodeSent,
    errors: [authErrors.tooManyCodes],
    http: { method: 'POST', path: '/auth/login/otp', status: 202, limit: CODE_LIMIT },
  }),
  refresh: defineRpc('rpc.auth.refresh.v1', {
    summary: 'Trade a refresh token for new tokens',
    description:
      'Each refresh token works once. Using one again ends the whole session, except within ten seconds.',
    access: 'public',
    input: z.strictObject({ refreshToken: z.string().min(20).max(200) }),
    output: Tokens,
    errors: [authErrors.badRefreshToken, authErrors.suspended],
    http: { method: 'POST', path: '/auth/refresh', limit: LOGIN_LIMIT },
  }),
  logout: defineRpc('rpc.auth.logout.v1', {
    summary: 'End this session',
    access: 'user',
    input: Empty,
    output: z.object({ endedAt: Instant }),
    http: { method: 'POST', path: '/auth/logout' },
  }),
  me: defineRpc('rpc.auth.me.v1', {
    summary: 'My account',
    access: 'user',
    input: Empty,
    output: User,
    http: { method: 'GET', path: '/me' },
  }),
  updateMe: defineRpc('rpc.auth.update_me.v1', {
    summary: 'Change my name or language',
    access: 'user',
    input: z.strictObject({
      displayName: line(80).optional(),
      locale: LocaleCode.optional(),
    }),
    output: User,
    http: { method: 'PATCH', path: '/me' },
  }),
  addAddress: defineRpc('rpc.auth.add_address.v1', {
    summary: 'Add or replace my e-mail address or phone number',
    description:
      'Sends a code to it; `/auth/verify` takes the code and completes the change. An address of somebody else gets the same answer, and a message instead of a code.',
    access: 'user',
    input: z.strictObject({ address: Address }),
    output: CodeSent,
    errors: [authErrors.tooManyCodes],
    http: { method: 'POST', path: '/me/addresses', status: 202, limit: CODE_LIMIT },
  }),
  getContact: defineRpc('rpc.auth.get_contact.v1', {
    summary: 'How to reach a user: for messages only',
    input: z.strictObject({ userId: Id }),
    output: z.object({
      userId: Id,
      displayName: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      locale: LocaleCode,
    }),
    errors: [authErrors.unknownUser],
  }),
  suspend: defineRpc('rpc.auth.suspend.v1', {
    summary: 'Close an account to its owner: ends its sessions, refuses new ones',
    input: z.strictObject({ userId: Id }),
    output: z.object({ suspendedAt: Instant }),
    errors: [authErrors.unknownUser],
  }),
  seedAccount: defineRpc('rpc.auth.seed_account.v1', {
    summary: 'Create a proven account of any role, or set the one that has this e-mail address',
    description: 'For demo data and tests: refused in production.',
    input: z.strictObject({
      id: Id.optional(),
      role: z.enum(ROLES),
      email: Email,
      password: Password,
      displayName: line(80),
      locale: LocaleCode.default('fr'),
    }),
    output: User,
    errors: [authErrors.addressTaken, authErrors.busy],
  }),
};

const aboutUser = { userId: Id };

export const authEvents = {
  userRegistered: defineEvent('evt.auth.user_registered.v1', {
    summary: 'Somebody signed up; the address is not proven yet',
    aggregate: 'userId',
    data: z.object({ ...aboutUser, roles: z.array(z.enum(ROLES)), locale: LocaleCode }),
  }),
  userVerified: defineEvent('evt.auth.user_verified.v1', {
    summary: 'A user proved an address',
    aggregate: 'userId',
    data: z.object({ ...aboutUser, channel: z.enum(['email', 'sms']) }),
  }),
  userSuspended: defineEvent('evt.auth.user_suspended.v1', {
    summary: 'An account may no longer be used',
    aggregate: 'userId',
    data: z.object(aboutUser),
  }),
  sessionRevoked: defineEvent('evt.auth.session_revoked.v1', {
    summary: 'A session ended: signed out, or its refresh token was stolen',
    aggregate: 'userId',
    data: z.object({ ...aboutUser, sessionId: Id, reason: z.enum(['logout', 'reuse']) }),
  }),
};

export const authContract = defineContract({
  service: 'auth',
  summary: 'Accounts, sign-in, sessions and signing keys',
  rpc: authRpc,
  events: authEvents,
  errors: authErrors,
});
