import type { FacetCount } from '@edu/client';
import { Icon, useReader, type IconName } from '@edu/ui';
import { SearchForm } from '../search/search-form.tsx';
import { useSubjectLabel } from '../search/subject-names.tsx';

const STEPS = ['how1', 'how2', 'how3'] as const;
const TRUST = [
  { name: 'trust1', icon: 'clock' },
  { name: 'trust2', icon: 'shield' },
  { name: 'trust3', icon: 'signal' },
] as const satisfies readonly { name: string; icon: IconName }[];

interface Props {
  /** The most frequent first; empty where they could not be had. */
  readonly popular: readonly FacetCount[];
}

/** Who are you looking for, for what, where; and what this is. */
export function HomeView({ popular }: Props) {
  const { locale, t } = useReader();
  const subjectLabel = useSubjectLabel();
  return (
    <>
      <section className="hero">
        <h1>{t('home.title')}</h1>
        <p className="lead">{t('home.lead')}</p>
        <SearchForm />
        {popular.length > 0 && (
          <nav className="popular" aria-labelledby="popular">
            <h2 id="popular">{t('home.popular')}</h2>
            <ul className="tags">
              {popular.map(({ value }) => {
                const what = subjectLabel(value);
                return (
                  <li key={value}>
                    <a
                      href={`/${locale}/search?${new URLSearchParams({ what }).toString()}`}
                      dir="auto"
                    >
                      {what}
                    </a>
                  </li>
                );
              })}
            </ul>
          </nav>
        )}
      </section>
      <ul className="trust">
        {TRUST.map(({ name, icon }) => (
          <li key={name}>
            <Icon name={icon} />
            <p>
              <strong>{t(`home.${name}`)}</strong> {t(`home.${name}Detail`)}
            </p>
          </li>
        ))}
      </ul>
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
