import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '@edu/browser';

/** Path of the browser to measure with. @throws Error that says how to get one */
export async function chromiumOfMachine(progress: (line: string) => void): Promise<string> {
  const log = join(tmpdir(), 'educonnect-chromium.log');
  const { path, missing } = await findChromium({ env: process.env, log, progress });
  if (missing !== undefined) throw new Error(missing);
  return path;
}
