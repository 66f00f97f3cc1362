import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BookingDetails } from '@edu/client';
import { deviceZone, EmptyState, ErrorNotice, QueryView, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { useServerNow } from '../../island/use-server-now.ts';
import { LessonCard } from './lesson-card.tsx';
import { LessonFilter } from './lesson-filter.tsx';
import { countOf, filtersOf, type Filters } from './lesson-filters.ts';
import { listLessons, useFirstLessons, type Side } from './lesson-queries.ts';
import { LessonTabs } from './lesson-tabs.tsx';
import { OldNotice } from './old-notice.tsx';

const DAY_MS = 86_400_000;

interface LessonListProps {
  readonly as: Side;
  /** The account of who reads a parent’s list: some of its lessons are theirs to pay. */
  readonly me?: string | undefined;
  /** Path of the page, without the language. */
  readonly path: string;
  /** What the address keeps beside the path. */
  readonly of?: string;
  /** What stands there when there are none. */
  readonly empty: React.ReactNode;
}

/** My lessons on one side: the next, held ones first, or another part; for learners and providers. */
export function LessonList({ as, me, path, of, empty }: LessonListProps) {
  const filters = filtersOf(location.search);
  const { query, old } = useFirstLessons(as, filters);
  useKeptSeries(query.data?.items);
  return (
    <>
      <LessonTabs {...{ as, path, of, filters }} />
      <LessonFilter {...{ as, path, of, filters }} />
      {old ? (
        <>
          <OldNotice at={old.at} />
          <Lessons
            {...{ as, me, filters }}
            first={old.data}
            isOld
            reload={() => undefined}
            empty={empty}
          />
        </>
      ) : (
        <QueryView query={query}>
          {(first) => (
            <Lessons
              // What came by "more" belongs to the first page that it follows.
              key={first.nextCursor}
              {...{ as, me, filters, first, empty }}
              isOld={false}
              reload={() => void query.refetch()}
            />
          )}
        </QueryView>
      )}
    </>
  );
}

/** Beside everything else, and of no consequence if it cannot be done. */
function useKeptSeries(lessons: readonly BookingDetails[] | undefined): void {
  const api = useApi();
  useEffect(() => {
    if (!lessons?.some(({ ofSeries }) => ofSeries)) return;
    void import('./keep-series.ts')
      .then(({ keepSeries }) => keepSeries(api, lessons))
      .catch(() => undefined);
  }, [api, lessons]);
}

interface LessonsProps extends Pick<LessonListProps, 'as' | 'me' | 'empty'> {
  readonly filters: Filters;
  readonly first: { readonly items: readonly BookingDetails[]; readonly nextCursor: string | null };
  readonly isOld: boolean;
  readonly reload: () => void;
}

function Lessons({ as, me, filters, first, isOld, reload, empty }: LessonsProps) {
  const { t } = useReader();
  const api = useApi();
  const now = useServerNow(30_000);
  const [further, setFurther] = useState<readonly BookingDetails[]>([]);
  const [cursor, setCursor] = useState(first.nextCursor);
  const more = useMutation({
    mutationFn: (from: string) => listLessons(api, as, filters, from),
    onSuccess: ({ items, nextCursor }) => {
      setFurther([...further, ...items]);
      setCursor(nextCursor);
    },
  });
  const lessons = [...first.items, ...further];
  if (lessons.length === 0 && (isOld || cursor === null)) return <None {...{ filters, empty }} />;
  // What waits for money comes first; else the order is the API's.
  const ordered = filters.part === 'upcoming' ? [...lessons].sort(heldFirst) : lessons;
  return (
    <>
      <ZoneNote zone={deviceZone()} />
      <ul className="lesson-list">
        {ordered.map((lesson) => (
          <LessonCard
            key={lesson.id}
            {...{ lesson, as, now, isOld }}
            part={filters.part}
            isMineToPay={isMineToPay(lesson, as, me)}
            onHoldOver={reload}
          />
        ))}
      </ul>
      {more.error !== null && <ErrorNotice error={more.error} />}
      {cursor !== null && !isOld && (
        <button
          type="button"
          className="quiet"
          aria-disabled={more.isPending}
          onClick={() => !more.isPending && more.mutate(cursor)}
        >
          {t(more.isPending ? 'site.loading' : 'lessons.more')}
        </button>
      )}
    </>
  );
}

/** What to do about it depends on why nothing is there. */
function None({ filters, empty }: Pick<LessonsProps, 'filters' | 'empty'>) {
  const { t } = useReader();
  if (countOf(filters) > 0) {
    return (
      <EmptyState title={t('filters.noneFound')}>
        <p>{t('filters.noneFoundDetail')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t(`filters.none.${filters.part}`)}>
      {filters.part === 'upcoming' && empty}
    </EmptyState>
  );
}

/** Whoever learns pays unless a parent booked it. */
const isMineToPay = ({ payerId }: BookingDetails, as: Side, me: string | undefined): boolean =>
  as === 'learner' ? payerId === null : as === 'parent' && payerId !== null && payerId === me;

const heldFirst = (a: BookingDetails, b: BookingDetails): number =>
  Number(isToPayNow(b)) - Number(isToPayNow(a));

/** Not a later lesson of a series, whose turn comes. */
const isToPayNow = ({ state, holdExpiresAt, createdAt }: BookingDetails): boolean =>
  state === 'pending' && Date.parse(holdExpiresAt ?? '') - Date.parse(createdAt) < DAY_MS;
