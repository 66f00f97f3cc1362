import { Injectable } from '@nestjs/common';
import { statement } from '@edu/persistence';
import type { Profile as ProfileRow } from '../generated/prisma/client.ts';
import type { ProfileTx } from '../profile.db.ts';
import { slugBase, slugCandidates } from './slug.domain.ts';

/** Waits for whoever takes the same one at this moment. */
const TAKE = statement(
  { slug: 'text', providerId: 'uuid', base: 'text' },
  `INSERT INTO profile_slug (slug, provider_id, base) VALUES (:slug, :providerId, :base)
   ON CONFLICT (slug) DO NOTHING`,
);

/** Names are not collected: of one profile so many are kept, the latest. */
const KEPT = 6;
const DROP_OLD = statement(
  { providerId: 'uuid', kept: 'int' },
  `DELETE FROM profile_slug WHERE slug IN (
     SELECT slug FROM profile_slug WHERE provider_id = :providerId
     ORDER BY taken_at DESC, slug OFFSET :kept)`,
);

/** The readable ends of the addresses of profiles. */
@Injectable()
export class SlugService {
  /**
   * Gives a profile that is to be seen the address of its name, and keeps that of before.
   *
   * @param row locked, or just written, in the transaction
   * @returns the row with it
   */
  async keep(tx: ProfileTx, row: ProfileRow): Promise<ProfileRow> {
    const { providerId, city } = row;
    const base = slugBase(row.displayName, row.kind);
    // That of a name of before is had again.
    const own = await tx.prisma.profileSlug.findMany({ where: { providerId, base } });
    if (own.some(({ slug }) => slug === row.slug)) return row;
    const slug =
      own[0]?.slug ?? (await this.#take(tx, providerId, slugCandidates(base, city), base));
    return tx.prisma.profile.update({ where: { providerId }, data: { slug } });
  }

  async #take(
    tx: ProfileTx,
    providerId: string,
    candidates: readonly string[],
    base: string,
  ): Promise<string> {
    for (const slug of candidates) {
      if ((await tx.execute(TAKE, { slug, providerId, base })) === 0) continue;
      await tx.execute(DROP_OLD, { providerId, kept: KEPT });
      return slug;
    }
    throw new Error(`every address like ${base} is taken`);
  }
}
