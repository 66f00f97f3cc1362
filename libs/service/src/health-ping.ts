import type { Nats } from '@edu/messaging';
import type { Health, HealthReport } from './health.ts';

const SUBJECT = 'health.ping';

/** Lets every replica of the service answer how it is. */
export function answerHealthPings(nats: Nats, health: Health): void {
  nats.connection.subscribe(SUBJECT, {
    callback: (_error, message) => {
      void health.report().then((report) => message.respond(JSON.stringify(report)));
    },
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
  for await (const reply of replies) reports.push(reply.json<HealthReport>());
  return reports;
}
