import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { contracts } from '@edu/contracts-registry';
import { addContractRoutes, Edge, RateLimiter, SessionCookies } from '@edu/http';
import { RpcClient } from '@edu/messaging';
import type { FastifyInstance } from 'fastify';

/**
 * For each gateway. What a network may ask on public routes is for the people behind one address, a
 * school or a mobile network; expensive routes declare limits of their own.
 */
export const GENERAL_LIMITS = {
  network: { max: 1_200, windowS: 60 },
  user: { max: 600, windowS: 60 },
};

/** The routes that the contracts declare. */
@Injectable()
export class ApiRoutes implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly edge: Edge,
    private readonly cookies: SessionCookies,
    private readonly limiter: RateLimiter,
    private readonly rpc: RpcClient,
  ) {}

  onModuleInit(): void {
    addContractRoutes(
      this.http.httpAdapter.getInstance<FastifyInstance>(),
      contracts.flatMap((contract) => Object.values(contract.rpc)),
      {
        rpc: this.rpc,
        edge: this.edge,
        cookies: this.cookies,
        limiter: this.limiter,
        generalLimits: GENERAL_LIMITS,
      },
    );
  }
}
