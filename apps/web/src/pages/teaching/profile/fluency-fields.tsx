import { profileSaveMine as fields } from '@edu/client/fields';
import { languageName, SelectField, useReader } from '@edu/ui';
import type { ProfileDraft } from './profile-draft.ts';

const { options: FLUENCIES } = fields['/languageLevels/-/level'];

interface FluencyFieldsProps {
  readonly draft: Pick<ProfileDraft, 'languages' | 'fluency'>;
  readonly onChange: (fluency: ProfileDraft['fluency']) => void;
}

/** How well somebody speaks each language of the lessons. */
export function FluencyFields({ draft: { languages, fluency }, onChange }: FluencyFieldsProps) {
  const { locale, t } = useReader();
  return (
    <div className="pair">
      {languages.map((language) => (
        <SelectField
          key={language}
          field={{ name: `languageLevels.${language}` }}
          label={t('teaching.fluencyOf', { language: languageName(language, locale) })}
          value={fluency[language] ?? ''}
          onChange={({ target }) =>
            onChange({ ...fluency, [language]: FLUENCIES.find((one) => one === target.value) })
          }
        >
          <option value="">–</option>
          {FLUENCIES.map((level) => (
            <option key={level} value={level}>
              {t(`levels.spoken.${level}`)}
            </option>
          ))}
        </SelectField>
      ))}
    </div>
  );
}
