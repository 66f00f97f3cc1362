import { useQuery } from '@tanstack/react-query';
import type { LessonsToCome, Profile } from '@edu/client';
import { Dialog, Form, MoneyText, QueryView, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

interface UnpublishDialogProps {
  readonly onClose: () => void;
  readonly onDone: (profile: Profile) => void;
}

/** Says which lessons would be called off and what goes back, and unpublishes when that is confirmed. */
export function UnpublishDialog({ onClose, onDone }: UnpublishDialogProps) {
  const { t } = useReader();
  const api = useApi();
  const toCome = useQuery({
    queryKey: ['lessons-to-come'],
    queryFn: ({ signal }) => api.get('/api/v1/me/lessons-to-come', { signal }),
    // Somebody may be booking right now.
    staleTime: 0,
    gcTime: 0,
  });
  const unpublish = async () => {
    const profile = await api.post('/api/v1/me/profile/unpublish');
    toast(t('teaching.unpublish.done'));
    onDone(profile);
  };
  return (
    <Dialog title={t('teaching.unpublish.title')} onClose={onClose}>
      <QueryView query={toCome}>
        {(lessons) => (
          <>
            <WhatEnds {...lessons} />
            <Form onSubmit={unpublish}>
              <SubmitButton>{t('teaching.unpublish.confirm')}</SubmitButton>
            </Form>
          </>
        )}
      </QueryView>
    </Dialog>
  );
}

function WhatEnds({ lessons, learners, groups, refunds }: LessonsToCome) {
  const { t } = useReader();
  if (lessons + groups === 0) return <p>{t('teaching.unpublish.nothing')}</p>;
  return (
    <>
      {lessons > 0 && (
        <p>
          <strong>{t('teaching.unpublish.lessons', { count: lessons })}</strong>{' '}
          {t('teaching.unpublish.learners', { count: learners })}
        </p>
      )}
      {groups > 0 && <p>{t('teaching.unpublish.groups', { count: groups })}</p>}
      {refunds.length > 0 && (
        <p className="refund">
          {t('teaching.unpublish.refunds')}{' '}
          {refunds.map((refund) => (
            <strong key={refund.currency}>
              <MoneyText money={refund} />{' '}
            </strong>
          ))}
        </p>
      )}
      <p>{t('teaching.unpublish.instead')}</p>
    </>
  );
}
