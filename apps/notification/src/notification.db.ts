import { Db } from '@edu/persistence';
import type { PrismaClient } from './generated/prisma/client.ts';

export class NotificationDb extends Db<PrismaClient> {}
