import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReceivedInvitation } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { Form, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { ConsentBox, useConsent } from './consent.tsx';

export const INVITATIONS = ['family', 'invitations'];

/** Invitations and how to end one of them. */
export function useInvitations() {
  const api = useApi();
  const queries = useQueryClient();
  const invitations = useQuery({
    queryKey: INVITATIONS,
    queryFn: ({ signal }) => api.get('/api/v1/me/family/invitations', { signal }),
  });
  const end = async (invitationId: string) => {
    await api.delete('/api/v1/me/family/invitations/{invitationId}', {
      params: { path: { invitationId } },
    });
    await queries.invalidateQueries({ queryKey: INVITATIONS });
  };
  return { invitations, end };
}

/** Invitations to my addresses; nothing where there are none. */
export function ReceivedInvitations({ onJoined }: { readonly onJoined: () => void }) {
  const { invitations, end } = useInvitations();
  return invitations.data?.received.map((invitation) => (
    <Received
      key={invitation.id}
      invitation={invitation}
      onJoined={onJoined}
      onDecline={() => end(invitation.id)}
    />
  ));
}

interface ReceivedProps {
  readonly invitation: ReceivedInvitation;
  readonly onJoined: () => void;
  readonly onDecline: () => Promise<void>;
}

function Received({ invitation, onJoined, onDecline }: ReceivedProps) {
  const { t } = useReader();
  const api = useApi();
  const consent = useConsent('care');
  const { id: invitationId, as, childFirstName } = invitation;
  const accept = async () => {
    await api.post('/api/v1/me/family/invitations/{invitationId}/accept', {
      params: { path: { invitationId } },
      body: { consent },
    });
    toast(t('family.invitation.accepted'));
    onJoined();
  };
  return (
    <section className="card" aria-labelledby={invitationId}>
      <h2 id={invitationId}>{t('family.invitation.received')}</h2>
      <p>{t('family.invitation.what', { as, name: isolated(childFirstName) })}</p>
      <Form onSubmit={accept}>
        <ConsentBox kind="care" />
        <SubmitButton>{t('family.invitation.accept')}</SubmitButton>
      </Form>
      <Form onSubmit={onDecline}>
        <SubmitButton>{t('family.invitation.decline')}</SubmitButton>
      </Form>
    </section>
  );
}
