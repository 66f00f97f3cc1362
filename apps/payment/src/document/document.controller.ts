import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Handle, type Call } from '@edu/messaging';
import { DocumentService } from './document.service.ts';
import { OwnDocumentsService } from './own-documents.service.ts';

@Controller()
export class DocumentController {
  constructor(
    private readonly documents: DocumentService,
    private readonly own: OwnDocumentsService,
  ) {}

  @Handle(paymentRpc.documents)
  list({ paymentId }: RpcInput<typeof paymentRpc.documents>, call: Call) {
    return this.documents.list(paymentId, call.actor);
  }

  @Handle(paymentRpc.ownDocuments)
  listOwn(input: RpcInput<typeof paymentRpc.ownDocuments>, call: Call) {
    return this.own.list(input, call.actor);
  }

  @Handle(paymentRpc.receiptFile)
  receiptFile(input: RpcInput<typeof paymentRpc.receiptFile>, call: Call) {
    return this.documents.receiptFile(input, call);
  }

  @Handle(paymentRpc.creditNoteFile)
  creditNoteFile(input: RpcInput<typeof paymentRpc.creditNoteFile>, call: Call) {
    return this.documents.creditNoteFile(input, call);
  }

  @Handle(paymentRpc.verifyDocument)
  verify({ code }: RpcInput<typeof paymentRpc.verifyDocument>) {
    return this.documents.verify(code);
  }
}
