import { searchPlaces, searchSuggest } from '@edu/client/fields';
import { PROVIDER_ROLES } from '@edu/contract-kit';
import { Icon, useReader } from '@edu/ui';
import type { SearchQuery } from './search-query.ts';

/** The search form's id, for fields that belong to it and stand elsewhere. */
export const SEARCH_FORM = 'search';

interface Props {
  readonly query?: Partial<SearchQuery>;
}

/**
 * A form that goes to the search page by itself; its browser entry adds suggestions while typing and
 * the reader's own place.
 */
export function SearchForm({ query = {} }: Props) {
  const { kind = 'tutor', what = '', place = '', at } = query;
  const { locale, t } = useReader();
  return (
    <form
      id={SEARCH_FORM}
      className="search-form"
      action={`/${locale}/search`}
      method="get"
      role="search"
    >
      <fieldset className="choice">
        <legend>{t('home.who')}</legend>
        {PROVIDER_ROLES.map((role) => (
          <label key={role}>
            <input type="radio" name="kind" value={role} defaultChecked={role === kind} />
            <span>{t(`home.${role}`)}</span>
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span>{t('home.what')}</span>
        <input
          name="what"
          type="search"
          defaultValue={what}
          placeholder={t('home.whatHint')}
          maxLength={searchSuggest['/q'].maxLength}
          autoComplete="off"
          dir="auto"
          enterKeyHint="search"
          list="subjects"
        />
        <datalist id="subjects" />
      </label>
      <div className="field where">
        <label htmlFor="place">{t('home.where')}</label>
        <input
          id="place"
          name="place"
          type="search"
          defaultValue={place}
          placeholder={at ? t('search.nearMe') : t('home.whereHint')}
          maxLength={searchPlaces['/q'].maxLength}
          autoComplete="address-level2"
          dir="auto"
          enterKeyHint="search"
          list="places"
        />
        <datalist id="places" />
        <button type="button" className="near-me" hidden>
          <Icon name="pin" />
          <span>{t('search.nearMe')}</span>
        </button>
        <p
          className="field-hint"
          role="status"
          data-busy={t('search.locating')}
          data-failed={t('search.notLocated')}
        />
      </div>
      {/* Where the reader is, until they write another place. */}
      {!place && at && <input type="hidden" name="lat" value={at.lat} />}
      {!place && at && <input type="hidden" name="lng" value={at.lng} />}
      <button type="submit">
        <Icon name="search" />
        {t('home.submit')}
      </button>
    </form>
  );
}
