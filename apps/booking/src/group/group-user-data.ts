import { Injectable } from '@nestjs/common';
import { UserData } from '@edu/data-rights';
import { statement } from '@edu/persistence';

/** Whoever takes a seat meanwhile waits, and then reads what it is called by then. */
const LOCK_GROUPS = statement(
  { user: 'uuid' },
  'SELECT FROM group_lesson WHERE provider_id = :user ORDER BY id FOR UPDATE',
);

/** What this person has called group lessons, where others have a seat. */
const FORGET_TITLES = statement(
  { user: 'uuid' },
  'UPDATE booking SET group_title = NULL WHERE provider_id = :user AND group_title IS NOT NULL',
);

/** What a provider called group lessons goes with them, from the seats of their learners too. */
@Injectable()
export class GroupUserData {
  constructor(data: UserData) {
    data.add({
      erase: async (tx, user) => {
        await tx.execute(LOCK_GROUPS, { user });
        await tx.execute(FORGET_TITLES, { user });
      },
    });
  }
}
