import { REQUEST_HEADER } from '@edu/contract-kit';
import type { Visitor } from './visitor.ts';

/** Signs a visitor in by password, as the page for that does; the browser keeps the cookies. */
export async function signIn({ context }: Visitor, email: string, password: string): Promise<void> {
  const answer = await context.request.post('/api/v1/auth/login', {
    headers: { [REQUEST_HEADER.session]: 'cookie' },
    data: { address: { channel: 'email', email }, password },
  });
  if (!answer.ok()) throw new Error(`${email} cannot sign in: ${answer.status()}`);
}
