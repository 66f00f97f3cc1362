import { useTexts } from '@edu/ui';
import { SearchForm } from '../search/search-form.tsx';

/** In place of a profile that was taken back, or never was. */
export function ProviderGone() {
  const t = useTexts();
  return (
    <section className="hero">
      <h1>{t('provider.gone.title')}</h1>
      <p className="lead">{t('provider.gone.detail')}</p>
      <SearchForm />
    </section>
  );
}
