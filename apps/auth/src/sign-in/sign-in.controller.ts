import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { Handle, type Call } from '@edu/messaging';
import { LoginService } from './login.service.ts';
import { SignInService } from './sign-in.service.ts';
import { VerificationService } from './verification.service.ts';

@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly logins: LoginService,
    private readonly verification: VerificationService,
  ) {}

  @Handle(authRpc.register)
  register(input: RpcInput<typeof authRpc.register>, call: Call) {
    return this.signIn.register(input, call);
  }

  @Handle(authRpc.verify)
  verify(input: RpcInput<typeof authRpc.verify>) {
    return this.verification.verify(input);
  }

  @Handle(authRpc.login)
  login(input: RpcInput<typeof authRpc.login>) {
    return this.logins.login(input);
  }

  @Handle(authRpc.loginCode)
  loginCode({ address }: RpcInput<typeof authRpc.loginCode>, call: Call) {
    return this.signIn.requestCode(address, call);
  }
}
