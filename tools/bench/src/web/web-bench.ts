import { get } from 'node:http';
import {
  addressOf,
  demoProvider,
  islandRoutes,
  launchChromium,
  loadSlowly,
  publicRoutes,
  signIn,
  Visitor,
  type DemoTutor,
  type PageLoad,
} from '@edu/browser';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { runClosedLoop } from '../load/closed-loop.ts';
import { cpuTime, memory } from '../measure/proc.ts';
import { chromiumOfMachine } from './chromium-of-machine.ts';

/** Requests in flight at the web, as many as keep one core busy. */
const CALLERS = 4;
const WARMUP_MS = 2_000;
const MEASURE_MS = 5_000;

/** A page asked for as often as the web can answer. */
export interface ServerCost {
  readonly name: string;
  /** Answers a second while generator, gateway and services share the machine. */
  readonly perSecond: number;
  /** Microseconds of CPU that the web's process used for one. */
  readonly cpuUs: number;
  /** Milliseconds. */
  readonly p95: number;
}

export interface WebResult {
  readonly loads: readonly (PageLoad & { readonly name: string })[];
  readonly servers: readonly ServerCost[];
  /** Bytes of the web's process after all of it (PSS). */
  readonly memory: number;
}

/** Asks the web for pages as fast as it answers, and loads every page as a cheap phone does. */
export async function webBench(say: (line: string) => void): Promise<WebResult> {
  const chromium = await chromiumOfMachine(say);
  const env = { RATE_LIMIT_FACTOR: '1000' };
  return withPlatform({ demo: true, progress: say, env }, async (platform) => {
    const provider = await demoProvider(platform.url);
    const web = platform.services.find(({ name }) => name === 'web')!;
    const servers: ServerCost[] = [];
    for (const { name, path } of publicRoutes) {
      say(`Asking for ${name}`);
      const address = platform.url + addressOf(path, 'fr', provider);
      servers.push({ name, ...(await serverCost(address, web.pid!)) });
    }
    // The phone comes to a platform that is warm.
    const loads = await loadPages(platform, chromium, provider, say);
    return { loads, servers, memory: memory(web.pid!) };
  });
}

async function loadPages(
  { url, demo }: Platform,
  path: string,
  provider: DemoTutor,
  say: (line: string) => void,
): Promise<WebResult['loads']> {
  const browser = await launchChromium(path);
  const loads = [];
  try {
    for (const route of [...publicRoutes, ...islandRoutes]) {
      say(`Loading ${route.name}`);
      const visitor = await Visitor.open(browser, url);
      const account = demo!.accounts.find(({ role }) => role === route.as);
      if (account) await signIn(visitor, account.login, account.password);
      const load = await loadSlowly(visitor.page, addressOf(route.path, 'fr', provider));
      loads.push({ name: route.name, ...load });
      await visitor.close();
    }
  } finally {
    await browser.close();
  }
  return loads;
}

async function serverCost(address: string, pid: number): Promise<Omit<ServerCost, 'name'>> {
  let cpu = 0;
  const latencies = await runClosedLoop(
    { callers: CALLERS, warmupMs: WARMUP_MS, measureMs: MEASURE_MS },
    () => request(address),
    () => (cpu = cpuTime(pid)),
  );
  const used = cpuTime(pid) - cpu;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / (MEASURE_MS / 1_000),
    cpuUs: used / 1_000 / latencies.length,
    p95: latencies[Math.floor(latencies.length * 0.95)]!,
  };
}

function request(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'br' } }, (answer) => {
      answer.resume().once('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${address} answered ${answer.statusCode}`));
      });
    }).once('error', reject);
  });
}
