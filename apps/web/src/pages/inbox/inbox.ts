import type { Inbox, Notification } from '@edu/client';
import type { Locale } from '@edu/contract-kit';
import { dateFormat } from '@edu/ui';

/** Pages that have the same address everywhere. */
const PAGES: readonly string[] = ['/account/verification', '/account/family'];
const BOOKING = /^\/bookings\/([\w-]+)$/;

/** The page of ours about the thing that a message is about; undefined where there is none. */
export function pageOfLink(link: string | null, locale: Locale): string | undefined {
  if (link !== null && PAGES.includes(link)) return `/${locale}${link}`;
  const [, id] = BOOKING.exec(link ?? '') ?? [];
  return id && `/${locale}/lessons/${id}`;
}

/** All messages of the pages that were read, each once, however the list moved between two of them. */
export function messagesOf(pages: readonly Inbox[]): Notification[] {
  const byId = new Map(pages.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));
  return [...byId.values()];
}

/** The pages after a message was read. */
export function withRead(pages: readonly Inbox[], read: Notification): Inbox[] {
  const isNews = messagesOf(pages).some(({ id, readAt }) => id === read.id && readAt === null);
  return pages.map((page) => ({
    ...page,
    unreadCount: Math.max(0, page.unreadCount - (isNews ? 1 : 0)),
    items: page.items.map((item) => (item.id === read.id ? read : item)),
  }));
}

/** The pages after everything that was shown was marked as read. @param unreadCount what is left */
export function withAllRead(pages: readonly Inbox[], unreadCount: number, at: string): Inbox[] {
  return pages.map((page) => ({
    ...page,
    unreadCount,
    items: page.items.map((item) => ({ ...item, readAt: item.readAt ?? at })),
  }));
}

/**
 * When it was written, as short as it is clear: the time today, the day before that.
 *
 * @param now of this device
 */
export function shortTime(at: string, zone: string, locale: Locale, now: Date): string {
  const day = dateFormat(locale, zone, { dateStyle: 'short' });
  const written = new Date(at);
  const isToday = day.format(written) === day.format(now);
  const shape = { hour: '2-digit', minute: '2-digit' } as const;
  return dateFormat(
    locale,
    zone,
    isToday ? shape : { day: 'numeric', month: 'short', ...shape },
  ).format(written);
}
