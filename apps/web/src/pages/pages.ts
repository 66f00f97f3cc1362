import type { PageDefinition } from '../page/page.ts';
import { homePage } from './home/home.page.tsx';
import { offlinePage } from './offline/offline.page.tsx';
import { providerPage } from './provider/provider.page.tsx';
import { searchPage } from './search/search.page.tsx';

/** Every page; each stands under `/fr` and `/en`. */
export const pages: readonly PageDefinition[] = [homePage, offlinePage, providerPage, searchPage];
