import { connect, type NatsConnection } from '@nats-io/transport-node';

/** @param url `nats://user:password@host:port` */
export async function connectNats(url: string): Promise<NatsConnection> {
  const { host, username, password } = new URL(url);
  return connect({
    servers: host,
    user: decodeURIComponent(username),
    pass: decodeURIComponent(password),
    name: 'bench',
  });
}
