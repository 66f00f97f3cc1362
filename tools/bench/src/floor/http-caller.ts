import { Pool } from 'undici';
import { runClosedLoop, type ClosedLoop } from '../load/closed-loop.ts';

export interface HttpCalls extends ClosedLoop {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string | null;
}

process.once('disconnect', () => process.exit());
process.once('message', ({ url, method, path, body, ...loop }: HttpCalls) => {
  const pool = new Pool(url, { connections: loop.callers, pipelining: 1 });
  const headers = body === null ? {} : { 'content-type': 'application/json' };
  const call = async () => {
    const response = await pool.request({ method, path, headers, body });
    await response.body.text();
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode}`);
  };
  void runClosedLoop(loop, call, () => process.send!('measuring')).then((latencyMs) =>
    process.send!({ latencyMs }),
  );
});
