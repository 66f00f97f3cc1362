import type { Found } from '@edu/client';
import { Currency, LESSON_MODES, LEVELS } from '@edu/contract-kit';
import { languageName, SegmentLinks, useReader } from '@edu/ui';
import { searchAddress } from './search-address.ts';
import { SEARCH_FORM } from './search-form.tsx';
import { RADII_KM, SORTS, type SearchQuery } from './search-query.ts';
import { useSubjectLabel } from './subject-names.tsx';

/** Subjects offered for narrowing: the most frequent. */
const MAX_SUBJECTS = 12;

interface Props {
  readonly query: SearchQuery;
  /** Undefined where nothing was counted: on later pages, and when nothing was found. */
  readonly facets: Found['facets'] | undefined;
}

/** What the search can be narrowed and sorted by: links where one choice is all, a form for the rest. */
export function SearchFilters({ query, facets }: Props) {
  const { locale, t } = useReader();
  const subjectLabel = useSubjectLabel();
  const located = query.at !== undefined && query.kind === 'tutor';
  const sorts = SORTS.filter((sort) => sort !== 'distance' || located);
  const to = (change: Partial<SearchQuery>) => searchAddress(locale, query, change);
  return (
    <>
      <SegmentLinks
        heading
        label={t('search.sort')}
        options={sorts.map((sort) => ({
          label: t(`search.sort.${sort}`),
          href: to({ sort }),
          chosen: sort === query.sort,
        }))}
      />
      <SegmentLinks
        heading
        label={t('search.mode')}
        options={[undefined, ...LESSON_MODES].map((mode) => ({
          label: t(`search.mode.${mode ?? 'any'}`),
          href: to({ mode }),
          chosen: mode === query.mode,
        }))}
      />
      <div className="fields">
        <Hidden name="mode" value={query.mode} />
        <Hidden name="sort" value={query.sort === 'best' ? undefined : query.sort} />
        {located && <Radius query={query} />}
        {query.kind === 'tutor' && <LevelChoice query={query} facets={facets} />}
        <Language query={query} facets={facets} />
        <Price query={query} />
        <label className="check">
          <input
            type="checkbox"
            name="verified"
            value="identity"
            form={SEARCH_FORM}
            defaultChecked={query.verified === 'identity'}
          />
          <span>{t('search.verified')}</span>
        </label>
        <AtOnce query={query} facets={facets} />
        <button type="submit" form={SEARCH_FORM} className="quiet">
          {t('search.apply')}
        </button>
      </div>
      {facets && facets.subjects.length > 0 && (
        <nav aria-labelledby="subjects-title">
          <h3 id="subjects-title">{t('search.subjects', { kind: query.kind })}</h3>
          <ul className="tags">
            {facets.subjects.slice(0, MAX_SUBJECTS).map(({ value, count }) => (
              <li key={value}>
                <a href={to({ what: subjectLabel(value) })} dir="auto">
                  {subjectLabel(value)} <small>{count}</small>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}

function Hidden({ name, value }: { name: string; value: string | undefined }) {
  return value && <input type="hidden" form={SEARCH_FORM} name={name} value={value} />;
}

function Radius({ query: { radiusKm } }: Pick<Props, 'query'>) {
  const { t } = useReader();
  const choices = [...new Set([...RADII_KM, radiusKm])].sort((a, b) => a - b);
  return (
    <label className="field">
      <span>{t('search.radius')}</span>
      <select name="radius" form={SEARCH_FORM} defaultValue={radiusKm}>
        {choices.map((km) => (
          <option key={km} value={km}>
            {t('search.radiusKm', { km })}
          </option>
        ))}
      </select>
    </label>
  );
}

/** All of them are offered: a search for one is remembered and shared though nobody is there yet. */
function LevelChoice({ query: { level }, facets }: Props) {
  const { t } = useReader();
  const countOf = (value: string) => facets?.levels.find((one) => one.value === value)?.count;
  return (
    <label className="field">
      <span>{t('search.level')}</span>
      <select name="level" form={SEARCH_FORM} defaultValue={level ?? ''}>
        <option value="">{t('search.level.any')}</option>
        {LEVELS.map((value) => (
          <option key={value} value={value}>
            {[t(`levels.${value}`), countOf(value) && `(${countOf(value)})`]
              .filter(Boolean)
              .join(' ')}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whom one books without asking first, and how many there are. */
function AtOnce({ query: { booking }, facets }: Props) {
  const { t } = useReader();
  const count = facets?.bookingModes.find(({ value }) => value === 'instant')?.count;
  return (
    <label className="check">
      <input
        type="checkbox"
        name="booking"
        value="instant"
        form={SEARCH_FORM}
        defaultChecked={booking === 'instant'}
      />
      <span>
        {t('search.atOnce')} {count && <small>({count})</small>}
      </span>
    </label>
  );
}

function Language({ query: { lang }, facets }: Props) {
  const { locale, t } = useReader();
  const offered = facets?.languages.map(({ value }) => value) ?? [];
  const codes = [...new Set([...offered, ...(lang ? [lang] : ['fr', 'en'])])];
  const byName = codes
    .map((code) => ({ code, name: languageName(code, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
  return (
    <label className="field">
      <span>{t('search.lang')}</span>
      <select name="lang" form={SEARCH_FORM} defaultValue={lang ?? ''}>
        <option value="">{t('search.lang.any')}</option>
        {byName.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Price({ query: { minRate, maxRate, currency } }: Pick<Props, 'query'>) {
  const { t } = useReader();
  const bound = (name: 'minRate' | 'maxRate', value: number | undefined) => (
    <label className="field">
      <span>{t(`search.${name}`)}</span>
      <input
        name={name}
        form={SEARCH_FORM}
        inputMode="decimal"
        defaultValue={value}
        autoComplete="off"
      />
    </label>
  );
  return (
    <fieldset className="price-filter">
      <legend>{t('search.price')}</legend>
      {bound('minRate', minRate)}
      {bound('maxRate', maxRate)}
      <label className="field">
        <span>{t('search.currency')}</span>
        <select name="currency" form={SEARCH_FORM} defaultValue={currency}>
          {Currency.options.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
