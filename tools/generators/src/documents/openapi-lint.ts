import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';
import { API_FOLDER } from './api-documents.ts';

const PROGRAM = 'node_modules/@redocly/cli/bin/cli.js';
/** Without update checks and telemetry. */
const QUIET = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/** Redocly's recommended rules over an OpenAPI document; a warning is as bad as an error. */
export function lintOpenApi(
  file = join(WORKSPACE, API_FOLDER, 'openapi.json'),
): Promise<{ ok: boolean; output: string }> {
  const args = [
    join(WORKSPACE, PROGRAM),
    'lint',
    '--extends=recommended',
    // A form that a browser posts is answered by a redirect; our own test asks for an answer of each.
    '--skip-rule=operation-2xx-response',
    '--max-problems=20',
    file,
  ];
  const env = { ...process.env, ...QUIET };
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd: WORKSPACE, env }, (error, stdout, stderr) => {
      const output = stdout + stderr;
      const ok = !error && !/\bwarning/i.test(output);
      if (!ok) process.stderr.write(output);
      done({ ok, output });
    });
  });
}
