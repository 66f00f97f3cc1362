import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { searchRpc } from '@edu/contracts-search';
import { Handle, type Call } from '@edu/messaging';
import { CATALOGUE } from './subject.catalogue.ts';
import { SubjectQueries } from './subject.queries.ts';

@Controller()
export class SubjectController {
  constructor(private readonly subjects: SubjectQueries) {}

  @Handle(searchRpc.suggest)
  async suggest({ q, limit }: RpcInput<typeof searchRpc.suggest>, call: Call) {
    const suggestions = await this.subjects.suggestions();
    return { items: suggestions.of(q, call.locale, limit) };
  }

  @Handle(searchRpc.subjects)
  list(_input: RpcInput<typeof searchRpc.subjects>) {
    return { items: CATALOGUE.map(({ slug: value, fr, en }) => ({ value, fr, en })) };
  }
}
