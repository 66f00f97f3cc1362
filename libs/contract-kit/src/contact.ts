import { z } from 'zod';
import { formatRule } from './field-error.ts';

/** E.164, as in `+2250701020304`. */
export const Phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, formatRule('bad_phone'))
  .meta({
    description: 'Phone number in international form (E.164).',
    examples: ['+2250701020304'],
  });

/** Letters of the part before the @ (RFC 5321), and a domain of two parts at least. */
const MAILBOX =
  /^(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** One spelling of an address: in lower case, its domain as the name service has it. */
function oneSpelling(address: string): string {
  const lower = address.trim().toLowerCase();
  const at = lower.lastIndexOf('@');
  const domain = lower.slice(at + 1);
  // The parser of addresses takes more for a domain than mail does, a port or a path for instance.
  if (at < 1 || /[\s/?#:@[\]\\%]/.test(domain)) return lower;
  try {
    return `${lower.slice(0, at)}@${new URL(`http://${domain}`).hostname}`;
  } catch {
    return lower;
  }
}

/**
 * An e-mail address, in one spelling: ` Awa@Field.test` and `awa@field.test` are one, and
 * `awa@école.test` is the address with the domain in its ASCII form.
 */
export const Email = z
  .string()
  .overwrite(oneSpelling)
  .max(254)
  .regex(MAILBOX, formatRule('bad_email'))
  .meta({
    description: 'E-mail address; capitals and spaces around it make no difference.',
    format: 'email',
    examples: ['awa@example.com'],
  });

/** Exactly one way to reach a person. */
export const Address = z
  .discriminatedUnion('channel', [
    z
      .strictObject({
        channel: z.literal('email').describe('Reach the person by e-mail.'),
        email: Email,
      })
      .meta({ id: 'EmailAddress', description: 'An e-mail address.' }),
    z
      .strictObject({
        channel: z.literal('sms').describe('Reach the person by text message.'),
        phone: Phone,
      })
      .meta({ id: 'PhoneAddress', description: 'A phone number.' }),
  ])
  .meta({ id: 'Address', description: 'Exactly one way to reach a person.' });
export type Address = z.infer<typeof Address>;

export const AddressChannel = z
  .enum(['email', 'sms'])
  .meta({ id: 'AddressChannel', description: 'How a person is reached outside the app.' });
