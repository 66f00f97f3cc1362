import { useApi } from '../../island/api-context.tsx';
import { AskButton } from './ask-button.tsx';
import { wishOf, type WantedSlot } from './slot-link.ts';

/** For a child whose lesson is beyond its caps. */
export function AskParents({ slot }: { readonly slot: WantedSlot }) {
  const api = useApi();
  const { providerId, startsAt, minutes, mode, subject } = slot;
  const body = { providerId, startsAt, durationMinutes: minutes, mode, subject };
  return (
    <AskButton
      wish={wishOf(slot)}
      ask={(intent) => api.post('/api/v1/approvals', { body, intent })}
    />
  );
}
