import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { sendOverview } from '../kit/control.ts';
import { seed } from '../kit/fault-board.ts';
import { faultRule, milliseconds } from '../kit/fault-rule.ts';
import { html } from '../kit/html.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { drawnTile } from './drawn-tile.ts';

const mapFaults = z.strictObject({
  seed,
  /** Answers without a tile. */
  fail: faultRule.extend({ status: z.literal([404, 429, 503]).default(503) }).prefault({}),
  /** Every tile comes this much later. */
  delayMs: milliseconds.default(0),
});

/** Zoom, column and row. Source: wiki.openstreetmap.org/wiki/Slippy_map_tilenames */
const Tile = z
  .object({
    z: z.coerce.number().int().min(0).max(19),
    x: z.coerce.number().int().min(0),
    y: z.coerce.number().int().min(0),
  })
  .refine(({ z: zoom, x, y }) => Math.max(x, y) < 2 ** zoom);

/** Starts a server of map tiles that draws them, in place of one with the world's data. */
export async function startMapSimulator(
  options: SimulatorOptions,
): Promise<Simulator<z.infer<typeof mapFaults>>> {
  const { server, faults, start } = openSimulator(options, {
    faults: mapFaults,
    answerError: (reply, status, message) =>
      void reply.code(status).type('text/plain').send(message),
  });
  server.get('/tiles/:z/:x/:y.svg', async (request, reply) => {
    const { delayMs, fail } = faults.current;
    if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
    if (faults.take(fail)) return reply.code(fail.status).send('fault');
    const tile = Tile.safeParse(request.params);
    if (!tile.success) return reply.code(404).send('no such tile');
    return reply
      .type('image/svg+xml')
      .header('cache-control', 'public, max-age=3600')
      .send(drawnTile(tile.data));
  });
  server.get('/', (_request, reply) =>
    sendOverview(
      reply,
      'Map',
      html`<p>Draws tiles at <a href="/tiles/2/1/1.svg">/tiles/z/x/y.svg</a>.</p>`,
      {
        faults,
      },
    ),
  );
  return start({});
}
