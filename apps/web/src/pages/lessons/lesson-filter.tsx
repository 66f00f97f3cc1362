import { lazy, Suspense, useState } from 'react';
import { useReader } from '@edu/ui';
import { addressOf, countOf, type Filters } from './lesson-filters.ts';
import type { Side } from './lesson-queries.ts';

const FilterForm = lazy(async () => ({
  default: (await import('./filter-form.tsx')).FilterForm,
}));

interface Props {
  readonly as: Side;
  readonly path: string;
  readonly of?: string | undefined;
  readonly filters: Filters;
}

/** What narrows a list of lessons, and its file for spreadsheets; behind a press. */
export function LessonFilter({ as, path, of, filters }: Props) {
  const { locale, t } = useReader();
  const [wasOpened, setOpened] = useState(false);
  const count = countOf(filters);
  return (
    <div className="lesson-filter">
      <details onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}>
        <summary>{t('filters.open')}</summary>
        {wasOpened && (
          <Suspense fallback={<p role="status">{t('site.loading')}</p>}>
            <FilterForm {...{ as, path, of, filters }} />
          </Suspense>
        )}
      </details>
      {count > 0 && (
        <p className="actions">
          <span>{t('filters.active', { count })}</span>
          <a href={`/${locale}${path}${addressOf({ ...(of && { of }), part: filters.part })}`}>
            {t('filters.clear')}
          </a>
        </p>
      )}
    </div>
  );
}
