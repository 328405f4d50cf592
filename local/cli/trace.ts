import { text } from 'node:stream/consumers';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { strFromU8, unzipSync } from 'fflate';
import { reach } from '../dev/cloud/reach.ts';
import { CommandError, command, readArguments } from './command.ts';
import { inSourceLines } from './source-lines.ts';

/**
 * `npm run -s trace -- http/picks < log.txt`: prints a text with the places of a function's bundle replaced by those of the source, by the map
 * that was deployed with it. The name of a function's log group ends with its path. YOUBET_ENV names the environment in AWS: the local one
 * keeps no maps.
 */
await command(async () => {
  const usage = 'npm run -s trace -- http/picks < log.txt';
  const { positionals } = readArguments(usage, { allowPositionals: true });
  const [door] = positionals;
  if (door === undefined || positionals.length > 1) throw new CommandError(`Usage: ${usage}`);
  const { client, outputs } = await reach();
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(outputs.sourceMaps ?? '') ?? [];
  if (Bucket === undefined || Key === undefined) throw new CommandError('No maps of the source were kept with this deployment.');
  const { Body } = await new S3Client(client).send(new GetObjectCommand({ Bucket, Key }));
  const maps = unzipSync((await Body?.transformToByteArray()) ?? new Uint8Array(), {
    filter: ({ name }) => name === `${door}.map`,
  });
  const map = maps[`${door}.map`];
  if (map === undefined) throw new CommandError(`There is no function ${door}: lambdas/ has one for each file.`);
  process.stdout.write(inSourceLines(await text(process.stdin), strFromU8(map)));
});
