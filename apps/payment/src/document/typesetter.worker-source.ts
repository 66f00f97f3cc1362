/**
 * The program of the thread that sets paper. It is text, since a bundle holds no second program; the
 * packages come by their paths. Jobs come one at a time: `{ source, inputs, at, pdfTags }`, `at` in seconds.
 */
export const WORKER = String.raw`
const { parentPort, workerData } = require('node:worker_threads');
const { NodeCompiler } = require(workerData.engine);
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: workerData.fonts }] });
parentPort.on('message', ({ source, inputs, at, pdfTags }) => {
  try {
    const pdf = compiler.pdf(
      { mainFileContent: source, inputs },
      { pdfStandard: 'a-3b', creationTimestamp: at, pdfTags },
    );
    parentPort.postMessage({ pdf });
  } catch (error) {
    parentPort.postMessage({ error: String(error && error.message || error) });
  } finally {
    compiler.evictCache(2);
  }
});
`;
