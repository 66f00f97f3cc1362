import type { User } from '@edu/client';
import { authUpdateMe as fields } from '@edu/client/fields';
import { fieldText, Form, SelectField, SubmitButton, TextField, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { setLanguage } from '../../shell/language-cookie.ts';
import { ZoneField } from './zone-field.tsx';

/** Each by its own name, for those who do not read the other. */
const LANGUAGES = { fr: 'Français', en: 'English' } as const;

interface ProfileFormProps {
  readonly user: User;
  readonly onSaved: (user: User) => void;
}

/** Name, language and time zone. */
export function ProfileForm({ user, onSaved }: ProfileFormProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const save = async (values: FormData) => {
    const saved = await api.patch('/api/v1/me', {
      body: {
        displayName: fieldText(values, fields['/displayName']),
        locale: fieldText(values, fields['/locale']) === 'en' ? 'en' : 'fr',
        zone: fieldText(values, fields['/zone']),
      },
    });
    onSaved(saved);
    const isOther = saved.locale !== user.locale && saved.locale !== locale;
    if (!isOther) return toast(t('site.saved'));
    setLanguage(saved.locale);
    location.assign(`/${saved.locale}/account`);
  };
  return (
    <section className="card" aria-labelledby="profile">
      <h2 id="profile">{t('account.profile')}</h2>
      <Form onSubmit={save}>
        <TextField
          field={fields['/displayName']}
          label={t('account.name')}
          hint={t('account.nameHint')}
          autoComplete="name"
          defaultValue={user.displayName}
          // The contract changes what is sent alone; this form sends the name each time.
          required
        />
        <SelectField
          field={fields['/locale']}
          label={t('account.language')}
          hint={t('account.languageHint')}
          defaultValue={user.locale}
        >
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <ZoneField zone={user.zone} />
        <SubmitButton>{t('site.save')}</SubmitButton>
      </Form>
    </section>
  );
}
