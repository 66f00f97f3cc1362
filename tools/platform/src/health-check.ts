import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 30_000;

/** Waits until the service answers that it is ready. @throws Error with its last answer */
export async function untilReady(
  { name, healthPort }: { name: string; healthPort: number },
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await askHealth(healthPort);
    if (answer.ready) return;
    if (Date.now() > deadline) throw new Error(`${name} is not ready: ${answer.text}`);
    await sleep(50);
  }
}

/** Whether the process behind this port says, at this moment, that it is ready. */
export async function isReady(healthPort: number): Promise<boolean> {
  return (await askHealth(healthPort)).ready;
}

async function askHealth(port: number): Promise<{ ready: boolean; text: string }> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, {
      signal: AbortSignal.timeout(3_000),
    });
    return { ready: response.ok, text: await response.text() };
  } catch (error) {
    return { ready: false, text: error instanceof Error ? error.message : String(error) };
  }
}
