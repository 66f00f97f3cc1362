import { currentCall } from '@edu/messaging';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WorkHarness } from './work.harness.ts';

let harness: WorkHarness;

beforeAll(async () => {
  harness = await WorkHarness.start();
});
afterAll(() => harness.stop());

it('runs a job on behalf of its service, which the audit log can name', async () => {
  const { scheduler } = harness.replica();
  const seen = Promise.withResolvers<unknown>();
  scheduler.every(60_000, 'look', () => Promise.resolve(seen.resolve(currentCall()?.principal)));
  scheduler.onApplicationBootstrap();
  expect(await seen.promise).toEqual({ kind: 'service', service: 'test' });
  await scheduler.beforeApplicationShutdown();
});
