import type { AddressChannel, EmailAddress, PhoneAddress } from '@edu/client';
import { fieldText } from '@edu/ui';
import { countryOfZone, internationalNumber, readableNumber } from './phone-number.ts';

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
  country: countryOfZone(zone),
  phone: '',
  email: '',
});

/** What stands in the fields of a form. */
export function typedAddress(values: FormData): TypedAddress {
  const text = (name: string) => fieldText(values, name).trim();
  return {
    channel: text('channel') === 'email' ? 'email' : 'sms',
    country: text('country'),
    phone: text('address.phone'),
    email: text('address.email'),
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
  'auth.bad_phone': 'address.phone',
  'auth.old_phone': 'address.phone',
  'auth.sms_not_offered': 'address.phone',
} as const;
