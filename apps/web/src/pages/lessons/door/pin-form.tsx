import type { Door } from '@edu/client';
import { sessionCheckIn } from '@edu/client/fields';
import { fieldText, Form, SubmitButton, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { CodeField } from '../../account/code-field.tsx';

interface PinFormProps {
  readonly bookingId: string;
  readonly onChange: (changed: Door) => void;
  /** Asks anew how many tries are left. */
  readonly reload: () => void;
}

/** Whoever teaches enters what the learner says. */
export function PinForm({ bookingId, onChange, reload }: PinFormProps) {
  const { t } = useReader();
  const api = useApi();
  const checkIn = async (values: FormData) => {
    const pin = fieldText(values, sessionCheckIn['/pin']);
    const params = { path: { bookingId } };
    try {
      const body = { pin };
      onChange(await api.post('/api/v1/sessions/{bookingId}/check-in', { params, body }));
    } catch (error) {
      reload();
      throw error;
    }
  };
  return (
    <Form onSubmit={checkIn}>
      <CodeField
        field={sessionCheckIn['/pin']}
        label={t('lessons.door.pin')}
        className="pin-input"
        autoComplete="off"
      />
      <SubmitButton>{t('lessons.door.checkIn')}</SubmitButton>
    </Form>
  );
}
