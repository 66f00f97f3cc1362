import { Pool } from 'undici';
import type { Draft } from '../scenario/stream.ts';
import { runClosedLoop, type ClosedLoop } from './closed-loop.ts';

/** Each request is sent once, by whichever caller is free. */
export interface DraftCalls extends ClosedLoop {
  readonly url: string;
  readonly drafts: readonly Draft[];
}

process.once('disconnect', () => process.exit());
process.once('message', ({ url, drafts, ...loop }: DraftCalls) => {
  const pool = new Pool(url, { connections: loop.callers, pipelining: 1 });
  let sent = 0;
  const call = async () => {
    const draft = drafts[sent++];
    if (!draft) throw new Error(`all ${drafts.length} requests have been sent`);
    const { method, path, headers, body, expect } = draft;
    const response = await pool.request({ method, path, headers: { ...headers }, body });
    const text = await response.body.text();
    if (!expect.includes(response.statusCode)) throw new Error(`${response.statusCode} ${text}`);
  };
  runClosedLoop(loop, call, () => process.send!('measuring')).then(
    (latencyMs) => process.send!({ latencyMs }),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
