import { Injectable } from '@nestjs/common';
import { UserData } from '@edu/data-rights';
import { Uploads } from '@edu/storage';
import type { ProfileTx } from '../profile.db.ts';
import { copyKey, photoFolder } from '../photo/photo.domain.ts';
import { ProfileQueries } from '../profile/profile.queries.ts';
import { ProfileService } from '../profile/profile.service.ts';

/** A profile is taken out of sight before it is erased, and its photo is a file. */
@Injectable()
export class ProfileUserData {
  constructor(data: UserData, profiles: ProfileService, queries: ProfileQueries, uploads: Uploads) {
    data.add({
      files: async (userId) => {
        const photo = (await queries.find(userId))?.photo;
        return photo ? [{ name: 'photo.webp', key: copyKey(photo, 'large') }] : [];
      },
      erase: async (tx, userId) => {
        const own = tx as ProfileTx;
        await profiles.hide(own, userId);
        const row = await queries.findLocked(own, userId);
        if (row?.photo) await uploads.deleteLater(own, photoFolder(row.photo));
      },
      erased: () => uploads.wake(),
    });
  }
}
