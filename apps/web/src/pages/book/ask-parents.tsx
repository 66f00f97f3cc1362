import { useMutation } from '@tanstack/react-query';
import { ErrorNotice, Notice, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { intentOf } from '../../island/kept-intent.ts';
import { wishOf, type WantedSlot } from './slot-link.ts';

/** For a child whose lesson is beyond its caps: asks its parents, who find it on the page of the family. */
export function AskParents({ slot }: { readonly slot: WantedSlot }) {
  const { locale, t } = useReader();
  const api = useApi();
  const ask = useMutation({
    mutationFn: () => {
      const { providerId, startsAt, minutes, mode, subject } = slot;
      return api.post('/api/v1/approvals', {
        body: { providerId, startsAt, durationMinutes: minutes, mode, subject },
        intent: intentOf(`ask ${wishOf(slot)}`),
      });
    },
  });
  if (ask.isSuccess) {
    return (
      <Notice tone="good" title={t('booking.asked')}>
        <p>{t('booking.askedDetail')}</p>
        <p>
          <a href={`/${locale}/account/family`}>{t('booking.myRequests')}</a>
        </p>
      </Notice>
    );
  }
  return (
    <>
      {ask.error !== null && <ErrorNotice error={ask.error} />}
      <button
        type="button"
        className="button"
        aria-disabled={ask.isPending}
        onClick={() => !ask.isPending && ask.mutate()}
      >
        {t('booking.askParents')}
      </button>
      <p className="field-hint">{t('booking.askParentsHint')}</p>
    </>
  );
}
