import { useReader } from '@edu/ui';

/** To those with whom a child can have lessons. */
export function SearchChecked() {
  const { locale, t } = useReader();
  return <a href={`/${locale}/search?verified=identity`}>{t('booking.unchecked.search')}</a>;
}
