import { useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { bookingCreate as fields } from '@edu/client/fields';
import { SelectField, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

interface ForWhomProps {
  /** @param learnerId the child; undefined for the parent */
  readonly children: (learnerId: string | undefined) => ReactNode;
}

/** Which of a parent's children the lesson is for, or whether it is for the parent. */
export function ForWhom({ children }: ForWhomProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const family = useQuery({
    queryKey: ['family', 'children'],
    queryFn: ({ signal }) => api.get('/api/v1/me/children', { signal }),
  });
  const open = (family.data?.items ?? []).filter(({ closed }) => !closed);
  const [chosen, setChosen] = useState<string>();
  // A parent with children books for the first of them unless they say otherwise.
  const learnerId = chosen ?? open[0]?.id ?? '';
  return (
    <>
      {open.length > 0 ? (
        <SelectField
          field={fields['/learnerId']}
          label={t('booking.forWhom')}
          value={learnerId}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {open.map(({ id, firstName }) => (
            <option key={id} value={id}>
              {firstName}
            </option>
          ))}
          <option value="">{t('booking.forMe')}</option>
        </SelectField>
      ) : (
        <p className="field-hint">
          <a href={`/${locale}/account/family`}>{t('booking.familyFirst')}</a>
        </p>
      )}
      {!family.isPending && children(learnerId || undefined)}
    </>
  );
}
