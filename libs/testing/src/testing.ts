export { badTokens } from './bad-tokens.ts';
export { EventRecorder } from './event-recorder.ts';
export { eventually } from './eventually.ts';
export { FaultyLine } from './faulty-line.ts';
export { type FakeRpc } from './fake-rpc.ts';
export { retain } from './retain.ts';
export { assertSameRows, type Written } from './same-rows.ts';
export {
  QUOTE_SECRET,
  startTestService,
  type CallAs,
  type TestService,
  type TestServiceOptions,
} from './start-test-service.ts';
export { testActor, type TestActor } from './test-actor.ts';
export { TestClock } from './test-clock.ts';
export { createTestDatabase } from './test-database.ts';
export { testPool } from './test-pool.ts';
export { natsUrlOf, testServers, type TestServers } from './test-servers.ts';
export { MASTER_KEYS, STORAGE_SECRET, testStorage } from './test-storage.ts';
