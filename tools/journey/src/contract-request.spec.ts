import { bookingRpc } from '@edu/contracts-booking';
import { searchRpc } from '@edu/contracts-search';
import { authRpc } from '@edu/contracts-auth';
import { describe, expect, it } from 'vitest';
import { contractRequest } from './contract-request.ts';

const id = '01a20a75-fad1-7435-b3e5-daa5366c2cf4';

describe('contractRequest', () => {
  it('puts fields into the path, and the rest into the body', () => {
    expect(contractRequest(bookingRpc.cancel, { id, reason: 'ill' })).toEqual({
      method: 'POST',
      path: `/api/v1/bookings/${id}/cancel`,
      body: '{"reason":"ill"}',
    });
  });

  it('puts fields into the query where the method carries no body', () => {
    const input = { subject: 'l’algèbre & co', lat: 5.35, lng: -3.99, q: undefined };
    expect(contractRequest(searchRpc.tutors, input as never)).toEqual({
      method: 'GET',
      path: '/api/v1/search/tutors?subject=l%E2%80%99alg%C3%A8bre+%26+co&lat=5.35&lng=-3.99',
      body: undefined,
    });
  });

  it('keeps what is in the path there', () => {
    expect(contractRequest(bookingRpc.get, { id: '../me?x=#' }).path).toBe(
      '/api/v1/bookings/..%2Fme%3Fx%3D%23',
    );
  });

  it('refuses calls without a route, and without what the path needs', () => {
    expect(() => contractRequest(authRpc.suspend, { userId: id })).toThrow('has no route');
    expect(() => contractRequest(bookingRpc.get, {} as never)).toThrow('needs id');
  });
});
