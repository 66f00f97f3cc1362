import { useReader } from '@edu/ui';
import { SearchForm } from '../search/search-form.tsx';

const STEPS = ['how1', 'how2', 'how3'] as const;

/** Who are you looking for, for what, where; and what this is. */
export function HomeView() {
  const { locale, t } = useReader();
  return (
    <>
      <section className="hero">
        <h1>{t('home.title')}</h1>
        <p className="lead">{t('home.lead')}</p>
        <SearchForm />
      </section>
      <section aria-labelledby="how">
        <h2 id="how">{t('home.how')}</h2>
        <ol className="steps">
          {STEPS.map((step) => (
            <li key={step}>
              <h3>{t(`home.${step}`)}</h3>
              <p>{t(`home.${step}Detail`)}</p>
            </li>
          ))}
        </ol>
      </section>
      <section className="card" aria-labelledby="teach">
        <h2 id="teach">{t('home.teach')}</h2>
        <p>{t('home.teachDetail')}</p>
        <a className="button" href={`/${locale}/sign-up?as=tutor`}>
          {t('home.teachLink')}
        </a>
      </section>
    </>
  );
}
