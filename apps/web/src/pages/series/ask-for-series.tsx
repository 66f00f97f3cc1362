import { useApi } from '../../island/api-context.tsx';
import { AskButton } from '../book/ask-button.tsx';
import type { patternOf } from './series-pattern.ts';

type Wanted = ReturnType<typeof patternOf> & {
  readonly take: 'all' | 'free';
  readonly subject: string | undefined;
};

/** For a child whose series is beyond its caps: one request for all of its lessons. */
export function AskForSeries({ body }: { readonly body: Wanted }) {
  const api = useApi();
  return (
    <AskButton
      key={JSON.stringify(body)}
      wish={`series ${JSON.stringify(body)}`}
      ask={(intent) => api.post('/api/v1/approvals/series', { body, intent })}
    />
  );
}
