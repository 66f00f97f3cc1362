import { Injectable } from '@nestjs/common';
import { Id, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import type { notificationRpc } from '@edu/contracts-notification';
import { userPrincipal } from '@edu/identity';
import { SharedRuns } from '@edu/service';
import type { Claimed } from '@edu/work';
import { decodeCursor, insertEvents, statement, toPage, type OutboxRow } from '@edu/persistence';
import type { Message } from '../generated/prisma/client.ts';
import { NotificationDb } from '../notification.db.ts';
import type { Announced } from './delivery-queue.ts';
import { messagePolicies } from './message.policies.ts';

type Notification = RpcOutput<typeof notificationRpc.markRead>;

/** Due for so long that its announcement was lost, or that its next attempt is due. */
const LIST_OVERDUE = statement(
  {},
  `
SELECT id, channel FROM message
WHERE status = 'pending' AND due_at < now() - interval '2 seconds'
ORDER BY due_at LIMIT 100`,
).returns<Announced>();

/**
 * Nothing, and no event, of those whose claim ran out and that another process has taken over. The
 * condition has a shape that only the index of the id offers itself for.
 */
const FINISH = statement(
  { all: 'jsonb' },
  `
WITH done AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(:all)
    AS done(id uuid, attempts int, status text, failure text, events jsonb)
), finished AS (
  UPDATE message SET status = done.status, failure = done.failure,
    delivered_at = CASE WHEN done.status = 'delivered' THEN now() END
  FROM done
  WHERE message.id = ANY (ARRAY(SELECT id FROM done)) AND message.id = done.id
    AND coalesce(message.status = 'pending' AND message.attempts = done.attempts, false)
  RETURNING message.id
), news AS (
  SELECT events FROM done WHERE id IN (SELECT id FROM finished)
), event AS (${insertEvents('news.events', 'news')})
SELECT id FROM finished`,
).returns<{ id: string }>();

export interface Finish {
  readonly status: 'delivered' | 'skipped' | 'failed';
  /** Codes that say why. */
  readonly failure: string | null;
  readonly events: readonly OutboxRow[];
}

@Injectable()
export class MessageQueries {
  readonly #finishes = new SharedRuns<Finish & Claimed, void>(async (all) => {
    const finished = await this.db.query(FINISH, { all: JSON.stringify(all) });
    const ids = new Set(finished.map(({ id }) => id));
    if (all.some(({ id, events }) => ids.has(id) && events.length > 0)) this.db.outboxChanged();
    return all.map(() => undefined);
  });

  constructor(private readonly db: NotificationDb) {}

  listOverdue(): Promise<Announced[]> {
    return this.db.query(LIST_OVERDUE);
  }

  /** State and event in one round trip, which those share that end at the same time. */
  finish({ id, attempts }: Claimed, finish: Finish): Promise<void> {
    return this.#finishes.ask({ id, attempts, ...finish });
  }

  async list(
    { unread, cursor, limit }: RpcInput<typeof notificationRpc.list>,
    { userId }: Actor,
  ): Promise<RpcOutput<typeof notificationRpc.list>> {
    const inbox = inboxOf(userId);
    const [after] = cursor ? decodeCursor(cursor, [Id]) : [];
    const [rows, unreadCount] = await Promise.all([
      this.db.prisma.message.findMany({
        where: {
          ...inbox,
          ...(unread && { readAt: null }),
          ...(after !== undefined && { id: { lt: after } }),
        },
        orderBy: { id: 'desc' },
        take: limit + 1,
      }),
      this.db.prisma.message.count({ where: { ...inbox, readAt: null } }),
    ]);
    return { ...toPage(rows, limit, toNotification, (row) => [row.id]), unreadCount };
  }

  /** The first reading counts. @throws notification.not_found unless it is the actor's */
  async markRead(id: string, actor: Actor, now: Date): Promise<Notification> {
    const own = { id, ...inboxOf(actor.userId) };
    await this.db.prisma.message.updateMany({
      where: { ...own, readAt: null },
      data: { readAt: now },
    });
    const row = await this.db.prisma.message.findFirst({ where: own });
    return toNotification(messagePolicies.check('message.mark_read', userPrincipal(actor), row));
  }

  /** What came after `upTo` was not seen yet, and stays unread. */
  async markAllRead(
    upTo: string,
    { userId }: Actor,
    now: Date,
  ): Promise<RpcOutput<typeof notificationRpc.markAllRead>> {
    const unread = { ...inboxOf(userId), readAt: null };
    await this.db.prisma.message.updateMany({
      where: { ...unread, id: { lte: upTo } },
      data: { readAt: now },
    });
    return { unreadCount: await this.db.prisma.message.count({ where: unread }) };
  }
}

/** What a person sees in the application. */
const inboxOf = (userId: string) => ({ userId, channel: 'in_app', status: 'delivered' }) as const;

function toNotification(row: Message): Notification {
  return {
    id: row.id,
    template: row.template,
    title: row.title!,
    body: row.body!,
    link: row.link,
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  };
}
