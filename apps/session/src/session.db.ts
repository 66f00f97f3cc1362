import { Db } from '@edu/persistence';
import type { PrismaClient } from './generated/prisma/client.ts';

export class SessionDb extends Db<PrismaClient> {}
