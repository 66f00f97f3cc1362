import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { newId, platformErrors } from '@edu/contract-kit';
import { EventStreams } from './event-stream.ts';

const MOST = 5_000;

/** The connection of an open page, as far as a stream writes to it. */
function openPage(): ServerResponse {
  const page = new EventEmitter();
  const ignore = () => undefined;
  return Object.assign(page, {
    ...{ writeHead: ignore, write: ignore, writableLength: 0 },
    end: () => page.emit('close'),
  }) as unknown as ServerResponse;
}

it('a process carries 5000 streams, refuses the next, and takes one again for each that ends', () => {
  const streams = new EventStreams();
  const open = () => {
    const page = openPage();
    const actor = { userId: newId(), sessionId: newId() };
    streams.checkRoom(actor.userId);
    streams.open({ actor, expiresAt: Infinity }, page, {});
    return page;
  };
  const pages = Array.from({ length: MOST }, open);
  const unavailable = expect.objectContaining({ code: platformErrors.unavailable.code }) as Error;
  expect(open).toThrow(unavailable);
  pages[0]!.end();
  open();
  expect(open).toThrow(unavailable);
  streams.close();
});
