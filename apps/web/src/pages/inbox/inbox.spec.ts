import type { Inbox, Notification } from '@edu/client';
import { describe, expect, it } from 'vitest';
import { messagesOf, pageOfLink, shortTime, withAllRead, withRead } from './inbox.ts';

const message = (id: string, readAt: string | null = null): Notification => ({
  id,
  template: 'booking_confirmed',
  title: 'Lesson confirmed',
  body: 'On Friday',
  link: null,
  createdAt: '2026-11-26T10:00:00Z',
  readAt,
});
const inbox = (unreadCount: number, ...items: Notification[]): Inbox => ({
  items,
  unreadCount,
  nextCursor: null,
});

describe('a link of a message', () => {
  it('leads to the page of the lesson in the reader’s language', () => {
    expect(pageOfLink('/bookings/01a2-b3', 'fr')).toBe('/fr/lessons/01a2-b3');
  });

  it.each(['/account/verification', '/account/family'])('leads to the page %s', (page) => {
    expect(pageOfLink(page, 'en')).toBe(`/en${page}`);
  });

  it.each([
    null,
    '/payments/1',
    '/bookings/',
    '/bookings/1/../x',
    'https://evil.example/bookings/1',
  ])('that is %j leads nowhere', (link) => {
    expect(pageOfLink(link, 'fr')).toBeUndefined();
  });
});

describe('the pages of an inbox', () => {
  it('show a message once that moved to the next page meanwhile', () => {
    const pages = [inbox(3, message('c'), message('b')), inbox(3, message('b'), message('a'))];
    expect(messagesOf(pages).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('count a message down once, when it was not read before', () => {
    const pages = [inbox(2, message('b')), inbox(2, message('a'))];
    const read = message('a', '2026-11-26T11:00:00Z');
    const after = withRead(pages, read);
    expect(after.map(({ unreadCount }) => unreadCount)).toEqual([1, 1]);
    expect(after[1]!.items).toEqual([read]);
    expect(withRead(after, read)).toEqual(after);
  });
});

it('all that was shown is read after marking it, and keeps when it was read before', () => {
  const pages = [inbox(3, message('b'), message('a', '2026-11-26T09:00:00Z'))];
  const [after] = withAllRead(pages, 1, '2026-11-26T11:00:00Z');
  expect(after!.unreadCount).toBe(1);
  expect(after!.items.map(({ readAt }) => readAt)).toEqual([
    '2026-11-26T11:00:00Z',
    '2026-11-26T09:00:00Z',
  ]);
});

describe('the time of a message', () => {
  const now = new Date('2026-11-26T23:30:00Z');
  it('is the hour when it is of today where the reader is', () => {
    expect(shortTime('2026-11-26T10:05:00Z', 'Africa/Abidjan', 'fr', now)).toBe('10:05');
  });

  it('names the day when it is of another one there', () => {
    expect(shortTime('2026-11-26T10:05:00Z', 'Asia/Tokyo', 'fr', now)).toMatch(/26 nov\.?.*19:05/);
  });
});
