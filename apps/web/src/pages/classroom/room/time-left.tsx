import { useReader } from '@edu/ui';
import { useServerNow } from '../../../island/use-server-now.ts';

const MINUTE = 60_000;

/** Minutes that are left of the lesson, whatever the device's clock says. */
export function TimeLeft({ endsAt }: { readonly endsAt: string }) {
  const { t } = useReader();
  const now = useServerNow(15_000);
  if (now === undefined) return null;
  const minutes = Math.ceil((Date.parse(endsAt) - now) / MINUTE);
  return <p>{minutes > 0 ? t('classroom.timeLeft', { minutes }) : t('classroom.timeUp')}</p>;
}
