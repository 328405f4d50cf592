import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';
import { BUNDLING, doors } from '../lib/constructs/bundle.ts';
import { CREDENTIALS, LOCAL, ROOT } from '../local/dev/cloud/paths.ts';
import { MemoryTable } from '../test/support/memory-table/memory-table.ts';
import { firstCalls } from './cold/first-calls.ts';
import { serveTable } from './cold/table-server.ts';
import { NOW } from './units/fixed.ts';

/**
 * `npm run bench:cold` prints the cost of cold starts. First of each function the bytes of its deployed bundle and the CPU time of its import in
 * a fresh process. Then of http/picks and http/feed the CPU time of the import and the first call together: a call that is answered with 200, from a
 * table that this process serves on loopback. For comparison it measures a handler that only sends a GetItem with a bare
 * @aws-sdk/client-dynamodb, and one in NestJS with the same GetItem, which are bundled as ours, with the credentials of the environment and no
 * other stand-in: the ratios hold on other machines, the milliseconds do not. A further row has the bare one with all our stand-ins, below which no
 * function of ours can be. The bare one is also bundled by esbuild's defaults (CommonJS sources first, which cannot be tree-shaken). NestJS is
 * installed into .local at the first run, 48 MB, so that `npm ci` stays as it is. `npm run bench:cold -- calls` leaves the first table out. The
 * command fails when the call of a door costs more than MOST.
 */
const RUNS = { import: 15, call: 41 };
/** The most CPU of an import and a first call, of the bare handler's and of that in NestJS. */
const MOST = { bare: 2.4, nest: 0.8 };
/** The stand-ins of the handlers beside ours. */
const AS_THEY_COME = { '@aws-sdk/credential-provider-node': BUNDLING.alias['@aws-sdk/credential-provider-node'] };
const TABLE = 'bench';
const scratch = mkdtempSync(join(tmpdir(), 'youbet-cold-'));
const BARE = `
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
export const handler = async () => {
  const { Item } = await client.send(new GetItemCommand({ TableName: process.env.TABLE_NAME, Key: { pk: { S: 'pick' }, sk: { S: 'pick' } } }));
  return { statusCode: 200, body: JSON.stringify(Item ?? null) };
};
`;
/** A call comes at an instant at which the rows of the table hold: each at a minute of its own, since limits count by the minute. */
const PROBE = `
const { Date: Real, process: { argv, cpuUsage } } = globalThis;
const now = Number(argv[2]);
globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length ? given : [now]));
  }
  static now() {
    return now;
  }
};
const before = cpuUsage();
const done = (reply) => {
  const { user, system } = cpuUsage(before);
  process.stdout.write(JSON.stringify({ cpu: (user + system) / 1000, reply }), () => process.exit(0));
};
const { handler } = require(argv[1]);
if (argv[3]) handler(JSON.parse(argv[3]), { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10000 }).then(done);
else done();
`;

interface Measured {
  readonly door: string;
  readonly bytes: number;
  readonly file: string;
  /** CPU in milliseconds. */
  readonly runs: number[];
}

/** A handler and the event of its first call. */
interface Called {
  readonly one: Measured;
  readonly event: APIGatewayProxyEventV2;
}

function bundled(door: string, entry: string, options: BuildOptions = {}): Measured {
  const { outputFiles } = buildSync({ ...BUNDLING, ...options, write: false, entryPoints: [entry] });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  const file = join(scratch, `${door.replaceAll(/\W/g, '-')}.cjs`);
  writeFileSync(file, contents);
  return { door, bytes: contents.length, file, runs: [] };
}

/** A handler in NestJS. Its optional packages are left out, as Nest's documentation does for Lambda. */
function nest(): Measured {
  const folder = join(LOCAL, 'bench-nest');
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(ROOT, 'bench/nest', file), join(folder, file));
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['ci', ...quiet], { cwd: folder, stdio: 'inherit' });
  }
  return bundled('NestJS GetItem', join(ROOT, 'bench/nest/handler.mjs'), {
    nodePaths: [join(folder, 'node_modules')],
    external: [
      '@nestjs/microservices',
      '@nestjs/microservices/*',
      '@nestjs/websockets/*',
      '@fastify/*',
      'class-transformer/storage',
    ],
    alias: AS_THEY_COME,
  });
}

/** The environment of a function. Packages with binaries lie beside its code when it is deployed. */
function environment(more: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const credentials = { AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey };
  const own = { TABLE_NAME: TABLE, LIMITS: '{}', AWS_REGION: 'us-east-1', POWERTOOLS_LOG_LEVEL: 'SILENT', ...credentials };
  return { ...own, PATH: process.env.PATH, NODE_PATH: join(ROOT, 'node_modules'), ...more };
}

