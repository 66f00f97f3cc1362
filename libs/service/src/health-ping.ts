import type { Nats } from '@edu/messaging';
import type { Health } from './health.ts';
import { HealthReport } from './health-report.ts';
import type { Log } from './log.ts';

const SUBJECT = 'health.ping';

/** Lets every replica of the service answer how it is. */
export function answerHealthPings(nats: Nats, health: Health, log: Log): void {
  nats.subscribe(SUBJECT, {
    handle: (message) => {
      void health.report().then((report) => nats.answer(message, JSON.stringify(report)));
    },
    onError: (err) => log.warn({ err, subject: SUBJECT }, 'bad delivery'),
  });
}

/** How every running replica of every service is; those that are down do not answer. */
export async function pingHealth(nats: Nats, maxWaitMs = 1_500): Promise<HealthReport[]> {
  const replies = await nats.connection.requestMany(SUBJECT, '', {
    strategy: 'stall',
    maxWait: maxWaitMs,
    stall: 500,
  });
  const reports: HealthReport[] = [];
  for await (const reply of replies) {
    const report = reportIn(reply.string());
    if (report) reports.push(report);
  }
  return reports;
}

/** Undefined for an answer that is no report: any service may answer, and one may be broken. */
function reportIn(json: string): HealthReport | undefined {
  try {
    return HealthReport.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
