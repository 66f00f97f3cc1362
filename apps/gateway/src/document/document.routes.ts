import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { API_PREFIX, Id, REQUEST_HEADER, RESPONSE_HEADER, type RpcOutput } from '@edu/contract-kit';
import {
  AskAnnualStatement,
  AskStatement,
  paymentErrors,
  paymentRpc,
} from '@edu/contracts-payment';
import { compileInput, Edge, enforceQuotas, RateLimiter } from '@edu/http';
import { RpcClient, type Call } from '@edu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

export const RECEIPT_PATH = `${API_PREFIX}/payments/{id}/receipt.pdf`;
export const CREDIT_NOTE_PATH = `${API_PREFIX}/refunds/{id}/credit-note.pdf`;
export const REVERSAL_PATH = `${API_PREFIX}/refunds/{id}/credit-note-reversal.pdf`;

export const STATEMENT_PATH = `${API_PREFIX}/me/statement.pdf`;
export const ANNUAL_STATEMENT_PATH = `${API_PREFIX}/me/annual-statement.pdf`;

const LIMIT = { max: 30, windowS: 60 };

const readStatement = compileInput({
  input: AskStatement,
  http: { method: 'GET', path: '/me/statement.pdf' },
});

const readAnnualStatement = compileInput({
  input: AskAnnualStatement,
  http: { method: 'GET', path: '/me/annual-statement.pdf' },
});

type File = RpcOutput<typeof paymentRpc.receiptFile>;
type Ask = (request: FastifyRequest, call: Call) => Promise<File>;

/** Documents as files, for those whose money they are about. */
@Injectable()
export class DocumentRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly limiter: RateLimiter,
    private readonly rpc: RpcClient,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    const give = (path: string, ask: Ask) =>
      fastify.get(`${API_PREFIX}${path}`, (request, reply) => this.give(request, reply, ask));
    give('/payments/:id/receipt.pdf', (request, call) => {
      const id = idIn(request, paymentErrors.notFound);
      return this.rpc.call(paymentRpc.receiptFile, { id, tag: tagIn(request) }, { call });
    });
    give('/refunds/:id/credit-note.pdf', (request, call) => {
      const id = idIn(request, paymentErrors.documentNotFound);
      return this.rpc.call(paymentRpc.creditNoteFile, { id, tag: tagIn(request) }, { call });
    });
    give('/refunds/:id/credit-note-reversal.pdf', (request, call) => {
      const id = idIn(request, paymentErrors.documentNotFound);
      const asked = { id, reversal: true, tag: tagIn(request) };
      return this.rpc.call(paymentRpc.creditNoteFile, asked, { call });
    });
    give('/me/annual-statement.pdf', (request, call) => {
      const asked = readAnnualStatement(queryOf(request));
      const input = { ...(asked as z.output<typeof AskAnnualStatement>), tag: tagIn(request) };
      return this.rpc.call(paymentRpc.annualStatementFile, input, { call });
    });
    give('/me/statement.pdf', (request, call) => {
      const asked = readStatement(queryOf(request));
      const input = { ...(asked as z.output<typeof AskStatement>), tag: tagIn(request) };
      return this.rpc.call(paymentRpc.statementFile, input, { call });
    });
  }

  /** A browser keeps the file, and asks each time whether it is still the same. */
  private async give(
    request: FastifyRequest,
    reply: FastifyReply,
    ask: Ask,
  ): Promise<FastifyReply> {
    const call = await this.edge.call(request, 'user');
    const quota = this.limiter.countLocal(`document:${call.actor.userId}`, LIMIT);
    enforceQuotas(reply, new Map([['user', quota]]));
    const { name, tag, pdf } = await ask(request, call);
    void reply
      .header(RESPONSE_HEADER.etag, `"${tag}"`)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'Accept-Language, Authorization, Cookie')
      .header(RESPONSE_HEADER.requestId, request.id);
    if (pdf === null) return reply.code(304).send();
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Buffer.from(pdf, 'base64'));
  }
}

const queryOf = ({ query }: FastifyRequest) => ({
  ...{ params: {}, body: undefined },
  query: query as Record<string, string>,
});

function idIn({ params }: FastifyRequest, notFound: () => Error): string {
  const { success, data } = Id.safeParse((params as { id: string }).id);
  if (!success) throw notFound();
  return data;
}

/** The one tag that a browser sends; a list of them is not worth a question. */
function tagIn(request: FastifyRequest): string | undefined {
  const given = request.headers[REQUEST_HEADER.ifNoneMatch];
  return /^(?:W\/)?"([\w-]{1,64})"$/.exec(typeof given === 'string' ? given : '')?.[1];
}
