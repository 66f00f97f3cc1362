import { useMemo, useState } from 'react';
import type { AddressChannel } from '@edu/client';
import { authLoginCode as fields } from '@edu/client/fields';
import { Choice, countryName, SelectField, TextField, useReader, useTexts } from '@edu/ui';
import { COUNTRY, type TypedAddress } from './address.ts';
import { dialCode, PHONE_COUNTRIES } from './phone-number.ts';

/** Password managers keep the address of a sign-in as a name; browsers offer passkeys beside it. */
const SIGN_IN = 'username webauthn';

interface AddressFieldsProps {
  readonly initial: TypedAddress;
  readonly signIn?: boolean;
}

/** A phone number or an e-mail address. What was typed for the one stays when the other is chosen. */
export function AddressFields({ initial, signIn = false }: AddressFieldsProps) {
  const t = useTexts();
  const [channel, setChannel] = useState<AddressChannel>(initial.channel);
  const byPhone = channel === 'sms';
  return (
    <>
      <Choice
        field={fields['/address/channel']}
        legend={t(signIn ? 'account.signIn.channel' : 'account.channel')}
        defaultValue={initial.channel}
        options={[
          { value: 'sms', label: t('account.byPhone') },
          { value: 'email', label: t('account.byEmail') },
        ]}
        onChange={(value) => setChannel(value === 'email' ? 'email' : 'sms')}
      />
      <fieldset hidden={!byPhone} disabled={!byPhone}>
        <PhoneFields initial={initial} signIn={signIn} />
      </fieldset>
      <fieldset hidden={byPhone} disabled={byPhone}>
        <EmailField initial={initial} signIn={signIn} />
      </fieldset>
    </>
  );
}

/** A number of a mobile phone, written as people write it in the country chosen. */
export function PhoneFields({ initial, signIn = false }: AddressFieldsProps) {
  const { locale, t } = useReader();
  const countries = useMemo(
    () =>
      PHONE_COUNTRIES.map((country) => ({ country, name: countryName(country, locale) })).sort(
        (a, b) => a.name.localeCompare(b.name, locale),
      ),
    [locale],
  );
  return (
    <div className="phone-fields">
      <SelectField
        field={COUNTRY}
        label={t('account.country')}
        defaultValue={initial.country}
        autoComplete="country"
      >
        {countries.map(({ country, name }) => (
          <option key={country} value={country}>
            {name} {dialCode(country)}
          </option>
        ))}
      </SelectField>
      <TextField
        field={fields['/address/phone']}
        rewritten
        label={t('account.phone')}
        type="tel"
        inputMode="tel"
        autoComplete={signIn ? SIGN_IN : 'tel-national'}
        defaultValue={initial.phone}
      />
    </div>
  );
}

export function EmailField({ initial, signIn = false }: AddressFieldsProps) {
  const t = useTexts();
  return (
    <TextField
      field={fields['/address/email']}
      label={t('account.email')}
      inputMode="email"
      autoComplete={signIn ? SIGN_IN : 'email'}
      autoCapitalize="none"
      spellCheck={false}
      defaultValue={initial.email}
    />
  );
}
