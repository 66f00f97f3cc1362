import { authRegister as fields } from '@edu/client/fields';
import { Choice, Form, PasswordField, SubmitButton, TextField, useReader } from '@edu/ui';
import { ADDRESS_PROBLEMS, type TypedAddress } from '../account/address.ts';
import { AddressFields } from '../account/address-fields.tsx';

/** What was typed, without the password. */
export interface Details {
  readonly role: string;
  readonly displayName: string;
  readonly address: TypedAddress;
}

interface DetailsFormProps {
  readonly initial: Details;
  /** After each change. */
  readonly onChange: (values: FormData) => void;
  readonly onSubmit: (values: FormData) => Promise<void>;
}

/** Who somebody is, and how they are reached. */
export function DetailsForm({ initial, onChange, onSubmit }: DetailsFormProps) {
  const { locale, t } = useReader();
  return (
    <div onInput={({ target }) => onChange(new FormData((target as HTMLInputElement).form!))}>
      <Form
        onSubmit={onSubmit}
        fieldOf={{ ...ADDRESS_PROBLEMS, 'auth.weak_password': fields['/password'] }}
      >
        <Choice
          field={fields['/role']}
          legend={t('account.signUp.role')}
          defaultValue={initial.role}
          options={fields['/role'].options.map((role) => ({
            value: role,
            label: t(`account.role.${role}`),
          }))}
        />
        <TextField
          field={fields['/displayName']}
          label={t('account.name')}
          hint={t('account.nameHint')}
          autoComplete="name"
          defaultValue={initial.displayName}
        />
        <AddressFields initial={initial.address} />
        <PasswordField
          field={fields['/password']}
          label={t('account.signUp.password')}
          hint={t('account.signUp.passwordHint')}
          autoComplete="new-password"
        />
        <p className="field-hint">
          {t('account.signUp.agree')} <a href={`/${locale}/terms`}>{t('site.terms')}</a> ·{' '}
          <a href={`/${locale}/privacy`}>{t('site.privacy')}</a>
        </p>
        <SubmitButton>{t('account.signUp.submit')}</SubmitButton>
      </Form>
    </div>
  );
}
