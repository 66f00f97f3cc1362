import type { UsableCredit } from '@edu/client';
import { formatMoney, type Money } from '@edu/contract-kit';
import { useReader } from '@edu/ui';

interface CreditChoiceProps {
  readonly credit: UsableCredit;
  /** What is left to pay another way, where there is one that takes it. */
  readonly rest: Money | undefined;
  /** Nothing takes the price without it. */
  readonly mustSpend: boolean;
  readonly uses: boolean;
  readonly onChange: (uses: boolean) => void;
}

/** Whether credit pays first, and what is left then. */
export function CreditChoice({ credit, rest, mustSpend, uses, onChange }: CreditChoiceProps) {
  const { locale, t } = useReader();
  const text = (money: Money) => formatMoney(money, locale);
  return (
    <div className="reserve">
      <fieldset className="choice">
        <legend>{t('booking.credit.title')}</legend>
        <label>
          <input
            type="checkbox"
            checked={uses}
            disabled={mustSpend}
            onChange={({ target }) => onChange(target.checked)}
          />
          <span>{t('booking.credit.use', { balance: text(credit.balance) })}</span>
        </label>
      </fieldset>
      <p className="field-hint" aria-live="polite">
        {uses &&
          rest &&
          t(credit.covers ? 'booking.credit.covers' : 'booking.credit.rest', { rest: text(rest) })}
      </p>
    </div>
  );
}
