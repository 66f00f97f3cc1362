import { useMemo, useState } from 'react';
import type { AddressChannel } from '@edu/client';
import { Choice, SelectField, TextField, useReader } from '@edu/ui';
import type { TypedAddress } from './address.ts';
import { dialCode, PHONE_COUNTRIES } from './phone-number.ts';

interface AddressFieldsProps {
  readonly initial: TypedAddress;
  /** Password managers keep the address of a sign-in as a name. */
  readonly signIn?: boolean;
}

/** A phone number or an e-mail address. What was typed for the one stays when the other is chosen. */
export function AddressFields({ initial, signIn = false }: AddressFieldsProps) {
  const { locale, t } = useReader();
  const [channel, setChannel] = useState<AddressChannel>(initial.channel);
  const countries = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    return PHONE_COUNTRIES.map((country) => ({ country, name: names.of(country) ?? country })).sort(
      (a, b) => a.name.localeCompare(b.name, locale),
    );
  }, [locale]);
  const byPhone = channel === 'sms';
  return (
    <>
      <Choice
        name="channel"
        legend={t('account.channel')}
        defaultValue={initial.channel}
        options={[
          { value: 'sms', label: t('account.byPhone') },
          { value: 'email', label: t('account.byEmail') },
        ]}
        onChange={(value) => setChannel(value === 'email' ? 'email' : 'sms')}
      />
      <fieldset className="phone-fields" hidden={!byPhone} disabled={!byPhone}>
        <SelectField
          name="country"
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
          name="address.phone"
          label={t('account.phone')}
          type="tel"
          inputMode="tel"
          autoComplete={signIn ? 'username' : 'tel-national'}
          defaultValue={initial.phone}
          maxLength={30}
          required
        />
      </fieldset>
      <fieldset hidden={byPhone} disabled={byPhone}>
        <TextField
          name="address.email"
          label={t('account.email')}
          type="email"
          inputMode="email"
          autoComplete={signIn ? 'username' : 'email'}
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={initial.email}
          maxLength={254}
          required
        />
      </fieldset>
    </>
  );
}
