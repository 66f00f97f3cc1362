import { useState } from 'react';
import { newIntent, type BookingDetails } from '@edu/client';
import { bookingProposeReschedule } from '@edu/client/fields';
import {
  deviceZone,
  Dialog,
  fieldText,
  Form,
  QueryView,
  SelectField,
  SubmitButton,
  TextArea,
  timeText,
  toast,
  useReader,
  ZoneNote,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { useAsShown } from '../use-as-shown.ts';
import { useStartsNear } from '../use-starts-near.ts';

/** The first of them is needed. */
const TIMES = [1, 2, 3] as const;
const timeField = (number: number) => ({
  name: `starts.${number}`,
  ...(number === 1 && { required: true as const }),
});

interface ProposeTimesDialogProps {
  readonly lesson: BookingDetails;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A provider proposes up to three of their free times for a paid lesson, and says why. */
export function ProposeTimesDialog({ lesson, onClose, onDone }: ProposeTimesDialogProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const [intent, setIntent] = useState(newIntent);
  const query = useStartsNear(lesson);
  const zone = deviceZone();
  const asShown = useAsShown(onDone);
  const propose = async (values: FormData) => {
    const starts = TIMES.map((number) => fieldText(values, timeField(number))).filter(Boolean);
    const reason = fieldText(values, bookingProposeReschedule['/reason']).trim();
    const { id, version } = lesson;
    const order = { params: { path: { id } }, body: { starts, reason }, intent, version };
    const isDone = await asShown(() =>
      api.post('/api/v1/bookings/{id}/reschedule-proposal', order),
    );
    if (!isDone) return;
    toast(t('lessons.proposal.sent'));
    onDone();
  };
  return (
    <Dialog title={t('lessons.proposal.proposeTitle')} onClose={onClose}>
      <p>{t('lessons.proposal.proposeMeans')}</p>
      <QueryView query={query}>
        {(starts) => {
          if (starts.length === 0) return <p>{t('lessons.request.noTimes')}</p>;
          return (
            <div onChange={() => setIntent(newIntent())}>
              <Form onSubmit={propose}>
                {TIMES.map((number) => (
                  <SelectField
                    key={number}
                    field={timeField(number)}
                    label={t('lessons.proposal.time', { number })}
                  >
                    {number > 1 && <option value="">{t('lessons.proposal.none')}</option>}
                    {starts.map((start) => (
                      <option key={start} value={start}>
                        {timeText(start, zone, locale, 'both')}
                      </option>
                    ))}
                  </SelectField>
                ))}
                <ZoneNote zone={zone} />
                <TextArea
                  field={bookingProposeReschedule['/reason']}
                  label={t('lessons.proposal.reason')}
                  rows={2}
                  dir="auto"
                />
                <SubmitButton>{t('lessons.proposal.send')}</SubmitButton>
              </Form>
            </div>
          );
        }}
      </QueryView>
    </Dialog>
  );
}
