import type { WaiverPreview } from '@edu/client';
import { MoneyText, useReader } from '@edu/ui';

interface WaiverSumsProps {
  readonly sums: WaiverPreview;
  readonly bornBy: 'provider' | 'platform';
}

/** Where the money of a booking goes that support calls off, and who bears that. */
export function WaiverSums({ sums: { refund, kept, compensation }, bornBy }: WaiverSumsProps) {
  const { t } = useReader();
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t('staff.booking.waiveGives')}</dt>
          <dd>
            <MoneyText money={refund} />
          </dd>
        </div>
        <div>
          <dt>{t('staff.booking.waiveKeeps')}</dt>
          <dd>
            <MoneyText money={kept} />
          </dd>
        </div>
        <div>
          <dt>{t('staff.booking.waivePays')}</dt>
          <dd>
            <MoneyText money={compensation} />
          </dd>
        </div>
      </dl>
      <p>{t(`staff.booking.waiveMeans.${refund.amount === 0 ? 'nobody' : bornBy}`)}</p>
    </>
  );
}
