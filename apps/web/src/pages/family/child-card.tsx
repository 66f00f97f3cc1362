import { lazy, Suspense } from 'react';
import type { Child } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { Form, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { ChildLessons } from './child-lessons.tsx';
import { FamilyFacts } from './family-facts.tsx';
import { InviteForm } from './invite-form.tsx';
import { LearningPart } from './learning-part.tsx';
import { Recording } from './recording.tsx';

/** With the search for those whose lessons may be booked; most readers of the page have no child. */
const CapsForm = lazy(async () => ({ default: (await import('./caps-form.tsx')).CapsForm }));

interface ChildCardProps {
  readonly child: Child;
  readonly onChanged: () => void;
}

/** A child: its lessons, what may be booked for it, what was agreed to, and who else answers for it. */
export function ChildCard({ child, onChanged }: ChildCardProps) {
  const { t } = useReader();
  const api = useApi();
  const { id, firstName, closed } = child;
  const leave = async () => {
    await api.delete('/api/v1/me/children/{childId}', { params: { path: { childId: id } } });
    toast(t('family.left'));
    onChanged();
  };
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>
        {closed ? t('family.earlierEntry', { name: isolated(firstName) }) : <bdi>{firstName}</bdi>}
      </h2>
      <FamilyFacts child={child} />
      {closed && <p>{t('family.closed')}</p>}
      <ChildLessons childId={id} />
      {!closed && (
        <>
          <details>
            <summary>{t('family.learning.ofChild')}</summary>
            <LearningPart childId={id} />
          </details>
          <details>
            <summary>{t('family.caps.title')}</summary>
            <Suspense fallback={null}>
              <CapsForm child={child} onSaved={onChanged} />
            </Suspense>
          </details>
          <details>
            <summary>{t('family.recording.title')}</summary>
            <Recording child={child} onSaved={onChanged} />
          </details>
          <details>
            <summary>{t('family.invite.title')}</summary>
            <InviteForm child={child} />
          </details>
        </>
      )}
      <details>
        <summary>{t('family.leave.title')}</summary>
        <p>{t('family.leave.detail')}</p>
        <Form onSubmit={leave}>
          <SubmitButton>{t('family.leave.confirm')}</SubmitButton>
        </Form>
      </details>
    </section>
  );
}
