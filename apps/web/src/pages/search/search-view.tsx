import type { Found } from '@edu/client';
import { Icon, useReader } from '@edu/ui';
import { isolated } from '@edu/i18n';
import { placesOf } from '../map/map-data.ts';
import { MapButton } from '../map/map-opener.tsx';
import type { MapTiles } from '../map/map-data.ts';
import { activeFilters, waysOut } from './active-filters.ts';
import { ProviderCard } from './provider-card.tsx';
import { searchAddress } from './search-address.ts';
import { SearchFilters } from './search-filters.tsx';
import { SearchForm } from './search-form.tsx';
import type { SearchQuery } from './search-query.ts';

interface Props {
  readonly query: SearchQuery;
  readonly found: Found;
  /** What the reader should know about what was asked for. */
  readonly notices: readonly string[];
  /** Undefined where no server of tiles is configured. */
  readonly map: MapTiles | undefined;
  readonly lowData: boolean;
}

/** What somebody looks for, what it can be narrowed by, and who was found. */
export function SearchView({ query, found, notices, map, lowData }: Props) {
  const { locale, t } = useReader();
  const filters = activeFilters(query, locale, t);
  const places = placesOf(
    found.items.map(({ slug, displayName, location }) => ({
      name: displayName,
      href: `/${locale}/providers/${slug}`,
      location,
    })),
  );
  const asked = query.what !== '' || query.place !== '' || query.at !== undefined;
  return (
    <div className="search-page">
      <h1 dir="auto">{searchHeading(query, t)}</h1>
      <details className="search-again unfolds" open={!asked || undefined}>
        <summary>
          <Icon name="search" />
          {t('search.change')}
        </summary>
        <SearchForm query={query} />
      </details>
      <details className="filters unfolds">
        <summary>
          {filters.length > 0
            ? t('search.refineCount', { count: filters.length })
            : t('search.refine')}
        </summary>
        <SearchFilters query={query} facets={found.facets} />
      </details>
      <section className="results" aria-labelledby="results">
        <h2 id="results" className="visually-hidden">
          {t('search.results')}
        </h2>
        {notices.length > 0 && (
          <ul className="notices">
            {notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
        )}
        {filters.length > 0 && (
          <ul className="tags removable">
            {filters.map(({ label, change }) => (
              <li key={label}>
                <a
                  href={searchAddress(locale, query, change)}
                  aria-label={t('search.without', { filter: label })}
                >
                  {label}
                  <Icon name="close" />
                </a>
              </li>
            ))}
          </ul>
        )}
        {map && places.length > 0 && <MapButton tiles={map} places={places} lowData={lowData} />}
        <Results query={query} found={found} />
      </section>
    </div>
  );
}

function Results({ query, found: { items, nextCursor } }: Pick<Props, 'query' | 'found'>) {
  const { locale, t } = useReader();
  if (items.length === 0 && !nextCursor && !query.cursor) return <Nobody query={query} />;
  return (
    <>
      <ol className="cards">
        {items.map((hit) => (
          <ProviderCard key={hit.providerId} hit={hit} />
        ))}
      </ol>
      {items.length === 0 && <p>{t('search.endOfPage')}</p>}
      <p className="actions">
        {nextCursor && (
          <a
            className="button"
            rel="next"
            href={searchAddress(locale, query, { cursor: nextCursor })}
          >
            {t('search.nextPage')}
            <Icon name="next" />
          </a>
        )}
        {query.cursor && <a href={searchAddress(locale, query, {})}>{t('search.firstPage')}</a>}
      </p>
    </>
  );
}

function Nobody({ query }: Pick<Props, 'query'>) {
  const { locale, t } = useReader();
  return (
    <div className="card nobody">
      <h2>{t('search.none')}</h2>
      <p>{t('search.noneDetail', { kind: query.kind })}</p>
      <ul className="tags">
        {waysOut(query, t).map(({ label, change }) => (
          <li key={label}>
            <a href={searchAddress(locale, query, change)}>{label}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `Tuteurs pour « maths » près de « Cocody »` */
export function searchHeading(
  { kind, what, place, at }: SearchQuery,
  t: ReturnType<typeof useReader>['t'],
): string {
  const where = kind !== 'tutor' ? 'none' : place ? 'place' : at ? 'here' : 'none';
  return t('search.heading', {
    kind,
    hasWhat: what ? 'yes' : 'no',
    what: isolated(what),
    where,
    place: isolated(place),
  });
}
