import type { ReactNode } from 'react';
import type { Locale, WebRoute } from '@edu/contract-kit';
import type { Catalogue } from '@edu/i18n';
import type { WebConfig } from '../app.config.ts';
import type { MapTiles } from '../pages/map/map-data.ts';
import type { SubjectsByName } from '../pages/search/subject-names.tsx';
import type { Api } from './api.ts';
import type { PolicySources } from './page-headers.ts';

/** One request for a page. */
export interface PageRequest {
  readonly locale: Locale;
  /** Without the language: `/search`. */
  readonly path: string;
  readonly config: WebConfig;
  readonly params: Readonly<Record<string, string>>;
  /** What people type into an address is text: the first value of each name counts. */
  readonly query: Readonly<Record<string, string>>;
  /** The visitor's time zone as the browser last said; undefined on the first visit. */
  readonly zone: string | undefined;
  /** The visitor asked for little data, by the switch or the browser's `Save-Data`. */
  readonly lowData: boolean;
  /** The gateway, asked in the visitor's language and on behalf of nobody. */
  readonly api: Api;
  readonly now: Date;
  /** Undefined where no server of tiles is configured. */
  readonly map: MapTiles | undefined;
}

/** What stands in a page's head, and in the preview of a shared link. */
export interface Head {
  readonly title: string;
  readonly description?: string;
  /** Path of a picture of ours. */
  readonly image?: string;
  /** For search engines (schema.org, as JSON-LD). */
  readonly data?: object;
  /** Not for search engines. */
  readonly hidden?: boolean;
}

/** What a loaded page sends. */
export interface PageContent {
  readonly head: Head;
  readonly body: ReactNode;
  /** 200 where nothing is said. */
  readonly status?: 200 | 404 | 410 | 500 | 503;
  /** What the page's browser entry reads; public data only. */
  readonly data?: unknown;
  /** What the entry calls subjects. */
  readonly subjects?: SubjectsByName;
}

/** The page is at another address for good. */
export interface MovedPage {
  /** Path with the language and the query. */
  readonly movedTo: string;
}

export interface PageDefinition {
  /** As the router takes it and measurements name it, without the language: `/providers/:id`. */
  readonly path: WebRoute | '*';
  /** Seconds that anybody's copy stays fresh; 0: asked anew each time. The same for everybody. */
  readonly freshS: number;
  /** Browser entry: `pages/<entry>/<entry>.client.tsx`, or `<folder>/<name>`. */
  readonly entry?: string;
  /** Namespaces of the texts that the entry writes. */
  readonly texts?: readonly (keyof Catalogue)[];
  /** Further sources that the page needs. */
  readonly policy?: PolicySources | ((config: WebConfig) => PolicySources);
  readonly permissions?: string;
  /** Whether what it shows depends on the visitor's time zone. */
  readonly zoned?: boolean;
  /** @throws ApiError, which becomes a page of its own */
  readonly load: (
    request: PageRequest,
  ) => PageContent | MovedPage | Promise<PageContent | MovedPage>;
}

export const definePage = (page: PageDefinition): PageDefinition => page;
