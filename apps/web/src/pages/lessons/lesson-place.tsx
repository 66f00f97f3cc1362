import { useQuery } from '@tanstack/react-query';
import type { ExactAddress } from '@edu/client';
import { useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

/** Where a paid lesson in person is, for its people; nothing of it is kept on the device. */
export function LessonPlace({ id, version }: { readonly id: string; readonly version: number }) {
  const { t } = useReader();
  const api = useApi();
  const place = useQuery({
    queryKey: ['lesson-place', id, version],
    queryFn: ({ signal }) =>
      api.get('/api/v1/bookings/{id}/place', { params: { path: { id } }, signal }),
    // Just paid, it follows within a moment.
    retry: 2,
    retryDelay: 2_000,
  });
  const { address } = place.data ?? { address: null };
  if (!address) return <p className="field-hint">{t('lessons.inPersonHint')}</p>;
  return <Address address={address} />;
}

function Address({ address: { line, landmark, location } }: { readonly address: ExactAddress }) {
  const { t } = useReader();
  return (
    <address>
      <p dir="auto">{line}</p>
      {landmark && (
        <p>
          {t('lessons.landmark')} <span dir="auto">{landmark}</span>
        </p>
      )}
      {location && (
        <p>
          <a href={mapOf(location)} rel="noreferrer">
            {t('lessons.onMap')}
          </a>
        </p>
      )}
      <p className="field-hint">{t('lessons.addressHint')}</p>
    </address>
  );
}

const mapOf = ({ lat, lng }: NonNullable<ExactAddress['location']>) =>
  `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=18/${lat}/${lng}`;
