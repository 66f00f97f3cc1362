import { profileSaveMine as fields } from '@edu/client/fields';
import { TextField, useTexts } from '@edu/ui';
import type { DiplomaDraft } from './profile-draft.ts';

const TITLE = fields['/diplomas/-/title'];
const EMPTY: DiplomaDraft = { title: '', institution: '', year: '' };

interface DiplomasFieldProps {
  readonly diplomas: readonly DiplomaDraft[];
  readonly onChange: (diplomas: readonly DiplomaDraft[]) => void;
}

/** What somebody has learnt, one by one; a row without a title is none. */
export function DiplomasField({ diplomas, onChange }: DiplomasFieldProps) {
  const t = useTexts();
  const change = (at: number, part: Partial<DiplomaDraft>) =>
    onChange(diplomas.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset>
      <legend>{t('teaching.field.diplomas')}</legend>
      <p className="field-hint">{t('teaching.hint.diplomas')}</p>
      {diplomas.map((diploma, at) => (
        <div key={at} className="pair">
          <TextField
            field={{ name: `diplomas.${at}.title`, maxLength: TITLE.maxLength }}
            label={t('teaching.diploma.title')}
            dir="auto"
            value={diploma.title}
            onChange={({ target }) => change(at, { title: target.value })}
          />
          <TextField
            field={{ ...fields['/diplomas/-/institution'], name: `diplomas.${at}.institution` }}
            label={t('teaching.diploma.institution')}
            dir="auto"
            value={diploma.institution}
            onChange={({ target }) => change(at, { institution: target.value })}
          />
          <TextField
            field={{ ...fields['/diplomas/-/year'], name: `diplomas.${at}.year` }}
            label={t('teaching.diploma.year')}
            inputMode="numeric"
            value={diploma.year}
            onChange={({ target }) => change(at, { year: target.value })}
          />
          <button
            type="button"
            className="quiet"
            onClick={() => onChange(diplomas.filter((_, index) => index !== at))}
          >
            {t('teaching.diploma.remove')}
          </button>
        </div>
      ))}
      {diplomas.length < fields['/diplomas'].maxItems && (
        <button type="button" className="quiet" onClick={() => onChange([...diplomas, EMPTY])}>
          {t('teaching.diploma.add')}
        </button>
      )}
    </fieldset>
  );
}
