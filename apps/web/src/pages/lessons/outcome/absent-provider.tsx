import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { newIntent, type BookingDetails } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { Dialog, Form, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { useLessonName } from '../lesson-name.ts';
import type { Side } from '../lesson-queries.ts';
import { ContestButton } from './contest-button.tsx';

const MoveDialog = lazy(async () => ({ default: (await import('../move-dialog.tsx')).MoveDialog }));

interface AbsentProviderProps {
  readonly lesson: BookingDetails;
  readonly as: Side;
  /** Until when there is something to choose, as the reader's clock shows it. */
  readonly until: string;
  readonly reload: () => void;
}

/** After a lesson whose provider did not come: a new time, or the money; the provider may object. */
export function AbsentProvider({ lesson, as, until, reload }: AbsentProviderProps) {
  const { t } = useReader();
  const lessonName = useLessonName();
  const [open, setOpen] = useState<'time' | 'money'>();
  const close = () => setOpen(undefined);
  if (as === 'provider') {
    return (
      <>
        <p>{t('outcome.absentSelf', { at: until })}</p>
        <ContestButton id={lesson.id} />
      </>
    );
  }
  return (
    <>
      <p>{t('outcome.absent', { at: until })}</p>
      <div className="actions">
        <button type="button" onClick={() => setOpen('time')}>
          {t('outcome.newTime')}
        </button>
        <button type="button" className="quiet" onClick={() => setOpen('money')}>
          {t('outcome.moneyBack')}
        </button>
      </div>
      <p className="field-hint">{t('outcome.absentBy')}</p>
      <Suspense fallback={null}>
        {open === 'time' && (
          <MoveDialog
            lesson={lesson}
            name={isolated(lessonName(lesson, as))}
            onClose={close}
            onDone={() => {
              close();
              reload();
            }}
          />
        )}
      </Suspense>
      {open === 'money' && <MoneyBack id={lesson.id} onClose={close} />}
    </>
  );
}

function MoneyBack({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [intent] = useState(newIntent);
  const choose = async () => {
    const params = { path: { id } };
    const outcome = await api.post('/api/v1/bookings/{id}/choose-refund', { params, intent });
    toast(t('outcome.moneyBackChosen'));
    onClose();
    queries.setQueryData(['outcome', id], outcome);
  };
  return (
    <Dialog title={t('outcome.moneyBackTitle')} onClose={onClose}>
      <p>{t('outcome.moneyBackMeans')}</p>
      <Form onSubmit={choose}>
        <SubmitButton>{t('outcome.moneyBackConfirm')}</SubmitButton>
      </Form>
    </Dialog>
  );
}