/** CPU time of the import alone, in milliseconds. */
function importing({ file }: Measured): number {
  const printed = execFileSync(process.execPath, ['-e', PROBE, file, String(NOW.getTime())], {
    env: environment(),
    encoding: 'utf8',
  });
  return (JSON.parse(printed) as { readonly cpu: number }).cpu;
}

/** CPU time of the import and the first call. @throws for an answer that is not 200 */
async function calling({ one: { file, door }, event }: Called, minute: number, env: NodeJS.ProcessEnv): Promise<number> {
  const now = NOW.getTime() + minute * 60_000;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', PROBE, file, String(now), JSON.stringify(event)], {
    env,
  });
  const { cpu, reply } = JSON.parse(stdout) as { readonly cpu: number; readonly reply: { readonly statusCode: number } };
  if (reply.statusCode !== 200) throw new Error(`${door}: ${JSON.stringify(reply)}`);
  return cpu;
}

const median = (runs: readonly number[]): number => runs.toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;
const line = (first: string, columns: readonly string[]) =>
  console.log(`${first.padEnd(36)} ${columns.map((text) => text.padStart(8)).join(' ')}`);

function printImports(bare: Measured, plain: Measured): void {
  const all = [bare, plain, ...doors().map((door) => bundled(door, join(ROOT, 'lambdas', `${door}.ts`)))];
  // Functions take turns, so that a busy moment of the machine slows all of them.
  for (let run = 0; run < RUNS.import; run++) for (const one of all) one.runs.push(importing(one));
  const cpu = median(bare.runs);
  line('import', ['KB', 'ratio', 'CPU ms', 'ratio']);
  for (const { door, bytes, runs } of all.toSorted((a, b) => b.bytes - a.bytes)) {
    const ms = median(runs);
    line(door, [(bytes / 1024).toFixed(0), (bytes / bare.bytes).toFixed(2), ms.toFixed(0), (ms / cpu).toFixed(2)]);
  }
}

async function printCalls(bare: Measured, least: Measured): Promise<void> {
  const { url, close } = await serveTable(new MemoryTable(TABLE));
  try {
    Object.assign(process.env, environment({ AWS_ENDPOINT_URL: url }));
    const events = await firstCalls();
    // A function has the variables too that standIn() has set.
    const { LIMITS, EDGE, REGIONS, MEDIA_URL, STORAGE } = process.env;
    const env = environment({ LIMITS, EDGE, REGIONS, MEDIA_URL, STORAGE, AWS_ENDPOINT_URL: url });
    const picks = events['http/picks'] as APIGatewayProxyEventV2;
    const ours = Object.entries(events).map(([door, event]) => ({
      one: bundled(door, join(ROOT, 'lambdas', `${door}.ts`)),
      event,
    }));
    const floor: Called = { one: { ...bare, runs: [] }, event: picks };
    const framework: Called = { one: nest(), event: picks };
    const all: readonly Called[] = [floor, { one: least, event: picks }, framework, ...ours];
    for (let run = 0; run < RUNS.call; run++) for (const each of all) each.one.runs.push(await calling(each, run, env));
    line('import and first call', ['KB', 'CPU ms', 'of bare', 'of Nest']);
    for (const { door, bytes, runs } of all.map(({ one }) => one)) {
      const ms = median(runs);
      const ratios = [floor, framework].map(({ one }) => ms / median(one.runs));
      line(door, [(bytes / 1024).toFixed(0), ms.toFixed(0), ...ratios.map((ratio) => ratio.toFixed(2))]);
      const [ofBare = 0, ofNest = 0] = ratios;
      const ofOurs = ours.some(({ one }) => one.door === door);
      if (ofOurs && (ofBare > MOST.bare || ofNest > MOST.nest))
        throw new Error(`${door} costs more than ${JSON.stringify(MOST)}`);
    }
  } finally {
    close();
  }
}

try {
  const bareFile = join(ROOT, 'bench', `.bare-${process.pid}.ts`);
  writeFileSync(bareFile, BARE);
  const bare = bundled('bare GetItem', bareFile, { alias: AS_THEY_COME });
  const least = bundled('bare GetItem, all our stand-ins', bareFile);
  const plain = bundled('bare GetItem, esbuild as it comes', bareFile, { mainFields: ['main', 'module'], alias: AS_THEY_COME });
  rmSync(bareFile);
  if (process.argv[2] !== 'calls') printImports(bare, plain);
  await printCalls(bare, least);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
