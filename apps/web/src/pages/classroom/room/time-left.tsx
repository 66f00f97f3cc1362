import { useEffect, useState } from 'react';
import { useReader } from '@edu/ui';

const MINUTE = 60_000;

/** Minutes that are left of the lesson, by this device's clock. */
export function TimeLeft({ endsAt }: { readonly endsAt: string }) {
  const { t } = useReader();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.ceil((Date.parse(endsAt) - now) / MINUTE);
  return <p>{minutes > 0 ? t('classroom.timeLeft', { minutes }) : t('classroom.timeUp')}</p>;
}
