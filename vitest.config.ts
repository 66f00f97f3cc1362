import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/infrastructure/src/longest-first.ts';

/** Nest injects by type, which needs the metadata that legacy decorators emit. */
const oxc = { decorator: { legacy: true, emitDecoratorMetadata: true } };
const serversAreGiven = ['POSTGRES', 'REDIS', 'NATS'].some(
  (server) => process.env[`EDU_${server}_URL`],
);
/** A busy machine is slow, which is no failure; what hangs is found all the same. */
const patient = { testTimeout: 60_000, hookTimeout: 90_000, expect: { poll: { timeout: 20_000 } } };
/** Suites wait more than they work, so there are more of them at a time than cores. */
const WORKERS = 4;
/** Loading NestJS and the contracts anew for each file costs as much as half of the tests. */
const oneLoading = { isolate: false };
const skipped = ['**/node_modules/**', 'dist/**', '.data/**', '**/templates/**'];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        oxc,
        test: {
          name: 'unit',
          include: ['{apps,libs,tools}/**/*.spec.ts'],
          exclude: [...skipped, '**/*.int.spec.ts', '**/*.e2e.spec.ts'],
          maxWorkers: WORKERS,
          ...patient,
          ...oneLoading,
          sequence: { groupOrder: 0 },
        },
      },
      {
        oxc,
        test: {
          name: 'component',
          include: ['{apps,libs,tools}/**/*.int.spec.ts'],
          exclude: skipped,
          globalSetup: ['tools/infrastructure/src/test-servers.harness.ts'],
          // Each worker has servers of its own; those given by address are one set for all.
          maxWorkers: serversAreGiven ? 1 : WORKERS,
          ...patient,
          ...oneLoading,
          sequence: { groupOrder: 1 },
        },
      },
      {
        oxc,
        test: {
          name: 'e2e',
          include: ['apps/e2e/src/**/*.e2e.spec.ts'],
          globalSetup: ['apps/e2e/src/global-setup.ts'],
          // One platform for all of them: what would disturb others has one of its own, as a component.
          // Browsers keep the cores busy, and a page that waits for its turn looks like a slow one.
          maxWorkers: 3,
          ...patient,
          testTimeout: 120_000,
          // What fails twice is broken; what fails once is named at the end of the run, to be mended.
          retry: 1,
          ...oneLoading,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
