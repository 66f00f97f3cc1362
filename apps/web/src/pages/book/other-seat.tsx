import { useQuery } from '@tanstack/react-query';
import type { GroupLesson } from '@edu/client';
import { deviceZone, TimeText, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { readGroups } from '../provider/read-groups.ts';
import { nearestSeat } from './nearest-seat.ts';

/** The group lesson of the same person that has a seat, if there is one. */
export function OtherSeat({ group }: { readonly group: GroupLesson }) {
  const { locale, t } = useReader();
  const api = useApi();
  const { providerId } = group;
  const { data = [] } = useQuery({
    queryKey: ['groups', providerId],
    queryFn: () => readGroups(api, providerId),
    ...{ staleTime: 0, gcTime: 0 },
  });
  const other = nearestSeat(data, group);
  if (!other) return null;
  return (
    <p>
      <span>{t('booking.otherSeat')}</span>{' '}
      <a href={`/${locale}/book?group=${other.id}`} dir="auto">
        {other.title}
      </a>
      , <TimeText at={other.startsAt} zone={deviceZone()} />
    </p>
  );
}
