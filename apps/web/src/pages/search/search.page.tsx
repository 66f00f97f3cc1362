import { ApiError, type Found } from '@edu/client';
import { isolated } from '@edu/i18n';
import { definePage, type PageRequest } from '../../page/page.ts';
import { serverTexts } from '../../page/texts.ts';
import { mapPolicy } from '../map/map-tiles.ts';
import { located } from './find-place.ts';
import { findProviders } from './find-providers.ts';
import { readSearchQuery, type SearchQuery } from './search-query.ts';
import { searchHeading, SearchView } from './search-view.tsx';
import { subjectLabels } from './subject-catalogue.ts';
import { SubjectLabels } from './subject-names.tsx';

export const searchPage = definePage({
  path: '/search',
  freshS: 0,
  entry: 'search-form',
  policy: mapPolicy,
  async load({ locale, query: params, api, map, lowData }) {
    const t = serverTexts(locale);
    const { query: asked, ignored } = readSearchQuery(params);
    const query = await located(api, asked);
    const [{ found, isFirstAgain }, label] = await Promise.all([
      find(api, query),
      subjectLabels(api, locale),
    ]);
    const { kind, place } = query;
    const fields = ignored.join(', ');
    const notices = [
      ignored.length > 0 && t('search.ignored', { fields }),
      isFirstAgain && t('search.cursorGone'),
      kind !== 'tutor' && place !== '' && t('search.placeOnline', { kind }),
      kind === 'tutor' &&
        place !== '' &&
        !query.at &&
        t('search.placeUnknown', { place: isolated(place) }),
    ].filter((notice) => notice !== false);
    const shown = isFirstAgain ? { ...query, cursor: undefined } : query;
    return {
      head: { title: searchHeading(query, t), description: t('search.description') },
      body: (
        <SubjectLabels label={label}>
          <SearchView query={shown} found={found} notices={notices} map={map} lowData={lowData} />
        </SubjectLabels>
      ),
    };
  },
});

/** A cursor of another search, or of another time, leads to the first page. */
async function find(
  api: PageRequest['api'],
  query: SearchQuery,
): Promise<{ found: Found; isFirstAgain: boolean }> {
  try {
    return { found: await findProviders(api, query), isFirstAgain: false };
  } catch (error) {
    if (!query.cursor || !(error instanceof ApiError) || error.status !== 400) throw error;
    const found = await findProviders(api, { ...query, cursor: undefined });
    return { found, isFirstAgain: true };
  }
}
