import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import { Handle, type Call } from '@edu/messaging';
import { LearningService } from './learning.service.ts';

@Controller()
export class LearningController {
  constructor(private readonly learning: LearningService) {}

  @Handle(profileRpc.getLearning)
  get(_input: RpcInput<typeof profileRpc.getLearning>, call: Call) {
    return this.learning.get(call.actor.userId);
  }

  @Handle(profileRpc.saveLearning)
  save(input: RpcInput<typeof profileRpc.saveLearning>, call: Call) {
    return this.learning.save(call.actor.userId, input);
  }

  @Handle(profileRpc.getChildLearning)
  getOfChild({ childId }: RpcInput<typeof profileRpc.getChildLearning>, call: Call) {
    return this.learning.getOfChild(childId, call);
  }

  @Handle(profileRpc.saveChildLearning)
  saveOfChild({ childId, ...wanted }: RpcInput<typeof profileRpc.saveChildLearning>, call: Call) {
    return this.learning.saveOfChild(childId, wanted, call);
  }
}
