import { Db, type Tx } from '@edu/persistence';
import type { PrismaClient } from './generated/prisma/client.ts';

export class AuthDb extends Db<PrismaClient> {}
export type AuthTx = Tx<PrismaClient>;
