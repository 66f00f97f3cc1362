import { fastify } from 'fastify';

/** What every edge costs at least: a body parsed, an answer serialised. */
const server = fastify();
server.post('/', (request) => request.body);

process.once('disconnect', () => process.exit());
process.once('message', () => {
  void server.listen({ host: '127.0.0.1', port: 0 }).then((url) => process.send!({ url }));
});
