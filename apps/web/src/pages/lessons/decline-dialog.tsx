import { useState } from 'react';
import { newIntent, type BookingDetails } from '@edu/client';
import { bookingDecline } from '@edu/client/fields';
import { Dialog, fieldText, Form, SubmitButton, TextArea, toast, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { useAsShown } from './use-as-shown.ts';

interface DeclineDialogProps {
  readonly lesson: BookingDetails;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says no, with a word for the other person. */
export function DeclineDialog({ lesson, onClose, onDone }: DeclineDialogProps) {
  const t = useTexts();
  const api = useApi();
  const asShown = useAsShown(onDone);
  const [intent] = useState(newIntent);
  const { id, version } = lesson;
  const decline = async (values: FormData) => {
    const reason = fieldText(values, bookingDecline['/reason']).trim();
    const params = { path: { id } };
    const order = { params, body: { reason }, intent, version };
    if (!(await asShown(() => api.post('/api/v1/bookings/{id}/decline', order)))) return;
    toast(t('lessons.request.declined'));
    onDone();
  };
  return (
    <Dialog title={t('lessons.request.declineTitle')} onClose={onClose}>
      <p>{t('lessons.request.declineMeans')}</p>
      <Form onSubmit={decline}>
        <TextArea
          field={bookingDecline['/reason']}
          label={t('lessons.reason')}
          hint={t('lessons.reasonHint')}
          rows={3}
          dir="auto"
        />
        <SubmitButton>{t('lessons.request.declineConfirm')}</SubmitButton>
      </Form>
    </Dialog>
  );
}
