import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { parseDailyRates, readRates } from './daily-rates.ts';

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<Cube><Cube time='2026-11-27'>
		<Cube currency='USD' rate='1.0845'/><Cube currency='JPY' rate='163.2'/><Cube currency='CAD' rate='1.4871'/>
	</Cube></Cube>
</gesmes:Envelope>`;
const CSV = `Date, USD, JPY, CAD, \n27 November 2026, 1.0845, 163.2, 1.4871, \n`;

describe('the reference rates of a day', () => {
  it.each([
    ['as XML', XML],
    ['as CSV', CSV],
  ])('are read %s', (_how, text) => {
    const rates = parseDailyRates(text);
    expect([...rates.keys()].sort()).toEqual(['CAD', 'USD']);
    expect(rates.get('USD')).toEqual({
      micros: 1_084_500n,
      source: 'ecb',
      at: new Date('2026-11-27T15:00:00.000Z'),
      expiresAt: new Date('2026-12-02T15:00:00.000Z'),
    });
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html><body>Not found</body></html>'],
    ['a day without rates', "<Cube time='2026-11-27'></Cube>"],
    ['rates without a day', "<Cube currency='USD' rate='1.08'/>"],
    ['no number', "<Cube time='2026-11-27'><Cube currency='USD' rate='0'/></Cube>"],
  ])('are not made of %s', (_what, text) => {
    expect(() => parseDailyRates(text)).toThrow();
  });

  it('are fetched from an address, which has to answer in time', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/slow') return;
      response.statusCode = request.url === '/rates' ? 200 : 404;
      response.end(XML);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const read = (path: string, timeoutMs = 10_000) =>
      readRates(new URL(`http://127.0.0.1:${port}${path}`), timeoutMs);
    expect(parseDailyRates(await read('/rates')).size).toBe(2);
    await expect(read('/other')).rejects.toThrow('404');
    await expect(read('/slow', 100)).rejects.toThrow();
    server.closeAllConnections();
    server.close();
  });
});
