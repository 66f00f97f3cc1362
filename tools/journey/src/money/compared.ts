import { RpcCaller } from '@edu/demo';
import type { Platform } from '@edu/platform';
import { ApiClient } from '../api-client.ts';
import { Finance } from '../finance.ts';

/**
 * Has finance compare everything since then: payments with ledger and bookings, and what each psp lists with
 * what is known here, and what each says that it holds with the books.
 *
 * @returns what disagrees, in words
 */
export async function disagreements(
  { url, infrastructure }: Pick<Platform, 'url' | 'infrastructure'>,
  since: Date,
): Promise<string[]> {
  const api = new ApiClient(url);
  const operator = await RpcCaller.connect(infrastructure.natsUrl, 'money-proof');
  try {
    const finance = await Finance.join(api, operator);
    const period = { from: since.toISOString(), to: new Date().toISOString() };
    await finance.compare(period);
    for (const psp of await finance.pspsThat('lists')) await finance.compare({ ...period, psp });
    for (const psp of await finance.pspsThat('balances')) {
      await finance.compare({ ...period, psp, balance: true });
    }
    return (await finance.open()).map(
      ({ psp, kind, about, subject }) => `${psp} ${kind}: ${about} ${subject}`,
    );
  } finally {
    await operator.close();
    await api.close();
  }
}
