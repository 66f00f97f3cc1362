import { expect, it } from 'vitest';
import { startChild } from './child-program.ts';

it('returns the messages of the program, and fails when it has ended', async () => {
  const server = startChild('floor/bare-server.ts');
  server.send({});
  expect(await server.next<{ url: string }>()).toMatchObject({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
  });
  server.end();
  await expect(server.next()).rejects.toThrow(
    'floor/bare-server.ts broke off: it ended with SIGTERM',
  );
});

it('fails with the error output of a program that ends by itself', async () => {
  const missing = startChild('floor/no-such-program.ts');
  await expect(missing.next()).rejects.toThrow(/broke off: [^]*Cannot find module/);
});
