import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { API_PREFIX, type Actor, type Locale, type RpcOutput } from '@edu/contract-kit';
import { bookingErrors, MAX_FEED_LESSONS, type bookingRpc } from '@edu/contracts-booking';
import { statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb } from '../booking.db.ts';
import { BookingDetailsService } from '../booking/booking-details.service.ts';

const DAY_MS = 86_400_000;
/** What a calendar shows of the past and of what is ahead. */
const SHOWN = { beforeMs: 31 * DAY_MS, afterMs: 400 * DAY_MS } as const;
/** What takes a place in somebody's day, or took one. */
const STATES = ['confirmed', 'completed', 'no_show'];

/** Not of those who may do nothing just now. */
const FIND = statement(
  { hash: 'text' },
  `SELECT user_id AS "readerId", locale FROM calendar_feed
   WHERE token_hash = decode(:hash, 'hex')
     AND NOT EXISTS (SELECT FROM suspended_user
       WHERE suspended_user.user_id = calendar_feed.user_id AND suspended)`,
).returns<{ readerId: string; locale: Locale }>();

/** Secret addresses by which calendars of other programs follow somebody's lessons. */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly db: BookingDb,
    private readonly details: BookingDetailsService,
    private readonly clock: Clock,
  ) {}

  async get({ userId }: Actor): Promise<RpcOutput<typeof bookingRpc.getCalendarFeed>> {
    const feed = await this.db.prisma.calendarFeed.findUnique({ where: { userId } });
    return { createdAt: feed?.createdAt.toISOString() ?? null };
  }

  /** The one that there was leads nowhere any more. */
  async open(
    { userId }: Actor,
    locale: Locale,
  ): Promise<RpcOutput<typeof bookingRpc.openCalendarFeed>> {
    const token = randomBytes(32).toString('base64url');
    const feed = { tokenHash: hashOf(token), locale, createdAt: this.clock.now() };
    await this.db.prisma.calendarFeed.upsert({
      where: { userId },
      create: { userId, ...feed },
      update: feed,
    });
    const path = `${API_PREFIX}/calendar/${token}.ics`;
    return { path, createdAt: feed.createdAt.toISOString() };
  }

  async close({ userId }: Actor): Promise<RpcOutput<typeof bookingRpc.closeCalendarFeed>> {
    await this.db.prisma.calendarFeed.deleteMany({ where: { userId } });
    return { createdAt: null };
  }

  /** @throws booking.calendar_not_found for an address that was replaced or closed, or of nobody */
  async read(token: string): Promise<RpcOutput<typeof bookingRpc.readCalendarFeed>> {
    const [feed] = await this.db.query(FIND, { hash: hashOf(token).toString('hex') });
    if (!feed) throw bookingErrors.calendarNotFound();
    const { readerId, locale } = feed;
    const children = await this.db.prisma.family.findMany({
      where: { parentIds: { has: readerId } },
      select: { childId: true },
    });
    const learnerIds = [readerId, ...children.map(({ childId }) => childId)];
    const now = this.clock.now().getTime();
    const rows = await this.db.prisma.booking.findMany({
      where: {
        OR: [{ learnerId: { in: learnerIds } }, { providerId: readerId }, { payerId: readerId }],
        ...{ state: { in: STATES }, movesId: null },
        startsAt: { gte: new Date(now - SHOWN.beforeMs), lt: new Date(now + SHOWN.afterMs) },
      },
      orderBy: { startsAt: 'asc' },
      take: MAX_FEED_LESSONS,
    });
    return { readerId, locale, items: await this.details.detailsOf(rows) };
  }
}

/** A token is 256 random bits: nobody finds one that has a given hash, and no key is needed. */
const hashOf = (token: string) => createHash('sha256').update(token).digest();
