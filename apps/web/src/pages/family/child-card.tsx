import { lazy } from 'react';
import type { Child } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { Form, LazyDetails, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { ChildLessons } from './child-lessons.tsx';
import { FamilyFacts } from './family-facts.tsx';
import { Recording } from './recording.tsx';

// Forms that few open: the page would weigh too much with all of them.
const CapsForm = lazy(async () => ({ default: (await import('./caps-form.tsx')).CapsForm }));
const InviteForm = lazy(async () => ({ default: (await import('./invite-form.tsx')).InviteForm }));
const LearningPart = lazy(async () => ({
  default: (await import('./learning-part.tsx')).LearningPart,
}));

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
          <LazyDetails summary={t('family.learning.ofChild')}>
            <LearningPart childId={id} />
          </LazyDetails>
          <LazyDetails summary={t('family.caps.title')}>
            <CapsForm child={child} onSaved={onChanged} />
          </LazyDetails>
          <details>
            <summary>{t('family.recording.title')}</summary>
            <Recording child={child} onSaved={onChanged} />
          </details>
          <LazyDetails summary={t('family.invite.title')}>
            <InviteForm child={child} />
          </LazyDetails>
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
