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
import { useAsShown } from './use-as-shown.ts';
import { useStartsNear } from './use-starts-near.ts';

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
  const { id, version } = lesson;
  const zone = deviceZone();
  const query = useStartsNear(lesson);
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
        {(starts) => {
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
