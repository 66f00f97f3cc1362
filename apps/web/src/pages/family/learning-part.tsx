import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Learning } from '@edu/client';
import { profileSaveLearning as fields } from '@edu/client/fields';
import { Form, QueryView, SelectField, SubmitButton, TextArea, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { useSubjectLabel } from '../search/subject-names.tsx';
import { SubjectsField } from '../teaching/profile/subjects-field.tsx';
import { linesOf } from '../teaching/profile/profile-draft.ts';

const LEVELS = fields['/level'].options;

interface LearningPartProps {
  /** Whose parent the reader is; their own without. */
  readonly childId?: string;
}

/** What somebody wants to learn, and the searches that follow from it. */
export function LearningPart({ childId }: LearningPartProps) {
  const api = useApi();
  const queries = useQueryClient();
  const queryKey = ['family', 'learning', childId];
  const path = childId === undefined ? undefined : { childId };
  const learning = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      path
        ? api.get('/api/v1/me/children/{childId}/learning', { params: { path }, signal })
        : api.get('/api/v1/me/learning', { signal }),
  });
  return (
    <QueryView query={learning}>
      {(saved) => (
        <LearningForm
          saved={saved}
          onSave={async (body) => {
            const now = path
              ? await api.put('/api/v1/me/children/{childId}/learning', { params: { path }, body })
              : await api.put('/api/v1/me/learning', { body });
            queries.setQueryData(queryKey, now);
          }}
        />
      )}
    </QueryView>
  );
}

interface Wanted {
  readonly level?: (typeof LEVELS)[number];
  readonly subjects: string[];
  readonly goals: string[];
}

interface LearningFormProps {
  readonly saved: Learning;
  readonly onSave: (wanted: Wanted) => Promise<void>;
}

function LearningForm({ saved, onSave }: LearningFormProps) {
  const { locale, t } = useReader();
  const subjectLabel = useSubjectLabel();
  const [level, setLevel] = useState(LEVELS.find((one) => one === saved.level));
  const [subjects, setSubjects] = useState<readonly string[]>(saved.subjects);
  const [goals, setGoals] = useState(saved.goals.join('\n'));
  const searchFor = (subject: string) =>
    `/${locale}/search?${new URLSearchParams({
      what: subjectLabel(subject),
      ...(saved.level && { level: saved.level }),
    })}`;
  return (
    <>
      <p>{t('family.learning.hint')}</p>
      <Form
        onSubmit={async () => {
          await onSave({ ...(level && { level }), subjects: [...subjects], goals: linesOf(goals) });
          toast(t('site.saved'));
        }}
      >
        <SelectField
          field={fields['/level']}
          label={t('family.learning.level')}
          value={level ?? ''}
          onChange={({ target }) => setLevel(LEVELS.find((one) => one === target.value))}
        >
          <option value="">–</option>
          {LEVELS.map((one) => (
            <option key={one} value={one}>
              {t(`levels.${one}`)}
            </option>
          ))}
        </SelectField>
        <SubjectsField
          label={t('family.learning.subjects')}
          subjects={subjects}
          onChange={setSubjects}
        />
        <TextArea
          field={{ name: fields['/goals'].name }}
          label={t('family.learning.goals')}
          hint={t('family.learning.goalsHint')}
          rows={3}
          dir="auto"
          value={goals}
          onChange={({ target }) => setGoals(target.value)}
        />
        <SubmitButton>{t('site.save')}</SubmitButton>
      </Form>
      {saved.subjects.length > 0 && (
        <>
          <p>{t('family.learning.find')}</p>
          <ul className="tags">
            {saved.subjects.map((subject) => (
              <li key={subject}>
                <a href={searchFor(subject)}>{subjectLabel(subject)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
