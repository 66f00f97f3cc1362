import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { GeneratorMessage, LoadPlan, LoadResult, PlannedRequest } from './load-plan.ts';

/** Sockets at most; more requests than that wait, and their wait counts. */
const CONNECTIONS = 256;
/** With so many under way the platform does not follow any more: what comes next is not sent. */
const MAX_IN_FLIGHT = 4_000;
const TIMEOUT_MS = 10_000;
const MAX_SURPRISES = 5;

const fillers = new Map<number, Buffer>();
const filler = (bytes: number): Buffer => {
  if (!fillers.has(bytes)) fillers.set(bytes, Buffer.alloc(bytes, ' '));
  return fillers.get(bytes)!;
};

const report = (message: GeneratorMessage) => process.send!(message);

/** Sends each request when it is due, whatever became of those before. */
async function run({ url, requests, warmupMs, measureMs }: LoadPlan): Promise<LoadResult> {
  const pool = new Pool(url, {
    connections: CONNECTIONS,
    pipelining: 1,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  const seen = {
    stream: [] as number[],
    latencyMs: [] as number[],
    status: [] as number[],
    ok: [] as boolean[],
    lateMs: [] as number[],
    answered: [] as number[],
    surprises: [] as string[],
  };
  let [inFlight, maxInFlight] = [0, 0];
  const began = performance.now();
  const now = () => performance.now() - began;
  const isMeasured = (at: number) => at >= warmupMs && at < warmupMs + measureMs;

  const send = async (request: PlannedRequest) => {
    const late = now() - request.at;
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
    let [status, text] = [0, ''];
    try {
      const { method, path, headers } = request;
      const body = request.filler ? filler(request.filler) : request.body;
      const response = await pool.request({ method, path, headers: { ...headers }, body });
      text = await response.body.text();
      status = response.statusCode;
    } catch (error) {
      text = String(error);
    }
    inFlight--;
    const end = now();
    if (isMeasured(end)) seen.answered[request.stream] = (seen.answered[request.stream] ?? 0) + 1;
    if (!request.expect.includes(status) && seen.surprises.length < MAX_SURPRISES) {
      seen.surprises.push(
        `${request.method} ${request.path.slice(0, 80)}: ${status} ${text.slice(0, 200)}`,
      );
    }
    if (!isMeasured(request.at)) return;
    seen.stream.push(request.stream);
    seen.latencyMs.push(end - request.at);
    seen.status.push(status);
    seen.ok.push(request.expect.includes(status));
    seen.lateMs.push(late);
  };

  const running: Promise<void>[] = [];
  const marks = [
    sleep(warmupMs).then(() => report({ kind: 'measuring' })),
    sleep(warmupMs + measureMs).then(() => report({ kind: 'measured' })),
  ];
  for (const request of requests) {
    const wait = request.at - now();
    if (wait > 0) await sleep(wait);
    if (inFlight >= MAX_IN_FLIGHT) throw new Error(`${inFlight} requests are under way`);
    running.push(send(request));
  }
  await Promise.all([...running, ...marks]);
  await pool.close();
  return { ...seen, maxInFlight };
}

process.once('disconnect', () => process.exit());
process.once('message', (plan: LoadPlan) => {
  run(plan).then(
    (result) => report({ kind: 'done', result }),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
