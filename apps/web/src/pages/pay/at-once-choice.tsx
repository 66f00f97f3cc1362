import { formatMoney, type Money } from '@edu/contract-kit';
import { useReader } from '@edu/ui';

interface AtOnceChoiceProps {
  readonly title: string;
  /** What there is besides all at once. */
  readonly one: string;
  /** How many lessons there are in all. */
  readonly count: number;
  readonly total: Money;
  readonly atOnce: boolean;
  readonly onChoose: (atOnce: boolean) => void;
}

/** Lessons of a series, to be paid at once or one by one. */
export function AtOnceChoice({ title, one, count, total, atOnce, onChoose }: AtOnceChoiceProps) {
  const { locale, t } = useReader();
  const radio = (isAll: boolean, label: string) => (
    <label>
      <input type="radio" name="what" checked={atOnce === isAll} onChange={() => onChoose(isAll)} />
      <span>{label}</span>
    </label>
  );
  return (
    <>
      <fieldset className="choice">
        <legend>{title}</legend>
        {radio(false, one)}
        {radio(true, t('booking.pay.what.all', { count, price: formatMoney(total, locale) }))}
      </fieldset>
      <p className="field-hint" aria-live="polite">
        {t(atOnce ? 'booking.pay.what.allHint' : 'booking.pay.what.oneHint')}
      </p>
    </>
  );
}
