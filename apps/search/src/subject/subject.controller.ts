import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { searchRpc } from '@edu/contracts-search';
import { Handle, type Call } from '@edu/messaging';
import { suggestSubjects } from './subject.domain.ts';
import { SubjectQueries } from './subject.queries.ts';

@Controller()
export class SubjectController {
  constructor(private readonly subjects: SubjectQueries) {}

  @Handle(searchRpc.suggest)
  async suggest({ q, limit }: RpcInput<typeof searchRpc.suggest>, call: Call) {
    return { items: suggestSubjects(q, call.locale, await this.subjects.counts(), limit) };
  }
}
