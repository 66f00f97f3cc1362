import { profileSaveMine as fields } from '@edu/client/fields';
import { Choice, useTexts } from '@edu/ui';
import { useSubjectLabel } from '../../search/subject-names.tsx';
import type { ProfileDraft } from './profile-draft.ts';

const LEVELS = fields['/subjectLevels/-/levels/-'].options;

interface LevelsFieldsProps {
  readonly draft: Pick<ProfileDraft, 'subjects' | 'levels'>;
  readonly onChange: (levels: ProfileDraft['levels']) => void;
}

/** Who each subject of a tutor is taught to. */
export function LevelsFields({ draft: { subjects, levels }, onChange }: LevelsFieldsProps) {
  const t = useTexts();
  const subjectLabel = useSubjectLabel();
  return (
    <>
      {subjects.length > 0 && <p className="field-hint">{t('teaching.hint.subjectLevels')}</p>}
      {subjects.map((subject) => {
        const chosen = levels[subject] ?? [];
        return (
          <Choice
            key={subject}
            multiple
            field={{ name: `subjectLevels.${subject}` }}
            legend={t('teaching.levelsOf', { subject: subjectLabel(subject) })}
            options={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
            defaultValue={chosen}
            onChange={(value, isChosen) => {
              const of = LEVELS.filter((level) =>
                level === value ? isChosen : chosen.includes(level),
              );
              onChange({ ...levels, [subject]: of });
            }}
          />
        );
      })}
    </>
  );
}
