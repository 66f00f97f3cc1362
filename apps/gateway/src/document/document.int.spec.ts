import { NATS_HEADER, newId, platformErrors, type RpcOutput } from '@edu/contract-kit';
import { paymentErrors, paymentRpc } from '@edu/contracts-payment';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatewayService } from '../main.ts';

type File = RpcOutput<typeof paymentRpc.receiptFile>;

const PDF = Buffer.from('%PDF-1.7 \u0000\u00ff');
const paymentId = newId();
const refundId = newId();
let gateway: TestService;
let url: string;
let payer: TestActor;

beforeAll(async () => {
  gateway = await startTestService(gatewayService, { env: { PORT: '0' } });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}/api/v1`;
  payer = await testActor('parent');
  const file = (name: string, tag: string | undefined): File => ({
    ...{ name, tag: 'tag-1' },
    pdf: tag === 'tag-1' ? null : PDF.toString('base64'),
  });
  gateway.fake(paymentRpc.receiptFile, ({ id, tag }, header) => {
    if (id !== paymentId) throw paymentErrors.notFound();
    return file(`receipt-${header(NATS_HEADER.locale)}.pdf`, tag);
  });
  gateway.fake(paymentRpc.creditNoteFile, ({ id, reversal, tag }) => {
    if (id !== refundId) throw paymentErrors.documentNotFound();
    return file(reversal ? 'reversal.pdf' : 'note.pdf', tag);
  });
  gateway.fake(paymentRpc.statementFile, ({ month, as, tag }) => file(`${as}-${month}.pdf`, tag));
  gateway.fake(paymentRpc.annualStatementFile, ({ year, tag }) => {
    if (year !== 2025) throw paymentErrors.documentNotFound();
    return file(`annual-${year}.pdf`, tag);
  });
  await gateway.nats.connection.flush();
});
afterAll(() => gateway?.stop());

const get = (path: string, as?: TestActor, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    headers: { ...(as && { authorization: `Bearer ${as.token}` }), ...headers },
  });

it.each([
  [`/payments/${paymentId}/receipt.pdf`, 'receipt-fr.pdf'],
  [`/refunds/${refundId}/credit-note.pdf`, 'note.pdf'],
  [`/refunds/${refundId}/credit-note-reversal.pdf`, 'reversal.pdf'],
  ['/me/statement.pdf?month=2026-11&as=payer', 'payer-2026-11.pdf'],
  ['/me/annual-statement.pdf?year=2025', 'annual-2025.pdf'],
])('%s is a file for its reader alone, sent once', async (path, name) => {
  const answer = await get(path, payer, { 'accept-language': 'fr' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
  expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
  const etag = answer.headers.get('etag')!;
  for (const given of [etag, `W/${etag}`]) {
    const again = await get(path, payer, { 'if-none-match': given });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(etag);
    expect(await again.text()).toBe('');
  }
  const other = await get(path, payer, { 'if-none-match': '"another"' });
  expect(other.status).toBe(200);
});

it('a file is for nobody else', async () => {
  expect((await get(`/payments/${paymentId}/receipt.pdf`)).status).toBe(401);
  for (const id of [newId(), 'no-id', '%0d%0a']) {
    const answer = await get(`/payments/${id}/receipt.pdf`, payer);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: paymentErrors.notFound.code });
  }
  const answer = await get(`/refunds/${newId()}/credit-note.pdf`, payer);
  expect(await answer.json()).toMatchObject({ code: paymentErrors.documentNotFound.code });
});

it('a statement is of a month and a side that there are', async () => {
  for (const query of ['', '?month=2026-13&as=payer', '?month=2026-11&as=admin', '?month=x']) {
    const answer = await get(`/me/statement.pdf${query}`, payer);
    expect(answer.status).toBe(platformErrors.invalidInput.status);
  }
  expect((await get('/me/statement.pdf?month=2026-11&as=payer')).status).toBe(401);
});

it('an annual statement is of a year that there is', async () => {
  const tutor = await testActor('tutor');
  for (const query of ['', '?year=x', '?year=1999', '?year=2025.5', '?year=2025&as=payer']) {
    const answer = await get(`/me/annual-statement.pdf${query}`, tutor);
    expect(answer.status).toBe(platformErrors.invalidInput.status);
  }
  const none = await get('/me/annual-statement.pdf?year=2024', tutor);
  expect(await none.json()).toMatchObject({ code: paymentErrors.documentNotFound.code });
  expect((await get('/me/annual-statement.pdf?year=2025')).status).toBe(401);
});

it('asks for so many in a minute', async () => {
  const greedy = await testActor('student');
  const path = `/payments/${paymentId}/receipt.pdf`;
  const answers = await Promise.all(Array.from({ length: 33 }, () => get(path, greedy)));
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(2);
});
