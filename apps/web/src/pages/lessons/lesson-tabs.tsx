import { useQuery } from '@tanstack/react-query';
import { useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { addressOf, apiFilters, PARTS, type Filters } from './lesson-filters.ts';
import type { Side } from './lesson-queries.ts';

interface Props {
  readonly as: Side;
  /** Path of the page, without the language. */
  readonly path: string;
  readonly of?: string | undefined;
  readonly filters: Filters;
}

/** The parts of a list of lessons, each with how many it has; the other filters stay. */
export function LessonTabs({ as, path, of, filters }: Props) {
  const { locale, t } = useReader();
  const api = useApi();
  const query = { as, ...apiFilters(filters) };
  const { data } = useQuery({
    queryKey: ['lesson counts', query],
    queryFn: () => api.get('/api/v1/bookings/counts', { params: { query } }),
  });
  return (
    <nav className="tabs" aria-label={t('lessons.tabs')}>
      {PARTS.map((part) => (
        <a
          key={part}
          href={`/${locale}${path}${addressOf({ ...(of && { of }), ...filters, part })}`}
          aria-current={part === filters.part ? 'page' : undefined}
        >
          {t(`filters.part.${part}`)} <span className="count">{data?.parts[part]}</span>
        </a>
      ))}
    </nav>
  );
}
