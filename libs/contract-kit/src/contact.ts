import { z } from 'zod';

/** E.164, as in `+2250701020304`. */
export const Phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/)
  .meta({
    description: 'Phone number in international form (E.164).',
    examples: ['+2250701020304'],
  });

/** Lower-case e-mail address. */
export const Email = z
  .email()
  .max(254)
  .lowercase()
  .meta({ description: 'E-mail address.', examples: ['awa@example.com'] });

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
