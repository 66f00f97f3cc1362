import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@edu/contract-kit';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { mtnMomoEnv } from './mtn-momo/mtn-momo.env.ts';
import { mtnMomo } from './mtn-momo/psp.ts';
import { pawapayEnv } from './pawapay/pawapay.env.ts';
import { pawapay } from './pawapay/psp.ts';
import { PspUncertain, type Psp } from './psp.ts';

let server: Server;
afterEach(() => server.close());

/** A psp whose questions do not show yet what its orders know. */
async function slowPsp(answers: Readonly<Record<string, readonly [number, object]>>) {
  server = createServer(({ method, url }, response) => {
    const [status, body] =
      Object.entries(answers).find(([start]) => `${method} ${url}`.startsWith(start))?.[1] ??
      ([500, {}] as const);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const order = () => {
  const payoutId = newId();
  return {
    ...{ idempotencyKey: `payout:${payoutId}`, payoutId, orderedAt: new Date() },
    webhookUrl: 'http://127.0.0.1/',
    money: { amount: 4_500, currency: 'XOF' as const },
    payee: { phone: '+2250501020304', country: 'CI', name: null },
  };
};
const isUncertain = async (psp: Psp | undefined) =>
  expect(await psp!.payOut!(order()).catch((error: unknown) => error)).toBeInstanceOf(PspUncertain);

it('is uncertain at pawaPay while a payout that it has is not found', async () => {
  const PAWAPAY_API_URL = await slowPsp({
    'POST /v2/predict-provider': [200, { provider: 'MTN_MOMO_CIV', phoneNumber: '2250501020304' }],
    'POST /v2/payouts': [200, { status: 'DUPLICATE_IGNORED' }],
    'GET /v2/payouts': [200, { status: 'NOT_FOUND' }],
  });
  const env = { PAWAPAY_API_URL, PAWAPAY_API_TOKEN: 'a_token_of_the_test_that_is_long' };
  await isUncertain(pawapay.open(z.object(pawapayEnv).parse(env), pawapay));
});

it('is uncertain at MTN while a transfer that it has is not found', async () => {
  const MTN_MOMO_API_URL = await slowPsp({
    'POST /disbursement/token/': [200, { access_token: 'token' }],
    'POST /disbursement/v1_0/transfer': [409, { code: 'RESOURCE_ALREADY_EXIST' }],
    'GET /disbursement/v1_0/transfer': [404, { code: 'RESOURCE_NOT_FOUND' }],
  });
  const keys = ['COLLECTION', 'DISBURSEMENT'].flatMap((product) =>
    ['KEY', 'USER', 'API_KEY'].map((name) => [
      `MTN_MOMO_${product}_${name}`,
      `of_the_test_bench_${name}`,
    ]),
  );
  const env = { ...Object.fromEntries(keys), MTN_MOMO_API_URL };
  await isUncertain(mtnMomo.open(z.object(mtnMomoEnv).parse(env), mtnMomo));
});
