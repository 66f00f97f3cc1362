import { definePage } from '../../page/page.ts';
import { serverTexts } from '../../page/texts.ts';
import { OfflineView } from './offline-view.tsx';

/** Kept by the service worker, for whoever goes to a page without a network. */
export const offlinePage = definePage({
  path: '/offline',
  freshS: 3_600,
  load: ({ locale }) => ({
    head: { title: serverTexts(locale)('site.networkError.title'), hidden: true },
    body: <OfflineView />,
  }),
});
