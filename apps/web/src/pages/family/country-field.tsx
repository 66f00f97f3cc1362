import type { FieldRules } from '@edu/client';
import { countryName, SelectField, useReader } from '@edu/ui';
import { PHONE_COUNTRIES } from '../account/phone-number.ts';

interface CountryFieldProps {
  readonly field: FieldRules;
  readonly initial: string;
}

/** Where a child lives. */
export function CountryField({ field, initial }: CountryFieldProps) {
  const { locale, t } = useReader();
  const named = PHONE_COUNTRIES.map((country) => ({ country, name: countryName(country, locale) }));
  return (
    <SelectField field={field} label={t('family.country')} defaultValue={initial}>
      {named
        .sort((a, b) => a.name.localeCompare(b.name, locale))
        .map(({ country, name }) => (
          <option key={country} value={country}>
            {name}
          </option>
        ))}
    </SelectField>
  );
}
