import { insertEvents } from '@edu/persistence';

/** Drafts and the events of those that are delivered by being written: JSON arrays. */
export const DRAFTS = { drafts: 'jsonb', events: 'jsonb' } as const;

/** Writes messages `FROM first`, which has a row where they are to be written. */
export const INSERT_MESSAGES = `INSERT INTO message
       (id, event_id, user_id, channel, template, facts, status, title, body, link, delivered_at)
     SELECT id, "eventId", "userId", channel, template, facts, status, title, body, link,
       CASE status WHEN 'delivered' THEN now() END
     FROM first, jsonb_to_recordset(:drafts) AS draft(id uuid, "eventId" uuid, "userId" uuid,
       channel text, template text, facts jsonb, status text, title text, body text, link text)
     ON CONFLICT DO NOTHING RETURNING id`;

/**
 * Only what was written now is announced: a message that was there already stays as it is.
 *
 * @param written the statement of `INSERT_MESSAGES`
 */
export const announceMessages = (written: string) => `${insertEvents(':events', 'first')}
  WHERE row.aggregate_id IN (SELECT id::text FROM ${written})`;
