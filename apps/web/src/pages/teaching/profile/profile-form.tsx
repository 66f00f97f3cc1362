import { useRef } from 'react';
import type { LessonMode, Locale, SaveProfile } from '@edu/client';
import { profileSaveMine as fields } from '@edu/client/fields';
import {
  Choice,
  Form,
  languageName,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  useDraft,
  useReader,
} from '@edu/ui';
import { DiplomasField } from './diplomas-field.tsx';
import { FluencyFields } from './fluency-fields.tsx';
import { LevelsFields } from './levels-fields.tsx';
import { PlaceFields } from './place-fields.tsx';
import { profileToSave, type DraftChange, type ProfileDraft } from './profile-draft.ts';
import { SubjectsField } from './subjects-field.tsx';
import { currencyName } from '../../account/typed-amount.ts';

/** Those of the region and its diaspora; the API takes every language of ISO 639. */
const LANGUAGES = [
  ...['fr', 'en', 'ar', 'pt', 'es', 'de', 'wo', 'bm', 'ff', 'ha', 'yo', 'ig', 'ln', 'sw', 'ee'],
  ...['tw', 'mos', 'dyu', 'ewo', 'kg'],
];
const CURRENCIES = fields['/hourlyRate/currency'].options;

interface ProfileFormProps {
  /** What the person offers: tutors say levels and diplomas, the others goals. */
  readonly kind: string;
  readonly initial: ProfileDraft;
  /** Of the profile that it changes: a draft of an older one is not taken up again. */
  readonly version: number;
  readonly onDirty: (dirty: boolean) => void;
  readonly onSave: (profile: SaveProfile) => Promise<void>;
}

export function ProfileForm({ kind, initial, version, onDirty, onSave }: ProfileFormProps) {
  const { locale, t } = useReader();
  const [draft, setDraft, forget] = useDraft(`teaching.${version}`, initial);
  // Some changes come when an answer does, and meanwhile others were typed.
  const latest = useRef(draft);
  const change = (part: DraftChange) => {
    onDirty(true);
    const changed = typeof part === 'function' ? part(latest.current) : part;
    latest.current = { ...latest.current, ...changed };
    setDraft(latest.current);
  };
  const toggled = <T extends string>(list: readonly T[], value: T, chosen: boolean) =>
    chosen ? [...list, value] : list.filter((other) => other !== value);

  return (
    <Form
      className="form wide"
      onSubmit={async () => {
        await onSave(profileToSave(draft));
        forget();
        onDirty(false);
      }}
    >
      <section id="field-displayName">
        <TextField
          field={fields['/displayName']}
          label={t('teaching.field.displayName')}
          hint={t('teaching.hint.displayName')}
          autoComplete="name"
          dir="auto"
          value={draft.displayName}
          onChange={({ target }) => change({ displayName: target.value })}
        />
      </section>
      <section id="field-headline">
        <TextField
          field={fields['/headline']}
          label={t('teaching.field.headline')}
          hint={t('teaching.hint.headline')}
          dir="auto"
          value={draft.headline}
          onChange={({ target }) => change({ headline: target.value })}
        />
      </section>
      <section id="field-bio">
        <TextArea
          field={fields['/bio']}
          label={t('teaching.field.bio')}
          hint={t('teaching.hint.bio')}
          rows={7}
          dir="auto"
          value={draft.bio}
          onChange={({ target }) => change({ bio: target.value })}
        />
      </section>
      <section id="field-subjects">
        <SubjectsField
          label={t('teaching.field.subjects')}
          subjects={draft.subjects}
          onChange={(subjects) => change({ subjects })}
        />
      </section>
      {kind === 'tutor' ? (
        <>
          <section id="field-subjectLevels">
            <LevelsFields draft={draft} onChange={(levels) => change({ levels })} />
          </section>
          <section id="field-diplomas">
            <DiplomasField
              diplomas={draft.diplomas}
              onChange={(diplomas) => change({ diplomas })}
            />
          </section>
        </>
      ) : (
        <section id="field-goals">
          <TextArea
            field={{ name: fields['/goals'].name }}
            label={t('teaching.field.goals')}
            hint={t('teaching.hint.goals')}
            rows={4}
            dir="auto"
            value={draft.goals}
            onChange={({ target }) => change({ goals: target.value })}
          />
        </section>
      )}
      <section id="field-languages">
        <Choice
          multiple
          field={fields['/languages']}
          legend={t('teaching.field.languages')}
          options={languageOptions(draft.languages, locale)}
          defaultValue={draft.languages}
          onChange={(value, chosen) =>
            change({ languages: toggled(draft.languages, value, chosen) })
          }
        />
      </section>
      <section id="field-languageLevels">
        <FluencyFields draft={draft} onChange={(fluency) => change({ fluency })} />
      </section>
      <section id="field-modes">
        <Choice
          multiple
          field={fields['/modes']}
          legend={t('teaching.field.modes')}
          options={fields['/modes/-'].options.map((value) => ({
            value,
            label: t(`teaching.mode.${value}`),
          }))}
          defaultValue={draft.modes}
          onChange={(value, chosen) =>
            change({ modes: toggled(draft.modes, value as LessonMode, chosen) })
          }
        />
      </section>
      <section id="field-hourlyRate" className="pair">
        <TextField
          field={fields['/hourlyRate/amount']}
          rewritten
          label={t('teaching.field.hourlyRate')}
          hint={t('teaching.hint.hourlyRate')}
          inputMode="decimal"
          autoComplete="off"
          value={draft.rate}
          onChange={({ target }) => change({ rate: target.value })}
        />
        <SelectField
          field={fields['/hourlyRate/currency']}
          label={t('teaching.field.currency')}
          value={draft.currency}
          onChange={({ target }) =>
            change({ currency: target.value as (typeof CURRENCIES)[number] })
          }
        >
          {CURRENCIES.map((currency) => (
            <option key={currency} value={currency}>
              {currencyName(currency, locale)}
            </option>
          ))}
        </SelectField>
      </section>
      <section id="field-introVideo">
        <TextField
          field={fields['/introVideo']}
          label={t('teaching.field.introVideo')}
          hint={t('teaching.hint.introVideo')}
          inputMode="url"
          autoComplete="off"
          value={draft.introVideo}
          onChange={({ target }) => change({ introVideo: target.value })}
        />
      </section>
      <PlaceFields draft={draft} onChange={change} />
      <SubmitButton>{t('site.save')}</SubmitButton>
    </Form>
  );
}

/** Those that this device has a name for, and those that were chosen. */
function languageOptions(chosen: readonly string[], locale: Locale) {
  return [...new Set([...LANGUAGES, ...chosen])]
    .map((value) => ({ value, label: languageName(value, locale) }))
    .filter(({ value, label }) => label !== value || chosen.includes(value));
}
