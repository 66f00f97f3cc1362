import { ApiError, NetworkError } from '@edu/client';
import type { Arena, Tried } from './arena.ts';

/** Sends a command, whatever the answer: 200 where it was done. */
export async function tryOnce(arena: Arena, send: () => Promise<unknown>): Promise<Tried> {
  arena.log.requests++;
  const answered = (status: number, text: string) => ({ status, text, bookingId: undefined });
  try {
    return answered(200, JSON.stringify(await send()));
  } catch (error) {
    if (error instanceof ApiError) return answered(error.status, error.code);
    if (error instanceof NetworkError) return answered(0, error.message);
    throw error;
  }
}
