import { command, readArguments } from './command.ts';
import { serveDocs } from './docs-pages.ts';

/** `npm run docs`: serves the pages that describe the HTTP API and the sockets, on loopback and without a network. */
await command(async () => {
  const { values } = readArguments('npm run docs -- [--port 4590]', { options: { port: { type: 'string', default: '4590' } } });
  const { url } = await serveDocs(Number(values.port));
  process.stdout.write(`\n  HTTP API       ${url}/\n  WebSocket API  ${url}/socket\n\n  Ctrl-C ends it.\n`);
});
