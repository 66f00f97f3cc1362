import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEAD_LETTER_STREAM, Nats } from '@edu/messaging';
import type { TestPlatform } from './global-setup.ts';

/** A text that operators see: a log, the traces, a page of metrics, a dead letter. */
export interface OutsideView {
  readonly name: string;
  readonly text: string;
}

/** Everything by which somebody looks at the platform who may not see people's data. */
export async function outsideViews(platform: TestPlatform): Promise<OutsideView[]> {
  const { logs, services, collectorUrl } = platform;
  const get = async (url: string) => (await fetch(url)).text();
  const metrics = services.map(async ({ name, healthPort }) => ({
    name: `metrics of ${name}`,
    text: await get(`http://127.0.0.1:${healthPort}/metrics`),
  }));
  return [
    ...readdirSync(logs).map((file) => ({
      name: file,
      text: readFileSync(join(logs, file), 'utf8'),
    })),
    { name: 'traces', text: await get(`${collectorUrl}/bodies`) },
    ...(await Promise.all(metrics)),
    ...(await deadLetters(platform.natsUrl)),
  ];
}

async function deadLetters(natsUrl: string): Promise<OutsideView[]> {
  const nats = await Nats.connect(natsUrl, 'e2e');
  try {
    const { state } = await nats.manager.streams.info(DEAD_LETTER_STREAM);
    const views: OutsideView[] = [];
    for (let seq = state.first_seq; seq <= state.last_seq && state.messages > 0; seq++) {
      const letter = await nats.manager.streams.getMessage(DEAD_LETTER_STREAM, { seq });
      if (!letter) continue;
      const headers = [...letter.header].map(([name, values]) => `${name}: ${values.join()}`);
      views.push({
        name: `dead letter ${letter.subject}`,
        text: [...headers, letter.string()].join('\n'),
      });
    }
    return views;
  } finally {
    await nats.connection.close();
  }
}
