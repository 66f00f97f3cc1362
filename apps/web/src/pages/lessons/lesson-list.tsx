import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BookingDetails } from '@edu/client';
import { deviceZone, EmptyState, ErrorNotice, QueryView, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { useServerNow } from '../../island/use-server-now.ts';
import { LessonCard } from './lesson-card.tsx';
import { listLessons, useFirstLessons, type Side, type When } from './lesson-queries.ts';
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

/** Which of the lists an address asks for: the next lessons unless it says `?when=past`. */
export const whenOf = (search: string): When =>
  new URLSearchParams(search).get('when') === 'past' ? 'past' : 'upcoming';

/** The query of an address; the next lessons are the usual ones. */
export function addressOf({ of, when }: { of?: string | undefined; when: When }): string {
  const query = new URLSearchParams({ ...(of && { of }), ...(when === 'past' && { when }) });
  return query.size > 0 ? `?${query}` : '';
}

/** My lessons on one side: the next, held ones first, or the past; for learners and providers. */
export function LessonList({ as, me, path, of, empty }: LessonListProps) {
  const { locale, t } = useReader();
  const when = whenOf(location.search);
  const { query, old } = useFirstLessons(as, when);
  const tab = (to: When) => (
    <a
      href={`/${locale}${path}${addressOf({ of, when: to })}`}
      aria-current={to === when ? 'page' : undefined}
    >
      {t(`lessons.${to}`)}
    </a>
  );
  return (
    <>
      <nav className="tabs" aria-label={t('lessons.tabs')}>
        {tab('upcoming')}
        {tab('past')}
      </nav>
      {old ? (
        <>
          <OldNotice at={old.at} />
          <Lessons
            {...{ as, me, when }}
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
              {...{ as, me, when, first, empty }}
              isOld={false}
              reload={() => void query.refetch()}
            />
          )}
        </QueryView>
      )}
    </>
  );
}

interface LessonsProps extends Pick<LessonListProps, 'as' | 'me' | 'empty'> {
  readonly when: When;
  readonly first: { readonly items: readonly BookingDetails[]; readonly nextCursor: string | null };
  readonly isOld: boolean;
  readonly reload: () => void;
}

function Lessons({ as, me, when, first, isOld, reload, empty }: LessonsProps) {
  const { t } = useReader();
  const api = useApi();
  const now = useServerNow(30_000);
  const [further, setFurther] = useState<readonly BookingDetails[]>([]);
  const [cursor, setCursor] = useState(first.nextCursor);
  const more = useMutation({
    mutationFn: (from: string) => listLessons(api, as, when, from),
    onSuccess: ({ items, nextCursor }) => {
      setFurther([...further, ...items]);
      setCursor(nextCursor);
    },
  });
  const lessons = [...first.items, ...further];
  if (lessons.length === 0)
    return <EmptyState title={t(`lessons.none.${when}`)}>{empty}</EmptyState>;
  // What waits for money comes first; else the order is the API's.
  const ordered = when === 'upcoming' ? [...lessons].sort(heldFirst) : lessons;
  return (
    <>
      <ZoneNote zone={deviceZone()} />
      <ul className="lesson-list">
        {ordered.map((lesson) => (
          <LessonCard
            key={lesson.id}
            {...{ lesson, as, now, isOld }}
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

/** Whoever learns pays unless a parent booked it. */
const isMineToPay = ({ payerId }: BookingDetails, as: Side, me: string | undefined): boolean =>
  as === 'learner' ? payerId === null : as === 'parent' && payerId !== null && payerId === me;

const heldFirst = (a: BookingDetails, b: BookingDetails): number =>
  Number(isToPayNow(b)) - Number(isToPayNow(a));

/** Not a later lesson of a series, whose turn comes. */
const isToPayNow = ({ state, holdExpiresAt, createdAt }: BookingDetails): boolean =>
  state === 'pending' && Date.parse(holdExpiresAt ?? '') - Date.parse(createdAt) < DAY_MS;
