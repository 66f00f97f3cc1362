import { useState } from 'react';
import { newIntent } from '@edu/client';
import { bookingWriteOnDispute } from '@edu/client/fields';
import { fieldText, Form, SubmitButton, TextArea, toast, useReader } from '@edu/ui';

interface DisputeMessageProps {
  readonly send: (body: { text: string }, intent: string) => Promise<unknown>;
}

/** A word about an objection that is open, of a side or of support. */
export function DisputeMessage({ send }: DisputeMessageProps) {
  const { t } = useReader();
  const [intent, setIntent] = useState(newIntent);
  const submit = async (values: FormData) => {
    await send({ text: fieldText(values, bookingWriteOnDispute['/text']).trim() }, intent);
    toast(t('outcome.written'));
    // Another one is another message, in a form that is empty again.
    setIntent(newIntent());
  };
  return (
    <Form key={intent} onSubmit={submit}>
      <TextArea
        field={bookingWriteOnDispute['/text']}
        label={t('outcome.write')}
        hint={t('outcome.writeHint')}
        rows={3}
        dir="auto"
      />
      <SubmitButton>{t('outcome.writeSend')}</SubmitButton>
    </Form>
  );
}
