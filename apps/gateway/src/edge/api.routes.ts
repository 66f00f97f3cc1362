import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { contracts } from '@edu/contracts-registry';
import { addContractRoutes, Edge, RateLimiter } from '@edu/http';
import { RpcClient } from '@edu/messaging';
import type { FastifyInstance } from 'fastify';

/** For callers of routes without a limit of their own: per user, or per address. */
const GENERAL_LIMIT = { max: 600, windowS: 60 };

/** The routes that the contracts declare. */
@Injectable()
export class ApiRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly limiter: RateLimiter,
    private readonly rpc: RpcClient,
  ) {}

  onModuleInit(): void {
    addContractRoutes(
      this.http.httpAdapter.getInstance<FastifyInstance>(),
      contracts.flatMap((contract) => Object.values(contract.rpc)),
      { rpc: this.rpc, edge: this.edge, limiter: this.limiter, generalLimit: GENERAL_LIMIT },
    );
  }
}
