import { useQuery } from '@tanstack/react-query';
import { Form, SubmitButton, useTexts } from '@edu/ui';
import { useApi } from '../island/api-context.tsx';
import { goToIssuer, type KeptAttempt } from './issuer-attempt.ts';

interface IssuerButtonsProps {
  readonly to: KeptAttempt['to'];
  /** Names of those that are not offered. */
  readonly without?: readonly string[];
}

/** A button for each company whose accounts sign in here; none where none is configured. */
export function IssuerButtons({ to, without = [] }: IssuerButtonsProps) {
  const t = useTexts();
  const api = useApi();
  const begin = (issuer: string) =>
    to === 'link'
      ? api.post('/api/v1/me/issuer-links/begin', { body: { issuer } })
      : api.post('/api/v1/auth/issuers/{issuer}', { params: { path: { issuer } } });
  const { data } = useIssuers();
  const offered = (data?.items ?? []).filter(({ name }) => !without.includes(name));
  return offered.map((issuer) => (
    <Form
      key={issuer.id}
      onSubmit={async () => {
        const { url, attempt } = await begin(issuer.id);
        goToIssuer(url, { attempt, to, search: location.search });
      }}
    >
      <SubmitButton quiet>
        {t(to === 'link' ? 'account.issuers.link' : 'account.issuers.signIn', {
          name: issuer.name,
        })}
      </SubmitButton>
    </Form>
  ));
}

/** Those that there are; who cannot ask for them gets in by the other ways. */
export function useIssuers() {
  const api = useApi();
  return useQuery({
    queryKey: ['issuers'],
    queryFn: ({ signal }) => api.get('/api/v1/auth/issuers', { signal }),
  });
}
