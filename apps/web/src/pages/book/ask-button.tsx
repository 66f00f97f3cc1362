import { useMutation } from '@tanstack/react-query';
import { ErrorNotice, Notice, useReader } from '@edu/ui';
import { intentOf } from '../../island/kept-intent.ts';

interface AskButtonProps {
  /** Names what is wished for: the same after a reload. */
  readonly wish: string;
  readonly ask: (intent: string) => Promise<unknown>;
}

/** Asks the parents of a child, who find it on the page of the family. */
export function AskButton({ wish, ask }: AskButtonProps) {
  const { locale, t } = useReader();
  const asking = useMutation({ mutationFn: () => ask(intentOf(`ask ${wish}`)) });
  if (asking.isSuccess) {
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
      {asking.error !== null && <ErrorNotice error={asking.error} />}
      <button
        type="button"
        className="button"
        aria-disabled={asking.isPending}
        onClick={() => !asking.isPending && asking.mutate()}
      >
        {t('booking.askParents')}
      </button>
      <p className="field-hint">{t('booking.askParentsHint')}</p>
    </>
  );
}
