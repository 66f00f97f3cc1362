import { Email, Id, Instant, Locale, TimeZone } from '@edu/contract-kit';
import { z } from 'zod';
import { DisplayName, OwnRole } from './auth.schemas.ts';

const issuer = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/)
  .meta({ description: 'The issuer, as `/auth/issuers` names it.', examples: ['example'] });
const name = z.string().meta({ description: 'What people call it.', examples: ['Google'] });

export const Issuers = z
  .object({
    items: z
      .array(
        z
          .object({ id: issuer, name })
          .meta({ id: 'Issuer', description: 'Where people have an account of another company.' }),
      )
      .describe('In the order of the buttons; empty where none is configured.'),
  })
  .meta({ id: 'Issuers', description: 'Whose accounts sign in here (OpenID Connect).' });

export const BeginWithIssuer = z
  .strictObject({ issuer })
  .meta({ id: 'BeginWithIssuer', description: 'With which account somebody wants to get in.' });

export const IssuerBegun = z
  .object({
    url: z.string().describe('Where to send the browser; it comes back to `/sign-in/with`.'),
    attempt: z
      .string()
      .describe('Kept by the page that began, and given back with the answer, within ten minutes.'),
  })
  .meta({ id: 'IssuerBegun', description: 'A question to an issuer.' });

export const IssuerAnswer = z
  .strictObject({
    attempt: z
      .string()
      .regex(/^[\w-]{40,2000}$/)
      .meta({ description: 'From the beginning.', examples: ['x'.repeat(60)] }),
    query: z
      .string()
      .regex(/^[\x21-\x7e]{0,4000}$/)
      .meta({
        description: 'What stands behind `?` in the address that the browser came back to.',
        examples: ['code=x&state=x'],
      }),
  })
  .meta({ id: 'IssuerAnswer', description: 'The answer of an issuer.' });

const ticket = z
  .string()
  .regex(/^[\w-]{40,2000}$/)
  .meta({
    description: 'From `auth.issuer_newcomer` or `auth.issuer_known_address`.',
    examples: ['x'.repeat(60)],
  });

export const IssuerSignUp = z
  .strictObject({
    ticket,
    role: OwnRole,
    displayName: DisplayName,
    email: Email.optional().describe(
      'Another address than the one that the issuer has verified, or the one where it has verified none: a code is sent to it.',
    ),
    locale: Locale.optional().describe(
      'The language in which messages come; that of the request by default.',
    ),
    zone: TimeZone.optional().describe(
      'The time zone in which messages give times (IANA): browsers and phones know their own.',
    ),
  })
  .meta({
    id: 'IssuerSignUp',
    description: 'What a new account needs that an issuer does not say.',
  });

export const IssuerTicket = z
  .strictObject({ ticket })
  .meta({ id: 'IssuerTicket', description: 'Who somebody is at an issuer.' });

export const IssuerLink = z
  .object({
    id: Id.describe('The link.'),
    name,
    createdAt: Instant.describe('Since when it signs in here.'),
    lastUsedAt: Instant.nullable().describe('When it last signed in; null for never.'),
  })
  .meta({ id: 'IssuerLink', description: 'An account of another company that signs in to mine.' });

export const IssuerLinks = z
  .object({ items: z.array(IssuerLink).describe('The latest first.') })
  .meta({ id: 'IssuerLinks', description: 'What signs in to my account.' });

export const IssuerLinkById = z
  .strictObject({ id: Id.describe('The link.') })
  .meta({ id: 'IssuerLinkById', description: 'One of my links.' });

export const IssuerUnlinked = z
  .object({ unlinkedAt: Instant.describe('Since when it signs in no more.') })
  .meta({ id: 'IssuerUnlinked', description: 'The link is gone.' });
