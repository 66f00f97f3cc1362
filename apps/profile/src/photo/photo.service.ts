import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  newId,
  Problem,
  type AnnouncedFile,
  type Photo,
  type RpcInput,
  type Upload,
} from '@edu/contract-kit';
import { profileErrors, type Profile, type profileRpc } from '@edu/contracts-profile';
import { ObjectStore, Uploads, type Arrived } from '@edu/storage';
import { ProfileDb } from '../profile.db.ts';
import { PictureTurn } from '../picture/picture-turn.ts';
import { ProfileQueries } from '../profile/profile.queries.ts';
import { ProfileService } from '../profile/profile.service.ts';
import { makeCopies, type Copies } from './photo.copies.ts';
import { copyKey, PHOTO_RULE, photoFolder } from './photo.domain.ts';

type Complete = RpcInput<typeof profileRpc.completePhoto>;

/** Pages that are open show the photo of before for a while. */
const SHOWN_FOR_S = 60;

/** The picture of who teaches: sent to the storage, made small there, shown to everybody. */
@Injectable()
export class PhotoService {
  constructor(
    private readonly db: ProfileDb,
    private readonly store: ObjectStore,
    private readonly uploads: Uploads,
    private readonly profiles: ProfileService,
    private readonly queries: ProfileQueries,
    private readonly turn: PictureTurn,
  ) {}

  /** @throws profile.not_found, upload.too_large, upload.kind_refused */
  async begin(providerId: string, file: AnnouncedFile): Promise<Upload> {
    await this.queries.get(providerId);
    return this.uploads.begin(PHOTO_RULE, providerId, file);
  }

  /** @throws upload.* and profile.* of the contract */
  async complete(providerId: string, { uploadId, crop }: Complete): Promise<Profile> {
    return this.turn.run(async () => {
      const arrived = await this.uploads.take(PHOTO_RULE, providerId, uploadId);
      if (!arrived) return this.queries.get(providerId);
      const copies = await this.copiesOf(arrived, crop);
      const profile = await this.show(providerId, arrived, copies);
      await this.uploads.dismiss(arrived);
      return profile;
    });
  }

  /** @throws profile.not_found */
  async remove(providerId: string): Promise<Profile> {
    const shown = await this.db.tx(async (tx) => {
      const { before, profile } = await this.profiles.setPhoto(tx, providerId, null);
      if (before) await this.uploads.deleteLater(tx, photoFolder(before));
      return profile;
    });
    this.uploads.wake();
    return shown;
  }

  private async copiesOf(arrived: Arrived, crop: Complete['crop']): Promise<Copies> {
    try {
      return await makeCopies(arrived.bytes, crop);
    } catch (error) {
      // Another part of it may be chosen.
      const mayStay = error instanceof Problem && error.is(profileErrors.photoCropOutside);
      if (!mayStay) await this.uploads.discard(arrived);
      throw error;
    }
  }

  private async show(providerId: string, arrived: Arrived, copies: Copies): Promise<Profile> {
    const photo = nameOf(copies);
    const reservation = await this.uploads.reserve(photoFolder(photo));
    await Promise.all(
      Object.entries(copies).map(([copy, bytes]) =>
        this.store.put(copyKey(photo, copy as keyof Photo), bytes),
      ),
    );
    return this.db.tx(async (tx) => {
      // One of two at the same time; what the other has made is deleted as it was reserved.
      const isFirst = await this.uploads.complete(tx, arrived);
      if (!isFirst) return this.queries.get(providerId);
      await this.uploads.keep(tx, reservation);
      const { before, profile } = await this.profiles.setPhoto(tx, providerId, photo);
      if (before) await this.uploads.deleteLater(tx, photoFolder(before), SHOWN_FOR_S);
      return profile;
    });
  }
}

/** A hash of what is shown; with something new in it, for nobody else's photo may have the same name. */
function nameOf(copies: Copies): string {
  const hash = createHash('sha256').update(newId());
  for (const bytes of Object.values(copies)) hash.update(bytes);
  return hash.digest('hex').slice(0, 32);
}
