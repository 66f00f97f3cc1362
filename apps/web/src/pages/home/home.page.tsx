import { definePage } from '../../page/page.ts';
import { serverTexts } from '../../page/texts.ts';
import { HomeView } from './home-view.tsx';

export const homePage = definePage({
  path: '/',
  freshS: 60,
  entry: 'search-form',
  load: ({ locale }) => {
    const t = serverTexts(locale);
    return {
      head: { title: t('home.title'), description: t('home.description') },
      body: <HomeView />,
    };
  },
});
