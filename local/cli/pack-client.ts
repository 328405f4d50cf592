import { resolve } from 'node:path';
import { weights } from '../../docs/client-weight.ts';
import { packClient } from '../client/package.ts';
import { dim } from './colours.ts';
import { command, readArguments } from './command.ts';

/** `npm run pack-client [-- FOLDER]`: prints what the client weighs in an app, and writes it into a folder as it is published. */
await command(async () => {
  const { positionals } = readArguments('npm run pack-client [-- FOLDER]', { allowPositionals: true });
  const [folder] = positionals;
  if (folder !== undefined) await packClient(resolve(folder));
  for (const { part, bytes, gzipped } of weights()) {
    process.stdout.write(`${String(gzipped).padStart(7)} bytes  ${part} ${dim(`(${bytes} before gzip)`)}\n`);
  }
});
