import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newIntent } from '@edu/client';
import { bookingContest } from '@edu/client/fields';
import { Dialog, fieldText, Form, SubmitButton, TextArea, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

/** Objects to the outcome of a lesson. */
export function ContestButton({ id }: { readonly id: string }) {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [intent] = useState(newIntent);
  const contest = async (values: FormData) => {
    const text = fieldText(values, bookingContest['/text']).trim();
    const params = { path: { id } };
    const outcome = await api.post('/api/v1/bookings/{id}/dispute', {
      ...{ params, body: { text }, intent },
    });
    toast(t('outcome.contested'));
    setOpen(false);
    queries.setQueryData(['outcome', id], outcome);
  };
  return (
    <>
      <button type="button" className="quiet" onClick={() => setOpen(true)}>
        {t('outcome.contest')}
      </button>
      {isOpen && (
        <Dialog title={t('outcome.contestTitle')} onClose={() => setOpen(false)}>
          <p>{t('outcome.contestMeans')}</p>
          <Form onSubmit={contest}>
            <TextArea
              field={bookingContest['/text']}
              label={t('outcome.contestText')}
              rows={5}
              dir="auto"
            />
            <SubmitButton>{t('outcome.contestSend')}</SubmitButton>
          </Form>
        </Dialog>
      )}
    </>
  );
}
