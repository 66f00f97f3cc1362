import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import type { FieldRules, FoundPlaces, PlaceAround } from '@edu/client';
import { countryName, ErrorNotice, TextField, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

/** A town, or a part of one, with where it is. */
export type KnownPlace = FoundPlaces['items'][number];
type Attribution = PlaceAround['attribution'];

interface CityFieldProps {
  readonly field: FieldRules;
  readonly city: string;
  readonly onType: (city: string) => void;
  readonly onChoose: (place: KnownPlace) => void;
}

/**
 * The town, with suggestions while somebody types; whoever does not find theirs asks for it. What is
 * typed is taken as it is where nothing is chosen.
 */
export function CityField({ field, city, onType, onChoose }: CityFieldProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const id = useId();
  const q = useDeferredValue(city.trim());
  const [lookedFor, setLookedFor] = useState('');
  const suggestions = useQuery({
    queryKey: ['places', q],
    enabled: q.length >= 2,
    queryFn: ({ signal }) =>
      api.get('/api/v1/search/places', { params: { query: { q: q.slice(0, 60) } }, signal }),
  });
  const found = useQuery({
    queryKey: ['places', 'look-up', lookedFor],
    enabled: lookedFor !== '',
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      api.get('/api/v1/search/places/look-up', {
        params: { query: { q: lookedFor, limit: 5 } },
        signal,
      }),
  });
  const known = suggestions.data?.items ?? [];
  const type = (text: string) => {
    const chosen = known.find((place) => nameOf(place) === text);
    if (chosen) onChoose(chosen);
    else onType(text);
  };
  return (
    <>
      <TextField
        field={field}
        label={t('teaching.field.city')}
        hint={t('teaching.place.cityHint')}
        autoComplete="address-level2"
        dir="auto"
        list={`${id}-list`}
        value={city}
        onChange={({ target }) => type(target.value)}
      />
      <datalist id={`${id}-list`}>
        {known.map((place) => (
          <option key={keyOf(place)} value={nameOf(place)}>
            {countryName(place.country, locale)}
          </option>
        ))}
      </datalist>
      <p className="actions">
        <button
          type="button"
          className="quiet"
          aria-busy={found.isFetching}
          onClick={() => setLookedFor(city.trim())}
        >
          {t('teaching.place.lookUp')}
        </button>
      </p>
      <div role="status">
        {found.data?.items.length === 0 && <p>{t('teaching.place.nothing')}</p>}
        {found.data && found.data.items.length > 0 && (
          <>
            <p>{t('teaching.place.which')}</p>
            <ul className="chips">
              {found.data.items.map((place) => (
                <li key={keyOf(place)}>
                  <button
                    type="button"
                    className="quiet"
                    onClick={() => {
                      setLookedFor('');
                      onChoose(place);
                    }}
                  >
                    {`${nameOf(place)} (${countryName(place.country, locale)})`}
                  </button>
                </li>
              ))}
            </ul>
            <PlaceAttribution to={found.data.attribution} />
          </>
        )}
      </div>
      {found.error && <ErrorNotice error={found.error} />}
    </>
  );
}

/** Whom an answer about places is owed to, where it is to somebody. */
export function PlaceAttribution({ to }: { readonly to: Attribution }) {
  if (!to) return null;
  return (
    <p className="field-hint">
      <a href={to.url} rel="noreferrer">
        {to.text}
      </a>
    </p>
  );
}

/** `Cocody, Abidjan` */
export const nameOf = ({ name, within }: KnownPlace): string =>
  within ? `${name}, ${within}` : name;

const keyOf = (place: KnownPlace) =>
  `${nameOf(place)} ${place.country} ${place.location.lat} ${place.location.lng}`;
