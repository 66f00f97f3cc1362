import type { Earning } from '@edu/client';
import { DateFormat, formatMoney } from '@edu/contract-kit';
import { useReader } from '@edu/ui';

const KINDS = ['decided', 'all', 'new_provider', 'chargebacks'] as const;

/** What of an earning is kept for a while, until when, and why. */
export function ReserveText({ reserve }: { readonly reserve: NonNullable<Earning['reserve']> }) {
  const { locale, t } = useReader();
  const { amount, until, why, words } = reserve;
  return (
    <p className="field-hint" dir="auto">
      {t('teaching.earnings.reserve', {
        amount: formatMoney(amount, locale),
        until: new DateFormat(locale, { dateStyle: 'long' }).format(new Date(until)),
        why: KINDS.find((one) => one === why) ?? 'other',
        words: words ?? '',
      })}
    </p>
  );
}
