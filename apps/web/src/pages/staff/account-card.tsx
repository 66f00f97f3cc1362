import { lazy, Suspense, useState } from 'react';
import type { FoundAccount } from '@edu/client';
import { deviceZone, TimeText, useTexts } from '@edu/ui';
import { givesLessons } from '../../shell/teaches.ts';
import { SuspensionDialog } from './suspension-dialog.tsx';

const PasskeyLinkDialog = lazy(async () => ({
  default: (await import('./passkey-link-dialog.tsx')).PasskeyLinkDialog,
}));

const AccountReliability = lazy(async () => ({
  default: (await import('./account-reliability.tsx')).AccountReliability,
}));

interface AccountCardProps {
  readonly account: FoundAccount;
  /** Who of staff have a passkey is for admins to see to, and nobody's own affair. */
  readonly invites: boolean;
  readonly onChanged: (account: FoundAccount) => void;
}

/** An account as staff see it. */
export function AccountCard({ account, invites, onChanged }: AccountCardProps) {
  const t = useTexts();
  const [isAsking, setAsking] = useState(false);
  const [isInviting, setInviting] = useState(false);
  const [isReading, setReading] = useState(false);
  const { userId, displayName, roles, email, phone, createdAt, suspendedAt, suspendedFor } =
    account;
  const isOpen = suspendedAt === null;
  return (
    <section className="card" aria-labelledby={userId}>
      <h2 id={userId}>{displayName}</h2>
      <p>
        {roles.map((role) => (
          <span key={role} className="tag">
            {t(`account.role.${role}`)}
          </span>
        ))}
        {!isOpen && <span className="tag">{t('staff.accounts.closed')}</span>}
      </p>
      <p className="address">{[email, phone].filter(Boolean).join(' · ')}</p>
      <p className="field-hint">
        {t('staff.accounts.since')} <TimeText at={createdAt} zone={deviceZone()} />
      </p>
      {!isOpen && (
        <p className="field-hint">
          {t('staff.accounts.closedSince')} <TimeText at={suspendedAt} zone={deviceZone()} /> ·{' '}
          {t('staff.accounts.reasonIs', { reason: suspendedFor ?? 'other' })}
        </p>
      )}
      <p className="actions">
        <button
          type="button"
          className={isOpen ? 'danger' : 'quiet'}
          onClick={() => setAsking(true)}
        >
          {t(isOpen ? 'staff.accounts.suspend' : 'staff.accounts.reinstate')}
        </button>
        {invites && (
          <button type="button" className="quiet" onClick={() => setInviting(true)}>
            {t('staff.accounts.passkey')}
          </button>
        )}
        {givesLessons(account) && !isReading && (
          <button type="button" className="quiet" onClick={() => setReading(true)}>
            {t('staff.accounts.reliability')}
          </button>
        )}
      </p>
      <Suspense>{isReading && <AccountReliability providerId={userId} />}</Suspense>
      {isInviting && (
        <Suspense>
          <PasskeyLinkDialog account={account} onClose={() => setInviting(false)} />
        </Suspense>
      )}
      {isAsking && (
        <SuspensionDialog
          account={account}
          onDone={(changed) => {
            setAsking(false);
            onChanged(changed);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
