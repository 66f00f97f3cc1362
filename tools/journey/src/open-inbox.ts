import assert from 'node:assert/strict';
import type { Client, ServerEvent } from '@edu/client';
import { eventually } from './eventually.ts';

/** A page that shows somebody's inbox, and is sent what is new. */
export interface OpenInbox {
  /** Waits for the event of a message of this kind, and closes the page. @throws AssertionError */
  receives(template: string): Promise<void>;
}

export function openInbox(api: Client): OpenInbox {
  const events: ServerEvent[] = [];
  const states: string[] = [];
  const stop = api.events('/api/v1/me/notifications/stream', {
    onEvent: (event) => void events.push(event),
    onState: (state, reason) => void states.push(reason ? `${state} (${reason.message})` : state),
  });
  const missing = (template: string) =>
    `no event of ${template} came, but ${JSON.stringify(events)}; the stream: ${states.join()}`;
  const isOf = (template: string) => (event: ServerEvent) =>
    event.event === 'notification' && (event.data as { template: string }).template === template;
  return {
    async receives(template) {
      try {
        await eventually(async () => assert(events.some(isOf(template)), missing(template)));
      } finally {
        stop();
      }
    },
  };
}
