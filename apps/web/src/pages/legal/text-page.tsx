import { useReader } from '@edu/ui';
import type { TextKey } from '@edu/i18n';

interface Section {
  readonly title: TextKey;
  /** Paragraphs. */
  readonly texts: readonly TextKey[];
}

interface Props {
  readonly title: TextKey;
  readonly lead: TextKey;
  /** Said before all else: the text is not final. */
  readonly isDraft: boolean;
  readonly sections: readonly Section[];
}

/** A page to read: headings and paragraphs. */
export function TextPage({ title, lead, isDraft, sections }: Props) {
  const { locale, t } = useReader();
  return (
    <article className="text-page">
      <h1>{t(title)}</h1>
      {isDraft && (
        <ul className="notices">
          <li>{t('legal.draft')}</li>
        </ul>
      )}
      <p className="lead">{t(lead)}</p>
      {sections.map((section) => (
        <section key={section.title}>
          <h2>{t(section.title)}</h2>
          {section.texts.map((text) => (
            <p key={text}>{t(text)}</p>
          ))}
        </section>
      ))}
      <p className="actions">
        <a className="button quiet" href={`/${locale}/search`}>
          {t('site.search')}
        </a>
      </p>
    </article>
  );
}
