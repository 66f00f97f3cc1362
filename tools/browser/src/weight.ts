import type { Page } from 'playwright-core';

/** Bytes of a visit as they came over the wire, headers included. */
export interface Weight {
  readonly total: number;
  readonly script: number;
  readonly style: number;
  readonly document: number;
  readonly requests: number;
}

const KINDS = { Script: 'script', Stylesheet: 'style', Document: 'document' } as const;

/** One visit in ten loads what measures it, by chance. */
const BY_CHANCE = /\/assets\/vitals-/;

const QUIET_MS = 500;
const PATIENCE_MS = 30_000;

/**
 * What it takes to do something with the page, until the network has been quiet for half a second;
 * streams of events, which stay open, are not waited for. What a visit loads by chance is not counted.
 */
export async function weigh(page: Page, visit: () => Promise<unknown>): Promise<Weight> {
  const devtools = await page.context().newCDPSession(page);
  const weight = { total: 0, script: 0, style: 0, document: 0, requests: 0 };
  const kinds = new Map<string, string>();
  const open = new Set<string>();
  let changedAt = performance.now();
  const close = (requestId: string) => {
    open.delete(requestId);
    changedAt = performance.now();
  };
  devtools.on('Network.requestWillBeSent', ({ requestId }) => {
    open.add(requestId);
    changedAt = performance.now();
  });
  devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (!BY_CHANCE.test(response.url)) kinds.set(requestId, type);
    if (response.mimeType === 'text/event-stream') close(requestId);
  });
  devtools.on('Network.loadingFailed', ({ requestId }) => close(requestId));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    close(requestId);
    if (!kinds.has(requestId)) return;
    const kind = KINDS[kinds.get(requestId) as keyof typeof KINDS];
    weight.requests++;
    weight.total += encodedDataLength;
    if (kind) weight[kind] += encodedDataLength;
  });
  await devtools.send('Network.enable');
  await visit();
  const until = performance.now() + PATIENCE_MS;
  while (open.size > 0 || performance.now() - changedAt < QUIET_MS) {
    if (performance.now() > until) throw new Error(`${page.url()}: the network is never quiet`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await devtools.detach();
  return weight;
}

/** A route's budget in kilobytes, and why it is exceeded; undefined when it is not. */
export function overBudget(
  name: string,
  { total, script }: Weight,
  budget: { readonly total: number; readonly script?: number },
): string | undefined {
  const kB = (bytes: number) => Math.round(bytes / 100) / 10;
  if (total > budget.total * 1_000) return `${name}: ${kB(total)} kB of ${budget.total} in all`;
  if (budget.script !== undefined && script > budget.script * 1_000) {
    return `${name}: ${kB(script)} kB of ${budget.script} of scripts`;
  }
  return undefined;
}
