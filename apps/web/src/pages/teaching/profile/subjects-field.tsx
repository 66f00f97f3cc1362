import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { profileSaveMine as fields } from '@edu/client/fields';
import { Icon, useFieldError, useTexts } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { useSubjectLabel } from '../../search/subject-names.tsx';
import { subjectSlug } from './profile-draft.ts';

interface SubjectsFieldProps {
  readonly label: string;
  readonly subjects: readonly string[];
  readonly onChange: (subjects: readonly string[]) => void;
}

/** Subjects, added one by one with suggestions of those that people look for. */
export function SubjectsField({ label, subjects, onChange }: SubjectsFieldProps) {
  const t = useTexts();
  const api = useApi();
  const id = useId();
  const subjectLabel = useSubjectLabel();
  const { name, maxItems } = fields['/subjects'];
  const error = useFieldError(name);
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const suggestions = useQuery({
    queryKey: ['suggest', q],
    enabled: q.length >= 2,
    queryFn: ({ signal }) =>
      api.get('/api/v1/search/suggest', { params: { query: { q } }, signal }),
  });
  const known = suggestions.data?.items ?? [];
  const add = () => {
    const suggested = known.find(({ label }) => label === typed.trim());
    const subject = suggested?.value ?? subjectSlug(typed);
    if (!subject) return;
    if (!subjects.includes(subject)) onChange([...subjects, subject]);
    setTyped('');
  };

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {subjects.length > 0 && (
        <ul className="chips">
          {subjects.map((subject) => (
            <li key={subject}>
              <span>{subjectLabel(subject)}</span>
              <button
                type="button"
                className="quiet"
                aria-label={t('teaching.removeSubject', { subject: subjectLabel(subject) })}
                onClick={() => onChange(subjects.filter((other) => other !== subject))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="with-button">
        <input
          id={id}
          name={name}
          list={`${id}-list`}
          value={typed}
          maxLength={fields['/subjects/-'].maxLength}
          autoComplete="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-hint`}
          disabled={subjects.length >= maxItems}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault(); // it adds the subject and does not send the form
            add();
          }}
        />
        <datalist id={`${id}-list`}>
          {known.map(({ value, label }) => (
            <option key={value} value={label} />
          ))}
        </datalist>
        <button type="button" className="quiet" onClick={add}>
          {t('teaching.addSubject')}
        </button>
      </div>
      <p className="field-hint" id={`${id}-hint`}>
        {t('teaching.hint.subjects')}
      </p>
      {error && <p className="field-error">{error}</p>}
    </div>
  );
}
