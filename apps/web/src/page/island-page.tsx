import { IslandSkeleton } from '../island/island-skeleton.tsx';
import type { TextKey } from '@edu/i18n';
import { definePage, type PageDefinition } from './page.ts';
import { serverTexts } from './texts.ts';

interface IslandPage extends Pick<PageDefinition, 'path' | 'texts' | 'policy' | 'permissions'> {
  /** `<entry>.client.tsx` mounts the island. */
  readonly entry: string;
  readonly title: TextKey;
}

/** A page whose content a browser entry makes: the server sends what surrounds it, the same for all. */
export const islandPage = ({ title, ...page }: IslandPage): PageDefinition =>
  definePage({
    ...page,
    freshS: 300,
    load: ({ locale }) => {
      const heading = serverTexts(locale)(title);
      return { head: { title: heading, hidden: true }, body: <IslandSkeleton title={heading} /> };
    },
  });
