import { useState } from 'react';
import { newIntent, type GroupLesson } from '@edu/client';
import { bookingCancelGroup } from '@edu/client/fields';
import { isolated } from '@edu/i18n/isolate';
import {
  Dialog,
  fieldText,
  Form,
  MoneyText,
  SubmitButton,
  TextArea,
  toast,
  useReader,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { LessonTime } from '../../lessons/lesson-time.tsx';

interface GroupCardProps {
  readonly group: GroupLesson;
  readonly onChanged: () => void;
}

/** One of my group lessons: how many have a seat, and a way to call it off. */
export function GroupCard({ group, onChanged }: GroupCardProps) {
  const { locale, t } = useReader();
  const [isCanceling, setCanceling] = useState(false);
  const { id, title, startsAt, endsAt, zone, mode, price, seats, seatsLeft, state } = group;
  const isOff = state === 'canceled';
  return (
    <article className="card">
      <h2 dir="auto">{title}</h2>
      <LessonTime {...{ startsAt, endsAt, zone }} />
      <p>
        {t(`lessons.mode.${mode}`)} · <MoneyText money={price} />
      </p>
      <p>
        {isOff
          ? t('teaching.groups.isCanceled')
          : t('teaching.groups.taken', { taken: seats - seatsLeft, seats })}
      </p>
      {!isOff && (
        <p className="actions">
          <a href={`/${locale}/book?group=${id}`}>{t('teaching.groups.see')}</a>
          <button type="button" className="button quiet" onClick={() => setCanceling(true)}>
            {t('teaching.groups.cancel')}
          </button>
        </p>
      )}
      {isCanceling && (
        <CancelGroup
          group={group}
          onClose={() => setCanceling(false)}
          onDone={() => {
            setCanceling(false);
            onChanged();
          }}
        />
      )}
    </article>
  );
}

interface CancelGroupProps {
  readonly group: GroupLesson;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function CancelGroup({ group: { id, title }, onClose, onDone }: CancelGroupProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const cancel = async (values: FormData) => {
    const reason = fieldText(values, bookingCancelGroup['/reason']).trim();
    await api.post('/api/v1/me/group-lessons/{groupId}/cancel', {
      params: { path: { groupId: id } },
      ...{ body: { reason }, intent },
    });
    toast(t('teaching.groups.isCanceled'));
    onDone();
  };
  return (
    <Dialog title={t('teaching.groups.cancelTitle', { title: isolated(title) })} onClose={onClose}>
      <p>{t('teaching.groups.cancelHint')}</p>
      <Form onSubmit={cancel}>
        <TextArea
          field={bookingCancelGroup['/reason']}
          label={t('lessons.reason')}
          rows={3}
          dir="auto"
        />
        <SubmitButton>{t('teaching.groups.cancel')}</SubmitButton>
      </Form>
    </Dialog>
  );
}
