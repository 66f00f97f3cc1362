import { runClosedLoop, type ClosedLoop } from '../load/closed-loop.ts';
import { connectNats } from './nats-echo.ts';

export interface NatsCalls extends ClosedLoop {
  readonly natsUrl: string;
  readonly subject: string;
  readonly bytes: number;
}

process.once('disconnect', () => process.exit());
process.once('message', ({ natsUrl, subject, bytes, ...loop }: NatsCalls) => {
  const payload = new Uint8Array(bytes).fill(120);
  void connectNats(natsUrl)
    .then((nats) =>
      runClosedLoop(
        loop,
        async () => void (await nats.request(subject, payload, { timeout: 5_000 })),
        () => process.send!('measuring'),
      ),
    )
    .then((latencyMs) => process.send!({ latencyMs }));
});
