import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newIntent, type Slots } from '@edu/client';
import { bookingOpenGroup as fields } from '@edu/client/fields';
import {
  deviceZone,
  EmptyState,
  fieldText,
  Form,
  QueryView,
  SelectField,
  SubmitButton,
  TextField,
  timeText,
  toast,
  useReader,
  ZoneNote,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { serverClock } from '../../../island/server-clock.ts';
import { currencyName, minorUnits } from '../../account/typed-amount.ts';
import { startsByDay } from '../../provider/free-times.ts';
import { addDays, localDate } from '../../provider/local-date.ts';

const DAYS = 28;

interface GroupFormProps {
  readonly providerId: string;
  readonly onDone: () => void;
}

/** A lesson with seats, at one of the free times of whoever teaches. */
export function GroupForm({ providerId, onDone }: GroupFormProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const [minutes, setMinutes] = useState<number>();
  const [intent] = useState(newIntent);
  const zone = deviceZone();
  const profile = useQuery({
    queryKey: ['profile', providerId],
    queryFn: () => api.get('/api/v1/profiles/{id}', { params: { path: { id: providerId } } }),
  });
  const slots = useQuery({
    queryKey: ['my-slots', minutes],
    queryFn: () => {
      const from = localDate(new Date(serverClock.now() ?? Date.now()), zone);
      const query = { from, to: addDays(from, DAYS - 1), zone };
      return api.get('/api/v1/providers/{id}/slots', {
        params: {
          path: { id: providerId },
          query: { ...query, ...(minutes && { durationMinutes: minutes }) },
        },
      });
    },
    staleTime: 0,
  });
  const currency = profile.data?.hourlyRate.currency ?? 'XOF';
  const open = async (values: FormData, times: Slots) => {
    await api.post('/api/v1/me/group-lessons', {
      body: {
        startsAt: fieldText(values, fields['/startsAt']),
        durationMinutes: times.durationMinutes,
        mode: fieldText(values, fields['/mode']) === 'in_person' ? 'in_person' : 'online',
        title: fieldText(values, fields['/title']).trim(),
        seats: Number(fieldText(values, fields['/seats'])),
        price: {
          amount: minorUnits(fieldText(values, fields['/price/amount']), currency) ?? 0,
          currency,
        },
      },
      intent,
    });
    toast(t('teaching.groups.opened'));
    onDone();
  };
  return (
    <QueryView query={slots}>
      {(times) => (
        <Form className="card form" onSubmit={(values) => open(values, times)}>
          <h2>{t('teaching.groups.add')}</h2>
          <TextField
            field={fields['/title']}
            label={t('teaching.groups.name')}
            hint={t('teaching.groups.nameHint')}
            autoComplete="off"
            dir="auto"
          />
          {times.durationsMinutes.length > 1 && (
            <SelectField
              field={fields['/durationMinutes']}
              label={t('provider.length')}
              value={times.durationMinutes}
              onChange={({ target }) => setMinutes(Number(target.value))}
            >
              {times.durationsMinutes.map((length) => (
                <option key={length} value={length}>
                  {t('teaching.minutes', { minutes: length })}
                </option>
              ))}
            </SelectField>
          )}
          {times.days.length === 0 ? (
            <EmptyState title={t('teaching.schedule.noTimes')}>
              <a className="button" href={`/${locale}/teaching/schedule`}>
                {t('teaching.schedule.title')}
              </a>
            </EmptyState>
          ) : (
            <SelectField field={fields['/startsAt']} label={t('teaching.groups.when')}>
              {[...startsByDay(times)].map(([day, starts]) => (
                <optgroup key={day} label={timeText(starts[0]!, zone, locale, 'day')}>
                  {starts.map((start) => (
                    <option key={start} value={start}>
                      {timeText(start, zone, locale, 'both')}
                    </option>
                  ))}
                </optgroup>
              ))}
            </SelectField>
          )}
          <ZoneNote zone={zone} />
          {times.modes.length > 1 && (
            <SelectField field={fields['/mode']} label={t('teaching.field.modes')}>
              {times.modes.map((mode) => (
                <option key={mode} value={mode}>
                  {t(`lessons.mode.${mode}`)}
                </option>
              ))}
            </SelectField>
          )}
          <TextField
            field={fields['/seats']}
            label={t('teaching.groups.seats')}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={6}
          />
          <TextField
            field={fields['/price/amount']}
            rewritten
            label={t('teaching.groups.price')}
            hint={currencyName(currency, locale)}
            inputMode="decimal"
            autoComplete="off"
          />
          <SubmitButton>{t('teaching.groups.open')}</SubmitButton>
        </Form>
      )}
    </QueryView>
  );
}
