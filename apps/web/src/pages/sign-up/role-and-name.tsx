import { authRegister as fields } from '@edu/client/fields';
import { Choice, TextField, useTexts } from '@edu/ui';

interface RoleAndNameProps {
  readonly role: string;
  readonly displayName: string;
}

/** Who somebody is, at first. */
export function RoleAndName({ role, displayName }: RoleAndNameProps) {
  const t = useTexts();
  return (
    <>
      <Choice
        field={fields['/role']}
        legend={t('account.signUp.role')}
        defaultValue={role}
        options={fields['/role'].options.map((value) => ({
          value,
          label: t(`account.role.${value}`),
        }))}
      />
      <TextField
        field={fields['/displayName']}
        label={t('account.name')}
        hint={t('account.nameHint')}
        autoComplete="name"
        defaultValue={displayName}
      />
    </>
  );
}
