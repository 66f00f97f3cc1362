import { useState } from 'react';
import type { GeoPoint, PlaceAround } from '@edu/client';
import { profileSaveMine as fields } from '@edu/client/fields';
import { countryName, SelectField, TextField, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { CityField, nameOf, PlaceAttribution, type KnownPlace } from '../place/city-field.tsx';
import { PointFields } from '../place/point-fields.tsx';
import type { DraftChange, ProfileDraft } from './profile-draft.ts';

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
  readonly onChange: (part: DraftChange) => void;
}

/** Where somebody gives lessons: the town, and for lessons at home where the way begins. */
export function PlaceFields({ draft, onChange }: PlaceFieldsProps) {
  const { locale, t } = useReader();
  const api = useApi();
  /** Of the town that the device’s position has named. */
  const [owed, setOwed] = useState<PlaceAround['attribution']>(null);
  const choose = (place: KnownPlace) =>
    onChange({ city: nameOf(place), country: place.country, location: place.location });
  /** Names the town for whoever has not; without an answer they write it. */
  const nameTown = async (query: GeoPoint) => {
    if (draft.city) return;
    const params = { query };
    const around = await api.get('/api/v1/search/places/nearest', { params }).catch(() => null);
    if (!around?.place) return;
    const { country } = around.place;
    const city = nameOf(around.place);
    onChange((now) => (now.city ? {} : { city, country }));
    setOwed(around.attribution);
  };
  return (
    <section id="field-location" className="form">
      <div className="pair" id="field-city">
        <div>
          <CityField
            field={fields['/city']}
            city={draft.city}
            onType={(city) => onChange({ city })}
            onChoose={choose}
          />
        </div>
        <SelectField
          field={fields['/country']}
          label={t('teaching.field.country')}
          autoComplete="country"
          value={draft.country}
          onChange={({ target }) => onChange({ country: target.value })}
        >
          <option value="">–</option>
          {[...new Set([...COUNTRIES, draft.country])].filter(Boolean).map((country) => (
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
              onLocated={(location) => void nameTown(location)}
            />
            <PlaceAttribution to={owed} />
          </div>
        </>
      )}
    </section>
  );
}
