import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestWeb, type TestWeb } from '../web.harness.ts';

let gatewayAnswers = 200;
let web: TestWeb;
beforeAll(async () => {
  web = await startTestWeb((_request, response) => response.writeHead(gatewayAnswers).end('{}'));
});
afterAll(() => web.stop());

const health = async () => {
  const response = await fetch(`${web.url}/health/ready`);
  return [response.status, await response.json()];
};
const report = (gateway: 'up' | 'down') => ({
  service: 'web',
  status: 'ready',
  checks: { gateway },
});

it('says to the gateway how it is, and stays ready while that is down', async () => {
  await eventually(async () => expect(await health()).toEqual([200, report('up')]));
  gatewayAnswers = 503;
  await eventually(async () => expect(await health()).toEqual([200, report('down')]));
});
