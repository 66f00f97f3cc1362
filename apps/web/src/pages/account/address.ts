import type { AddressChannel, EmailAddress, FieldRules, PhoneAddress } from '@edu/client';
import { authLoginCode as fields } from '@edu/client/fields';
import { fieldText } from '@edu/ui';
import { numbersOfZone, internationalNumber, readableNumber } from './phone-number.ts';

export type Address = EmailAddress | PhoneAddress;

/** An address as it was typed. */
export interface TypedAddress {
  readonly channel: AddressChannel;
  readonly country: string;
  readonly phone: string;
  readonly email: string;
}

/** @param zone of the device: most people have a number of the country that they are in */
export const noAddress = (channel: AddressChannel, zone: string): TypedAddress => ({
  channel,
  country: numbersOfZone(zone),
  phone: '',
  email: '',
});

/** Whose numbers are written so; what is sent is international. */
export const COUNTRY = { name: 'country' } as const;

/** What stands in the fields of a form. */
export function typedAddress(values: FormData): TypedAddress {
  const text = (field: FieldRules) => fieldText(values, field).trim();
  return {
    channel: text(fields['/address/channel']) === 'email' ? 'email' : 'sms',
    country: text(COUNTRY),
    phone: text(fields['/address/phone']),
    email: text(fields['/address/email']),
  };
}

export const addressOf = ({ channel, country, phone, email }: TypedAddress): Address =>
  channel === 'email'
    ? { channel, email }
    : { channel, phone: internationalNumber(phone, country) };

export const addressText = (address: Address): string =>
  address.channel === 'email' ? address.email : address.phone;

/** For people: `+225 07 01 02 03 04`. */
export const readableAddress = (address: Address): string =>
  address.channel === 'email' ? address.email : readableNumber(address.phone);

/** The fields that problems of an address are about. */
export const ADDRESS_PROBLEMS = {
  'auth.bad_phone': fields['/address/phone'],
  'auth.old_phone': fields['/address/phone'],
  'auth.sms_not_offered': fields['/address/phone'],
} as const;
