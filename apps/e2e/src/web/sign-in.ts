import type { Visitor } from '@edu/browser';
import type { Person } from '@edu/journey';
import { inject } from 'vitest';

/** Gives a browser the session of somebody who has signed in, for as long as the access token lasts. */
export async function signInAs(
  { context }: Visitor,
  { token }: Pick<Person, 'token'>,
): Promise<void> {
  const { url } = inject('platform');
  await context.addCookies([
    { name: 'access', value: token, url, httpOnly: true, sameSite: 'Lax' },
    { name: 'signed_in', value: '1', url, sameSite: 'Lax' },
  ]);
}
