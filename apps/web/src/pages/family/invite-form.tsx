import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Child } from '@edu/client';
import { profileInviteToFamily as fields } from '@edu/client/fields';
import { Choice, deviceZone, fieldText, Form, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { ADDRESS_PROBLEMS, addressOf, noAddress, typedAddress } from '../account/address.ts';
import { AddressFields } from '../account/address-fields.tsx';
import { INVITATIONS, useInvitations } from './received-invitations.tsx';

/** Invites the second parent, or the child to its own sign-in; and what waits for an answer. */
export function InviteForm({ child }: { readonly child: Child }) {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const { invitations, end } = useInvitations();
  const [sent, setSent] = useState(0);
  const { id: childId, hasAccount } = child;
  const invite = async (values: FormData) => {
    const as = fieldText(values, fields['/as']) === 'child' ? 'child' : 'parent';
    const body = { as, address: addressOf(typedAddress(values)) } as const;
    const options = { params: { path: { childId } }, body };
    await api.post('/api/v1/me/children/{childId}/invitations', options);
    toast(t('family.invite.sent'));
    setSent(sent + 1);
    await queries.invalidateQueries({ queryKey: INVITATIONS });
  };
  const waiting = invitations.data?.sent.filter((one) => one.childId === childId) ?? [];
  return (
    <>
      <ul className="plain">
        {waiting.map(({ id, as, address }) => (
          <li key={id}>
            {t('family.invite.waiting', { as, address })}
            <Form onSubmit={() => end(id)}>
              <SubmitButton>{t('family.invite.withdraw')}</SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
      <Form key={sent} onSubmit={invite} fieldOf={ADDRESS_PROBLEMS}>
        <p>{t('family.invite.hint')}</p>
        <Choice
          field={fields['/as']}
          legend={t('family.invite.whom')}
          defaultValue="parent"
          options={[
            { value: 'parent', label: t('family.invite.parent') },
            ...(hasAccount ? [] : [{ value: 'child', label: t('family.invite.child') }]),
          ]}
        />
        <AddressFields initial={noAddress('email', deviceZone())} />
        <SubmitButton>{t('family.invite.send')}</SubmitButton>
      </Form>
    </>
  );
}
