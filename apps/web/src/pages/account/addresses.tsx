import { useState } from 'react';
import type { AddressChannel, User } from '@edu/client';
import { toast, useTexts } from '@edu/ui';
import { ChangeAddress } from './change-address.tsx';
import { readableNumber } from './phone-number.ts';

interface AddressesProps {
  readonly user: User;
  readonly onChanged: (user: User) => void;
}

/** The ways in, which are also the ways by which messages come. */
export function Addresses({ user, onChanged }: AddressesProps) {
  const t = useTexts();
  const [changing, setChanging] = useState<AddressChannel>();
  const rows = [
    { channel: 'sms', label: t('account.phone'), value: user.phone && readableNumber(user.phone) },
    { channel: 'email', label: t('account.email'), value: user.email },
  ] as const;
  return (
    <section className="card" aria-labelledby="addresses">
      <h2 id="addresses">{t('account.addresses')}</h2>
      <p>{t('account.addressesHint')}</p>
      {rows.map(({ channel, label, value }) => (
        <div key={channel} className="address-row">
          <p>
            <span className="field-hint">{label}</span>
            <br />
            <strong>{value ?? t('account.none')}</strong>
          </p>
          {changing !== channel && (
            <button type="button" className="quiet" onClick={() => setChanging(channel)}>
              {t(value ? 'account.change' : 'account.add')}
              <span className="visually-hidden"> {label}</span>
            </button>
          )}
          {changing === channel && (
            <ChangeAddress
              channel={channel}
              onCancel={() => setChanging(undefined)}
              onChanged={(changed) => {
                setChanging(undefined);
                onChanged(changed);
                toast(t('site.saved'));
              }}
            />
          )}
        </div>
      ))}
    </section>
  );
}
