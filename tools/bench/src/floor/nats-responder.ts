import { connectNats } from './nats-echo.ts';

process.once('disconnect', () => process.exit());
process.once('message', ({ natsUrl, subject }: { natsUrl: string; subject: string }) => {
  void connectNats(natsUrl).then(async (nats) => {
    nats.subscribe(subject, { callback: (_error, message) => void message.respond(message.data) });
    await nats.flush();
    process.send!('ready');
  });
});
