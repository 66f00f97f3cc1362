import { definePage } from '../../page/page.ts';
import { serverTexts } from '../../page/texts.ts';
import { subjectLabels } from '../search/subject-catalogue.ts';
import { SubjectLabels } from '../search/subject-names.tsx';
import { HomeView } from './home-view.tsx';

const MAX_POPULAR = 8;

export const homePage = definePage({
  path: '/',
  freshS: 60,
  entry: 'search-form',
  async load({ locale, api }) {
    const t = serverTexts(locale);
    const [found, label] = await Promise.all([
      // The page says what this is, also while nobody can be found.
      api.get('/api/v1/search/tutors', { params: { query: { limit: 1 } } }).catch(() => undefined),
      subjectLabels(api, locale),
    ]);
    const popular = found?.facets?.subjects.slice(0, MAX_POPULAR) ?? [];
    return {
      head: { title: t('home.title'), description: t('home.description') },
      body: (
        <SubjectLabels label={label}>
          <HomeView popular={popular} />
        </SubjectLabels>
      ),
    };
  },
});
