import type { Child } from '@edu/client';
import { Form, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { ConsentBox, useConsent } from './consent.tsx';

interface RecordingProps {
  readonly child: Child;
  readonly onSaved: () => void;
}

/** Off until a parent agrees; either parent takes it back. */
export function Recording({ child, onSaved }: RecordingProps) {
  const { t } = useReader();
  const api = useApi();
  const consent = useConsent('recording');
  const { id: childId, recordingAgreed } = child;
  const save = async () => {
    const body = { consent: recordingAgreed ? null : consent };
    await api.put('/api/v1/me/children/{childId}/recording', {
      params: { path: { childId } },
      body,
    });
    toast(t('site.saved'));
    onSaved();
  };
  return (
    <Form key={child.version} onSubmit={save}>
      {recordingAgreed ? <p>{t('family.recording.on')}</p> : <ConsentBox kind="recording" />}
      <SubmitButton>
        {t(recordingAgreed ? 'family.recording.withdraw' : 'family.recording.agree')}
      </SubmitButton>
    </Form>
  );
}
