import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import { Handle, type Call } from '@edu/messaging';
import { PhotoService } from './photo.service.ts';

@Controller()
export class PhotoController {
  constructor(private readonly photos: PhotoService) {}

  @Handle(profileRpc.beginPhoto)
  begin(input: RpcInput<typeof profileRpc.beginPhoto>, call: Call) {
    return this.photos.begin(call.actor.userId, input);
  }

  @Handle(profileRpc.completePhoto)
  complete(input: RpcInput<typeof profileRpc.completePhoto>, call: Call) {
    return this.photos.complete(call.actor.userId, input);
  }

  @Handle(profileRpc.removePhoto)
  remove(_input: RpcInput<typeof profileRpc.removePhoto>, call: Call) {
    return this.photos.remove(call.actor.userId);
  }
}
