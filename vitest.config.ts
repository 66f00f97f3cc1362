import { defineConfig } from 'vitest/config';

/** Nest injects by type, which needs the metadata that legacy decorators emit. */
const oxc = { decorator: { legacy: true, emitDecoratorMetadata: true } };
const skipped = ['**/node_modules/**', 'dist/**', '.data/**', '**/templates/**'];

export default defineConfig({
  test: {
    projects: [
      {
        oxc,
        test: {
          name: 'unit',
          include: ['{apps,libs,tools}/**/*.spec.ts'],
          exclude: [...skipped, '**/*.int.spec.ts'],
        },
      },
      {
        oxc,
        test: {
          name: 'component',
          include: ['{apps,libs,tools}/**/*.int.spec.ts'],
          exclude: skipped,
          globalSetup: ['libs/testing/src/global-setup.ts'],
          // The suites share one NATS server and one Redis; each empties them for itself.
          fileParallelism: false,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
