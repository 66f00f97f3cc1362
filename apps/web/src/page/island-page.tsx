import type { WebConfig } from '../app.config.ts';
import { IslandSkeleton } from '../island/island-skeleton.tsx';
import type { TextKey } from '@edu/i18n';
import { subjectNames } from '../pages/search/subject-catalogue.ts';
import { definePage, type PageDefinition } from './page.ts';
import { serverTexts } from './texts.ts';

interface IslandPage extends Pick<PageDefinition, 'path' | 'texts' | 'policy' | 'permissions'> {
  /** `<entry>.client.tsx` mounts the island. */
  readonly entry: string;
  readonly title: TextKey;
  /** What the entry reads of the configuration; public. */
  readonly data?: (config: WebConfig) => unknown;
  /** Whether it names subjects. */
  readonly subjects?: boolean;
}

/** A page whose content a browser entry makes: the server sends what surrounds it, the same for all. */
export const islandPage = ({ title, data, subjects, ...page }: IslandPage): PageDefinition =>
  definePage({
    ...page,
    freshS: 300,
    load: async ({ locale, config, api }) => {
      const heading = serverTexts(locale)(title);
      const body = <IslandSkeleton title={heading} />;
      return {
        head: { title: heading, hidden: true },
        body,
        data: data?.(config),
        ...(subjects && { subjects: await subjectNames(api, locale) }),
      };
    },
  });
