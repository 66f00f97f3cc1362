import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RpcOutput } from '@edu/contract-kit';
import type { paymentRpc } from '@edu/contracts-payment';
import { PAPER } from './paper.typ.ts';
import type { PaperView } from './paper-view.ts';
import type { Letters } from './printable.ts';
import { NotSet, Typesetter } from './typesetter.ts';

interface Wanted {
  /** What the file is called. */
  readonly name: string;
  /** Of the file that the reader has. */
  readonly tag: string | undefined;
  readonly view: (letters: Letters) => PaperView;
}

/** Makes files of what is said on paper, unless their reader has these very bytes. */
@Injectable()
export class DocumentFiles {
  constructor(private readonly typesetter: Typesetter) {}

  async of({ name, tag: has, view }: Wanted): Promise<RpcOutput<typeof paymentRpc.receiptFile>> {
    const own = view('own');
    const tag = tagOf(own);
    if (has === tag) return { name, tag, pdf: null };
    const pdf = await this.typesetter.pdf(own).catch((error: unknown) => {
      if (!(error instanceof NotSet)) throw error;
      return this.typesetter.pdf(view('latin'));
    });
    return { name, tag, pdf: pdf.toString('base64') };
  }
}

/** Changes with what the paper says, and with how it looks. */
const tagOf = (view: object) =>
  hash('sha256', PAPER + JSON.stringify(view), 'base64url').slice(0, 22);
