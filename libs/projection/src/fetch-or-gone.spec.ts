import { defineErrors, platformErrors } from '@edu/contract-kit';
import { expect, it } from 'vitest';
import { fetchOrGone } from './fetch-or-gone.ts';

const title = 'No such thing';
const { notFound } = defineErrors('probe', { notFound: { status: 404, title } });

it('returns the answer of the owner', async () => {
  expect(await fetchOrGone(async () => 'there', notFound)).toBe('there');
});

it('returns undefined when the owner answers "not found"', async () => {
  const fetch = () => Promise.reject(notFound());
  expect(await fetchOrGone(fetch, notFound)).toBeUndefined();
});

it('throws any other failure, so that the event is tried again', async () => {
  for (const error of [platformErrors.timeout(), new Error('a bug')]) {
    await expect(fetchOrGone(() => Promise.reject(error), notFound)).rejects.toBe(error);
  }
});
