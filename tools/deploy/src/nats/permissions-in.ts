import type { NatsPermissions } from './nats-users.ts';

export interface UserPermissions extends NatsPermissions {
  readonly user: string;
}

/** Reads rendered permissions back: what the server is given is what the tests try. */
export function permissionsIn(conf: string): UserPermissions[] {
  return conf
    .split(/(?=user: ")/)
    .slice(1)
    .map((text) => ({
      user: /^user: "([\w-]+)"/.exec(text)![1]!,
      publish: listIn(text, /publish: \{\s*allow: \[([^\]]*)\]/),
      publishDenied: listIn(text, /publish: \{[^}]*deny: \[([^\]]*)\]/),
      subscribe: listIn(text, /subscribe: \{\s*allow: \[([^\]]*)\]/),
    }));
}

function listIn(text: string, list: RegExp): string[] {
  return [...(list.exec(text)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1]!);
}
