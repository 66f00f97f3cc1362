import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newIntent, type BookingDetails } from '@edu/client';
import { bookingPropose } from '@edu/client/fields';
import {
  deviceZone,
  Dialog,
  fieldText,
  Form,
  QueryView,
  SelectField,
  SubmitButton,
  timeText,
  toast,
  useReader,
  ZoneNote,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { serverClock } from '../../island/server-clock.ts';
import { daysAround, nearestStarts } from '../book/nearest-starts.ts';
import { useAsShown } from './use-as-shown.ts';

/** As many as fit a list that somebody reads. */
const SHOWN = 40;

interface ProposeDialogProps {
  readonly lesson: BookingDetails;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The provider’s free times nearest to the one that was asked for, of which one is proposed. */
export function ProposeDialog({ lesson, onClose, onDone }: ProposeDialogProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const asShown = useAsShown(onDone);
  const [intent] = useState(newIntent);
  const { id, providerId, startsAt, endsAt, trial, version } = lesson;
  const zone = deviceZone();
  const durationMinutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  const query = useQuery({
    queryKey: ['slots', 'to propose', id],
    queryFn: () =>
      api.get('/api/v1/providers/{id}/slots', {
        params: {
          path: { id: providerId },
          query: {
            ...daysAround(startsAt, serverClock.now() ?? Date.now()),
            ...{ zone, durationMinutes, trial, movedBookingId: id },
          },
        },
      }),
    staleTime: 0,
    gcTime: 0,
  });
  const propose = async (values: FormData) => {
    const params = { path: { id } };
    const body = { startsAt: fieldText(values, bookingPropose['/startsAt']) };
    const order = { params, body, intent, version };
    if (!(await asShown(() => api.post('/api/v1/bookings/{id}/propose', order)))) return;
    toast(t('lessons.request.proposed'));
    onDone();
  };
  return (
    <Dialog title={t('lessons.request.proposeTitle')} onClose={onClose}>
      <QueryView query={query}>
        {(slots) => {
          const starts = nearestStarts(slots, startsAt, SHOWN);
          if (starts.length === 0) return <p>{t('lessons.request.noTimes')}</p>;
          return (
            <Form onSubmit={propose}>
              <SelectField field={bookingPropose['/startsAt']} label={t('lessons.request.newTime')}>
                {starts.map((start) => (
                  <option key={start} value={start}>
                    {timeText(start, zone, locale, 'both')}
                  </option>
                ))}
              </SelectField>
              <ZoneNote zone={zone} />
              <SubmitButton>{t('lessons.request.proposeConfirm')}</SubmitButton>
            </Form>
          );
        }}
      </QueryView>
    </Dialog>
  );
}
