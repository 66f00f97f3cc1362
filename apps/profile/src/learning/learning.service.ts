import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import type { Learning, profileRpc } from '@edu/contracts-profile';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import { familyPolicies } from '../family/family.policies.ts';
import { FamilyQueries } from '../family/family.queries.ts';
import { ProfileDb } from '../profile.db.ts';
import { unique } from '../profile/profile.domain.ts';

type Wanted = RpcInput<typeof profileRpc.saveLearning>;

/** What learners want to learn; a child that signs in by itself shares it with its parents. */
@Injectable()
export class LearningService {
  constructor(
    private readonly db: ProfileDb,
    private readonly families: FamilyQueries,
    private readonly clock: Clock,
  ) {}

  async get(learnerId: string): Promise<Learning> {
    const row = await this.db.prisma.learner.findUnique({ where: { learnerId } });
    if (!row) return { level: null, subjects: [], goals: [] };
    return { level: row.level as Learning['level'], subjects: row.subjects, goals: row.goals };
  }

  async save(learnerId: string, { level, subjects, goals }: Wanted): Promise<Learning> {
    const wanted = { level: level ?? null, subjects: unique(subjects), goals: unique(goals) };
    const content = { ...wanted, updatedAt: this.clock.now() };
    await this.db.prisma.learner.upsert({
      where: { learnerId },
      create: { learnerId, ...content },
      update: content,
    });
    return wanted;
  }

  /** @throws profile.child_not_found */
  async getOfChild(childId: string, call: Call): Promise<Learning> {
    const child = await this.families.find(childId, call.actor.userId);
    return this.get(familyPolicies.check('child.read', call.principal, child).id);
  }

  /** @throws profile.child_not_found */
  async saveOfChild(childId: string, wanted: Wanted, call: Call): Promise<Learning> {
    const child = await this.families.find(childId, call.actor.userId);
    return this.save(familyPolicies.check('child.change', call.principal, child).id, wanted);
  }
}
