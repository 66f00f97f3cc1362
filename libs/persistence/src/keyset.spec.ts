import { describe, expect, it } from 'vitest';
import { Id, platformErrors } from '@edu/contract-kit';
import { z } from 'zod';
import { decodeCursor, encodeCursor, toPage } from './keyset.ts';

const id = '01a20a75-fad1-7435-b3e5-daa5366c2cf4';
const base64 = (json: string) => Buffer.from(json).toString('base64url');

describe('a cursor', () => {
  it('comes back as the values it was made of', () => {
    expect(decodeCursor(encodeCursor([17, id]), [z.int(), Id])).toEqual([17, id]);
  });

  it.each([
    ['other values', base64('["x","y"]')],
    ['values in another order', encodeCursor([id, 17])],
    ['too few', encodeCursor([17])],
    ['too many', encodeCursor([17, id, 1])],
    ['an object', base64('{}')],
    ['no JSON', base64('[')],
    ['an infinite number', base64(`[1e400,"${id}"]`)],
    ['bytes that are no text', '_w'],
  ])('of %s is refused at /cursor', (_, cursor) => {
    let thrown: unknown;
    try {
      decodeCursor(cursor, [z.int(), Id]);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      code: platformErrors.invalidInput.code,
      errors: [{ pointer: '/cursor' }],
    });
  });
});

describe('a page', () => {
  it('has a next cursor when one row more than the page was found', () => {
    const page = (rows: number[]) => toPage(rows, 2, String, (row) => [row]);
    expect(page([1, 2])).toEqual({ items: ['1', '2'], nextCursor: null });
    expect(page([1, 2, 3])).toEqual({ items: ['1', '2'], nextCursor: encodeCursor([2]) });
  });
});
