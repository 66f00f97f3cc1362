import { authRegister as fields } from '@edu/client/fields';
import { Form, PasswordField, SubmitButton, useTexts } from '@edu/ui';
import { ADDRESS_PROBLEMS, type TypedAddress } from '../account/address.ts';
import { AddressFields } from '../account/address-fields.tsx';
import { RoleAndName } from './role-and-name.tsx';
import { TermsAgreed } from './terms-agreed.tsx';

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
  const t = useTexts();
  return (
    <div onInput={({ target }) => onChange(new FormData((target as HTMLInputElement).form!))}>
      <Form
        onSubmit={onSubmit}
        fieldOf={{ ...ADDRESS_PROBLEMS, 'auth.weak_password': fields['/password'] }}
      >
        <RoleAndName {...initial} />
        <AddressFields initial={initial.address} />
        <PasswordField
          field={fields['/password']}
          label={t('account.signUp.password')}
          hint={t('account.signUp.passwordHint')}
          autoComplete="new-password"
        />
        <TermsAgreed />
        <SubmitButton>{t('account.signUp.submit')}</SubmitButton>
      </Form>
    </div>
  );
}
