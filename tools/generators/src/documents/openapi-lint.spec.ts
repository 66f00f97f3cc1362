import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintOpenApi } from './openapi-lint.ts';

const TIMEOUT_MS = 60_000;

describe('the OpenAPI document', () => {
  it(
    'is as Redocly recommends, without an error or a warning',
    async () => expect(await lintOpenApi()).toMatchObject({ ok: true }),
    TIMEOUT_MS,
  );

  it(
    'would not pass with a warning',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'educonnect-openapi-'));
      try {
        const file = join(folder, 'openapi.json');
        const info = { title: 'No license', version: '1' };
        const get = {
          operationId: 'x',
          summary: 'x',
          security: [],
          responses: { 200: { description: 'x' } },
        };
        writeFileSync(
          file,
          JSON.stringify({
            openapi: '3.1.1',
            info,
            servers: [{ url: '/' }],
            paths: { '/x': { get } },
          }),
        );
        expect(await lintOpenApi(file)).toMatchObject({ ok: false });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    TIMEOUT_MS,
  );
});
