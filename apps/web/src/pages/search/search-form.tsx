import { PROVIDER_ROLES, type ProviderRole } from '@edu/contract-kit';
import { useReader } from '@edu/ui';

export interface SearchFormValues {
  readonly kind?: ProviderRole;
  readonly what?: string;
  readonly place?: string;
}

/** A form that goes to the search page by itself; its browser entry adds suggestions while typing. */
export function SearchForm({ kind = 'tutor', what = '', place = '' }: SearchFormValues) {
  const { locale, t } = useReader();
  return (
    <form className="search-form" action={`/${locale}/search`} method="get" role="search">
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
          maxLength={60}
          autoComplete="off"
          list="subjects"
        />
        <datalist id="subjects" />
      </label>
      <label className="field">
        <span>{t('home.where')}</span>
        <input
          name="place"
          type="search"
          defaultValue={place}
          placeholder={t('home.whereHint')}
          maxLength={80}
          autoComplete="address-level2"
          list="places"
        />
        <datalist id="places" />
      </label>
      <button type="submit">{t('home.submit')}</button>
    </form>
  );
}
