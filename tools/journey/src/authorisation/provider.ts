import { newIntent } from '@edu/client';
import { exampleOf, type RpcArgs } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import { startTeaching, type Person } from '../actors.ts';
import { eventually } from '../eventually.ts';

const HOUR_MS = 3_600_000;
const STEP_MS = 300_000;

/** Somebody who teaches. @returns a photo that they have announced, and a group lesson of theirs */
export async function openProvider(person: Person): Promise<Record<'upload' | 'group', string>> {
  await startTeaching(person);
  const photo = exampleOf(profileRpc.beginPhoto.input) as RpcArgs<typeof profileRpc.beginPhoto>;
  const { uploadId } = await person.api.post('/api/v1/me/profile/photo', { body: photo });
  return { upload: uploadId, group: await openGroup(person) };
}

/** In three days, in a week that is open. */
function openGroup({ api }: Person): Promise<string> {
  const start = Math.ceil(Date.now() / STEP_MS) * STEP_MS + 72 * HOUR_MS;
  const price = { amount: 2_000, currency: 'XOF' } as const;
  // Availability knows a moment later what is offered.
  return eventually(async () => {
    const body = { startsAt: new Date(start).toISOString(), title: 'Fractions', seats: 5, price };
    return (await api.post('/api/v1/me/group-lessons', { body, intent: newIntent() })).id;
  });
}
