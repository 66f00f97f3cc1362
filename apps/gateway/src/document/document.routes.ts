import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  API_PREFIX,
  Id,
  REQUEST_HEADER,
  RESPONSE_HEADER,
  type ProblemType,
  type RpcOutput,
} from '@edu/contract-kit';
import { paymentErrors, paymentRpc } from '@edu/contracts-payment';
import { Edge, enforceQuotas, RateLimiter } from '@edu/http';
import { RpcClient, type Call } from '@edu/messaging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export const RECEIPT_PATH = `${API_PREFIX}/payments/{id}/receipt.pdf`;
export const CREDIT_NOTE_PATH = `${API_PREFIX}/refunds/{id}/credit-note.pdf`;

const LIMIT = { max: 30, windowS: 60 };

type FileRequest = FastifyRequest<{ Params: { id: string } }>;
type File = RpcOutput<typeof paymentRpc.receiptFile>;
type Ask = (id: string, tag: string | undefined, call: Call) => Promise<File>;

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
    const receipt: Ask = (id, tag, call) =>
      this.rpc.call(paymentRpc.receiptFile, { id, tag }, { call });
    const creditNote: Ask = (id, tag, call) =>
      this.rpc.call(paymentRpc.creditNoteFile, { id, tag }, { call });
    fastify.get(`${API_PREFIX}/payments/:id/receipt.pdf`, (request: FileRequest, reply) =>
      this.give(request, reply, receipt, paymentErrors.notFound),
    );
    fastify.get(`${API_PREFIX}/refunds/:id/credit-note.pdf`, (request: FileRequest, reply) =>
      this.give(request, reply, creditNote, paymentErrors.documentNotFound),
    );
  }

  /** A browser keeps the file, and asks each time whether it is still the same. */
  private async give(
    request: FileRequest,
    reply: FastifyReply,
    ask: Ask,
    notFound: ProblemType & (() => Error),
  ): Promise<FastifyReply> {
    const call = await this.edge.call(request, 'user');
    const quota = this.limiter.countLocal(`document:${call.actor.userId}`, LIMIT);
    enforceQuotas(reply, new Map([['user', quota]]));
    const { success, data: id } = Id.safeParse(request.params.id);
    if (!success) throw notFound();
    const { name, tag, pdf } = await ask(id, tagIn(request), call);
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

/** The one tag that a browser sends; a list of them is not worth a question. */
function tagIn(request: FastifyRequest): string | undefined {
  const given = request.headers[REQUEST_HEADER.ifNoneMatch];
  return /^(?:W\/)?"([\w-]{1,64})"$/.exec(typeof given === 'string' ? given : '')?.[1];
}
