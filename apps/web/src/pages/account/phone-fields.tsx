import { useMemo } from 'react';
import type { FieldRules } from '@edu/client';
import { countryName, deviceZone, fieldText, SelectField, TextField, useReader } from '@edu/ui';
import { countryOfZone } from '../../island/country-of-zone.ts';
import { dialCode, internationalNumber } from './phone-number.ts';

/** Whose numbers are written so; what is sent is international. */
const COUNTRY = { name: 'country' } as const;

interface PhoneFieldsProps {
  readonly field: FieldRules;
  /** Whose numbers are taken, at least one. */
  readonly countries: readonly string[];
  readonly labels: { readonly country: string; readonly number: string; readonly hint: string };
}

/** A number as people write it, and whose it is. */
export function PhoneFields({ field, countries, labels }: PhoneFieldsProps) {
  const { locale } = useReader();
  const named = useMemo(
    () =>
      countries
        .map((country) => ({ country, name: countryName(country, locale) }))
        .sort((a, b) => a.name.localeCompare(b.name, locale)),
    [countries, locale],
  );
  const here = countryOfZone(deviceZone());
  return (
    <div className="phone-fields">
      <SelectField
        field={COUNTRY}
        label={labels.country}
        defaultValue={countries.find((country) => country === here) ?? countries[0]}
        autoComplete="country"
      >
        {named.map(({ country, name }) => (
          <option key={country} value={country}>
            {name} {dialCode(country)}
          </option>
        ))}
      </SelectField>
      <TextField
        field={field}
        rewritten
        label={labels.number}
        hint={labels.hint}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
      />
    </div>
  );
}

/** The number in the form that the API takes. */
export const typedPhone = (values: FormData, field: FieldRules): string =>
  internationalNumber(fieldText(values, field).trim(), fieldText(values, COUNTRY));
