import { connect, type NatsConnection } from '@nats-io/transport-node';

/** Connects as the user whom the address names. @param name as the server shows it */
export function connectToNats(natsUrl: string, name: string): Promise<NatsConnection> {
  const { host, username, password } = new URL(natsUrl);
  return connect({
    servers: host,
    ...(username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    name,
  });
}
