import type { StaffPayout } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { deviceZone, MoneyText, TimeText, useReader } from '@edu/ui';

/** How much goes to whom, and where. */
export function PayoutFacts({ payout }: { readonly payout: StaffPayout }) {
  const { t } = useReader();
  const {
    amount,
    operator,
    payeeEnd: end,
    providerName,
    providerId: id,
    from,
    walletName,
  } = payout;
  return (
    <>
      <h3>
        <MoneyText money={amount} />
      </h3>
      <p>
        {providerName ?? t('payouts.staff.whose', { id })}
        <br />
        {t('payouts.staff.from', { from })}
        <br />
        {t('payouts.to', { operator, end })}
        <br />
        <TimeText at={payout.endedAt ?? payout.createdAt} zone={deviceZone()} />
      </p>
      {walletName !== null && (
        <p role="note">{t('payouts.staff.otherName', { name: isolated(walletName) })}</p>
      )}
    </>
  );
}
