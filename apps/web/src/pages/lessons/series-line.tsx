import type { BookingDetails } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { useReader } from '@edu/ui';
import type { Part } from './lesson-filters.ts';

interface SeriesLineProps {
  readonly lesson: BookingDetails;
  /** Which lessons the list has. */
  readonly part: Part;
}

/** For what else the first lesson of a series stands in a list: how many, what is paid, and where they are. */
export function SeriesLine({ lesson: { seriesId, ofSeries }, part }: SeriesLineProps) {
  const { locale, t } = useReader();
  if (!ofSeries) return null;
  const { lessons, paid, total, totalPaid } = ofSeries;
  const isAhead = part === 'upcoming' || part === 'to_pay';
  return (
    <div className="lesson-series">
      <p>{t(`lessons.ofSeries.${part}`, { lessons })}</p>
      {isAhead && (
        <p className="field-hint">
          {t('lessons.ofSeries.paid', {
            ...{ paid, lessons },
            amount: formatMoney(totalPaid, locale),
            total: formatMoney(total, locale),
          })}
        </p>
      )}
      <a className="button quiet" href={`/${locale}/lessons/series/${seriesId}`}>
        {t('lessons.ofSeries.see')}
      </a>
    </div>
  );
}
