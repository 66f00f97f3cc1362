import type { Listing } from '@edu/client';
import { FLUENCIES, LEVELS } from '@edu/contract-kit';
import { Icon, languageName, useReader } from '@edu/ui';
import { useSubjectLabel } from '../search/subject-names.tsx';

interface Props {
  readonly profile: Listing;
}

/** Subjects, a tutor's with their levels. Levels that came after this program was built are left out. */
export function Subjects({ profile: { kind, subjects, subjectLevels } }: Props) {
  const { t } = useReader();
  const subjectLabel = useSubjectLabel();
  const levelsOf = (subject: string) => {
    const of = subjectLevels.find((one) => one.subject === subject)?.levels ?? [];
    return LEVELS.filter((level) => of.includes(level)).map((level) => t(`levels.${level}`));
  };
  return (
    <ul className="tags" aria-label={t('provider.subjects', { kind })}>
      {subjects.map((slug) => {
        const levels = levelsOf(slug);
        return (
          <li key={slug} dir="auto">
            {subjectLabel(slug)}
            {levels.length > 0 && <small> {levels.join(', ')}</small>}
          </li>
        );
      })}
    </ul>
  );
}

/** `français (langue maternelle), anglais (B2)` */
export function Languages({ profile: { languages, languageLevels } }: Props) {
  const { locale, t } = useReader();
  const named = languages.map((code) => {
    const language = languageName(code, locale);
    const said = languageLevels.find((one) => one.language === code)?.level;
    const level = FLUENCIES.find((known) => known === said);
    return level ? t('levels.spokenShort', { language, level }) : language;
  });
  return (
    <li>
      <Icon name="speech" />
      <span>
        {t('provider.languages')} {named.join(', ')}
      </span>
    </li>
  );
}

const SITES: Readonly<Record<string, string>> = {
  'www.youtube.com': 'YouTube',
  'vimeo.com': 'Vimeo',
  'www.dailymotion.com': 'Dailymotion',
};

/** A link: nothing of another site is loaded before somebody follows it. */
export function IntroVideo({ profile: { introVideo } }: Props) {
  const { t } = useReader();
  const site = introVideo && SITES[new URL(introVideo).hostname];
  if (!site) return null;
  return (
    <li>
      <Icon name="video" />
      <span>
        <a href={introVideo} target="_blank" rel="noreferrer">
          {t('provider.video', { site })}
        </a>{' '}
        <small>{t('provider.videoHint')}</small>
      </span>
    </li>
  );
}

/** What a coach or a mentor helps to reach, and what somebody has learnt. */
export function GoalsAndDiplomas({ profile: { goals, diplomas } }: Props) {
  const { t } = useReader();
  return (
    <>
      {goals.length > 0 && (
        <section aria-labelledby="goals">
          <h2 id="goals">{t('provider.goals')}</h2>
          <ul>
            {goals.map((goal) => (
              <li key={goal} dir="auto">
                {goal}
              </li>
            ))}
          </ul>
        </section>
      )}
      {diplomas.length > 0 && (
        <section aria-labelledby="diplomas">
          <h2 id="diplomas">{t('provider.diplomas')}</h2>
          <ul>
            {diplomas.map(({ title, institution, year }, at) => (
              <li key={at} dir="auto">
                {[title, institution, year].filter(Boolean).join(', ')}
              </li>
            ))}
          </ul>
          <p className="field-hint">{t('provider.diplomasHint')}</p>
        </section>
      )}
    </>
  );
}
