import { ApiError, newIntent, type Approval } from '@edu/client';
import { bookingRefuse } from '@edu/client/fields';
import { useState } from 'react';
import { fieldText, Form, SubmitButton, TextArea, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { intentIsOver, intentOf } from '../../island/kept-intent.ts';
import { PressOnce } from '../../island/press-once.tsx';
import { seriesPath, slotOfBooking, slotPath } from '../book/slot-link.ts';

interface AnswerRequestProps {
  readonly request: Approval;
  readonly onAnswered: () => Promise<unknown>;
}

/** A parent says yes, which holds the slot and leads to paying, or no. */
export function AnswerRequest({ request, onAnswered }: AnswerRequestProps) {
  const { id, series } = request;
  const { locale, t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const params = { path: { approvalId: id } };
  const approve = async () => {
    const wish = `approve ${id}`;
    const booking = await api.post('/api/v1/approvals/{approvalId}/approve', {
      ...{ params, intent: intentOf(wish) },
    });
    intentIsOver(wish);
    location.assign(`/${locale}/lessons/${booking.id}/pay`);
    return true;
  };
  const refuse = async (values: FormData) => {
    const reason = fieldText(values, bookingRefuse['/reason']).trim();
    await api.post('/api/v1/approvals/{approvalId}/refuse', { params, body: { reason }, intent });
    toast(t('family.requests.refused'));
    await onAnswered();
  };
  return (
    <>
      <PressOnce
        label={t('family.requests.approve')}
        busyLabel={t('family.requests.approving')}
        hint={t('family.requests.approveHint')}
        onPress={approve}
        help={(error) =>
          isOtherThanAsked(error) && (
            <a href={`/${locale}${pathOf(request)}`}>{t('family.requests.bookOther')}</a>
          )
        }
      />
      <details>
        <summary>{t('family.requests.refuse')}</summary>
        <Form onSubmit={refuse}>
          <TextArea
            field={bookingRefuse['/reason']}
            label={t('family.requests.reason')}
            hint={t('family.requests.reasonHint')}
            rows={2}
          />
          <SubmitButton>
            {t(series ? 'family.requests.refuseSeries' : 'family.requests.refuseConfirm')}
          </SubmitButton>
        </Form>
      </details>
    </>
  );
}

/** It cannot be had as the child asked for it: the parent may book another time. */
const isOtherThanAsked = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.is('booking.series_not_free', 'booking.slot_taken', 'booking.price_raised');

function pathOf({ series, ...request }: Approval): string {
  const slot = slotOfBooking({ ...request, trial: false });
  return series ? seriesPath(slot) : slotPath(slot);
}
