import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { IssuerLinks } from './issuer-links.service.ts';
import { IssuerSignIn } from './issuer-sign-in.service.ts';
import { IssuerSignUp } from './issuer-sign-up.service.ts';
import { Issuers } from './issuers.service.ts';

@Controller()
export class OidcController {
  constructor(
    private readonly issuers: Issuers,
    private readonly signIns: IssuerSignIn,
    private readonly signUps: IssuerSignUp,
    private readonly links: IssuerLinks,
  ) {}

  @Handle(authRpc.issuers)
  list() {
    return this.issuers.list();
  }

  @Handle(authRpc.beginIssuerSignIn)
  begin({ issuer }: RpcInput<typeof authRpc.beginIssuerSignIn>) {
    return this.issuers.begin(issuer, { of: 'sign_in' });
  }

  @Handle(authRpc.issuerSignIn)
  signIn(input: RpcInput<typeof authRpc.issuerSignIn>) {
    return this.signIns.signIn(input);
  }

  @Handle(authRpc.issuerSignUp)
  signUp(input: RpcInput<typeof authRpc.issuerSignUp>, call: Call) {
    return this.signUps.signUp(input, call);
  }

  @Handle(authRpc.issuerLinks)
  listLinks(_input: RpcInput<typeof authRpc.issuerLinks>, call: Call) {
    return this.links.list(call.actor);
  }

  @Handle(authRpc.beginIssuerLink)
  beginLink({ issuer }: RpcInput<typeof authRpc.beginIssuerLink>, call: Call) {
    return this.links.begin(issuer, call.actor);
  }

  @Handle(authRpc.linkIssuer)
  link(input: RpcInput<typeof authRpc.linkIssuer>, call: Call) {
    return this.links.link(input, call.actor);
  }

  @Handle(authRpc.linkIssuerTicket)
  linkTicket({ ticket }: RpcInput<typeof authRpc.linkIssuerTicket>, call: Call) {
    return this.links.linkTicket(ticket, call.actor);
  }

  @Handle(authRpc.unlinkIssuer)
  unlink({ id }: RpcInput<typeof authRpc.unlinkIssuer>, call: Call) {
    return this.links.unlink(id, call.actor);
  }
}
