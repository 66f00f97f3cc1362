import { profileSaveMine as fields } from '@edu/client/fields';
import { countryName, SelectField, TextField, useReader } from '@edu/ui';
import { PointFields } from '../place/point-fields.tsx';
import type { ProfileDraft } from './profile-draft.ts';

/** West and Central Africa, then where its diaspora lives. */
const COUNTRIES = [
  ...['BJ', 'BF', 'CM', 'CF', 'TD', 'CG', 'CD', 'CI', 'GA', 'GM', 'GH', 'GN', 'GW', 'GQ'],
  ...['LR', 'ML', 'MR', 'NE', 'NG', 'SN', 'SL', 'TG'],
  ...['BE', 'CA', 'CH', 'DE', 'ES', 'FR', 'GB', 'IT', 'MA', 'PT', 'TN', 'US'],
];

/** About a kilometre, as the public sees it: the device’s own position is not sent. */
const DECIMALS = 2;

interface PlaceFieldsProps {
  readonly draft: ProfileDraft;
  readonly onChange: (part: Partial<ProfileDraft>) => void;
}

/** Where somebody gives lessons: the town, and for lessons at home where the way begins. */
export function PlaceFields({ draft, onChange }: PlaceFieldsProps) {
  const { locale, t } = useReader();
  return (
    <section id="field-location" className="form">
      <div className="pair" id="field-city">
        <TextField
          field={fields['/city']}
          label={t('teaching.field.city')}
          autoComplete="address-level2"
          value={draft.city}
          onChange={({ target }) => onChange({ city: target.value })}
        />
        <SelectField
          field={fields['/country']}
          label={t('teaching.field.country')}
          autoComplete="country"
          value={draft.country}
          onChange={({ target }) => onChange({ country: target.value })}
        >
          <option value="">–</option>
          {COUNTRIES.map((country) => (
            <option key={country} value={country}>
              {countryName(country, locale)}
            </option>
          ))}
        </SelectField>
      </div>
      {draft.modes.includes('in_person') && (
        <>
          <TextField
            field={fields['/radiusKm']}
            label={t('teaching.field.radiusKm')}
            inputMode="numeric"
            value={draft.radiusKm}
            onChange={({ target }) => onChange({ radiusKm: target.value })}
          />
          <div className="field">
            <span>{t('teaching.field.location')}</span>
            <p className="field-hint">{t('teaching.hint.location')}</p>
            <PointFields
              lat={fields['/location/lat']}
              lng={fields['/location/lng']}
              point={draft.location}
              decimals={DECIMALS}
              onChange={(location) => onChange({ location })}
            />
          </div>
        </>
      )}
    </section>
  );
}
