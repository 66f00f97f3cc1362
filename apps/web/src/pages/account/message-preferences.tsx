import { useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '@edu/client';
import { ErrorNotice, QueryView, toast, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

interface MessagePreferencesProps {
  readonly hasEmail: boolean;
  readonly hasPhone: boolean;
}

const KEY = ['preferences'];

/** By which ways messages about lessons and payments come, beside the inbox, and whether reminders do. */
export function MessagePreferences({ hasEmail, hasPhone }: MessagePreferencesProps) {
  const t = useTexts();
  const api = useApi();
  const queries = useQueryClient();
  const preferences = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/api/v1/me/preferences', { signal }),
  });
  const [error, setError] = useState<unknown>();
  const last = useRef(Promise.resolve());
  const save = async (wanted: Preferences, before: Preferences) => {
    setError(undefined);
    try {
      await api.put('/api/v1/me/preferences', { body: wanted });
      toast(t('site.saved'));
    } catch (failure) {
      queries.setQueryData(KEY, before);
      setError(failure);
    }
  };
  const change = (wanted: Preferences, before: Preferences) => {
    queries.setQueryData(KEY, wanted);
    // One after the other, so that the last press is what stays.
    last.current = last.current.then(() => save(wanted, before));
  };
  return (
    <section className="card" aria-labelledby="messages">
      <h2 id="messages">{t('account.messages')}</h2>
      <p>{t('account.messagesHint')}</p>
      <QueryView query={preferences}>
        {(chosen) => (
          <div>
            <Choice
              label={t('account.messagesEmail')}
              missing={hasEmail ? undefined : t('account.noEmail')}
              checked={chosen.email}
              onChange={(email) => change({ ...chosen, email }, chosen)}
            />
            <Choice
              label={t('account.messagesSms')}
              missing={hasPhone ? undefined : t('account.noPhone')}
              checked={chosen.sms}
              onChange={(sms) => change({ ...chosen, sms }, chosen)}
            />
            <Choice
              label={t('account.messagesReminders')}
              missing={undefined}
              checked={chosen.reminders}
              onChange={(reminders) => change({ ...chosen, reminders }, chosen)}
            />
          </div>
        )}
      </QueryView>
      {error !== undefined && <ErrorNotice error={error} />}
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** Why it cannot be chosen. */
  readonly missing: string | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Choice({ label, missing, checked, onChange }: ChoiceProps) {
  return (
    <div>
      <label className="check">
        <input
          type="checkbox"
          checked={checked && !missing}
          disabled={missing !== undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {missing && <p className="field-hint">{missing}</p>}
    </div>
  );
}
