import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { notificationErrors, type notificationRpc } from '@edu/contracts-notification';
import { decodeCursor, insertEvents, statement, toPage, type OutboxRow } from '@edu/persistence';
import type { ChannelId } from '../channel/channel.ts';
import type { Message } from '../generated/prisma/client.ts';
import { NotificationDb } from '../notification.db.ts';

type Notification = RpcOutput<typeof notificationRpc.markRead>;

/** A message that this process alone may send, until the claim runs out. */
export interface Claimed {
  readonly id: string;
  readonly user_id: string;
  readonly channel: ChannelId;
  readonly template: string;
  readonly facts: unknown;
  /** This attempt included; also what tells this claim from a later one. */
  readonly attempts: number;
}

/**
 * Longer than an attempt can take, so that a message is never in two hands; not much longer, for
 * what a process that dies has in hand waits until then.
 */
const CLAIM = "attempts = attempts + 1, due_at = now() + interval '45 seconds'";
const CLAIMED = 'id, user_id, channel, template, facts, attempts';

const CLAIM_ONE = statement(`
UPDATE message SET ${CLAIM} WHERE id = $1::uuid AND status = 'pending' AND due_at <= now()
RETURNING ${CLAIMED}`);

/** Overdue: the queue has had its time. */
const CLAIM_OVERDUE = statement(`
UPDATE message SET ${CLAIM} WHERE id IN (
  SELECT id FROM message WHERE status = 'pending' AND due_at < now() - interval '2 seconds'
  ORDER BY due_at LIMIT $1::int FOR UPDATE SKIP LOCKED)
RETURNING ${CLAIMED}`);

const POSTPONE = statement(`
UPDATE message SET due_at = now() + $3::int * interval '1 second', failure = $4
WHERE id = $1::uuid AND status = 'pending' AND attempts = $2::int`);

/** Nothing, and no event, if the claim ran out and another process has taken the message over. */
const FINISH = statement(`
WITH finished AS (
  UPDATE message SET status = $3::text, failure = $4::text,
    delivered_at = CASE WHEN $3::text = 'delivered' THEN now() END
  WHERE id = $1::uuid AND status = 'pending' AND attempts = $2::int
  RETURNING id
), event AS (${insertEvents('$5')} WHERE EXISTS (SELECT FROM finished))
SELECT id FROM finished`);

export interface Finish {
  readonly status: 'delivered' | 'skipped' | 'failed';
  /** Codes that say why. */
  readonly failure: string | null;
  readonly events: readonly OutboxRow[];
}

@Injectable()
export class MessageQueries {
  constructor(private readonly db: NotificationDb) {}

  async claim(id: string): Promise<Claimed | null> {
    const [message] = await this.db.query<Claimed>(CLAIM_ONE, [id]);
    return message ?? null;
  }

  async claimOverdue(limit: number): Promise<Claimed[]> {
    return this.db.query<Claimed>(CLAIM_OVERDUE, [limit]);
  }

  async postpone({ id, attempts }: Claimed, retryAfterS: number, failure: string): Promise<void> {
    await this.db.query(POSTPONE, [id, attempts, retryAfterS, failure]);
  }

  /** State and event in one round trip. */
  async finish({ id, attempts }: Claimed, { status, failure, events }: Finish): Promise<void> {
    const values = [id, attempts, status, failure, JSON.stringify(events)];
    const rows = await this.db.query(FINISH, values);
    if (rows.length > 0 && events.length > 0) this.db.outboxChanged();
  }

  async list(
    { unread, cursor, limit }: RpcInput<typeof notificationRpc.list>,
    { userId }: Actor,
  ): Promise<RpcOutput<typeof notificationRpc.list>> {
    const inbox = inboxOf(userId);
    const [after] = cursor ? decodeCursor(cursor, 1) : [];
    const [rows, unreadCount] = await Promise.all([
      this.db.prisma.message.findMany({
        where: {
          ...inbox,
          ...(unread && { readAt: null }),
          ...(after !== undefined && { id: { lt: String(after) } }),
        },
        orderBy: { id: 'desc' },
        take: limit + 1,
      }),
      this.db.prisma.message.count({ where: { ...inbox, readAt: null } }),
    ]);
    return { ...toPage(rows, limit, toNotification, (row) => [row.id]), unreadCount };
  }

  /** The first reading counts. @throws notification.not_found unless it is the actor's */
  async markRead(id: string, { userId }: Actor, now: Date): Promise<Notification> {
    const own = { id, ...inboxOf(userId) };
    await this.db.prisma.message.updateMany({
      where: { ...own, readAt: null },
      data: { readAt: now },
    });
    const row = await this.db.prisma.message.findFirst({ where: own });
    if (!row) throw notificationErrors.notFound();
    return toNotification(row);
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
