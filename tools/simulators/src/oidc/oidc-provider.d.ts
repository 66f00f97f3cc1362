// The package brings no types; these are of what is used.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Interaction {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: Readonly<Record<string, unknown>>;
  }

  /** Answers true where somebody has to be asked. */
  type Ask = (context: { readonly oidc: { readonly result?: { login?: object } } }) => boolean;
  interface Prompt {
    readonly checks: { add(check: object): void };
  }
  export const interactionPolicy: {
    base(): { get(name: 'login'): Prompt };
    readonly Check: new (reason: string, description: string, ask: Ask) => object;
  };

  interface Context {
    body: unknown;
    readonly oidc?: { readonly session?: { readonly accountId?: string } };
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Client: { readonly prototype: { redirectUriAllowed(uri: string): boolean } };
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
    ): Promise<void>;
  }
}
