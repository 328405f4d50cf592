import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';
import { BUNDLING, doors } from '../lib/constructs/bundle.ts';
import { CREDENTIALS, LOCAL, ROOT } from '../local/dev/cloud/paths.ts';
import { MemoryTable } from '../test/support/memory-table/memory-table.ts';
import { firstCalls } from './cold/first-calls.ts';
import { type CallWaves, recordedCalls } from './cold/recorded-calls.ts';
import { serveTable, turned } from './cold/table-server.ts';
import { NOW } from './units/fixed.ts';

/**
 * `npm run bench:cold` prints the cost of cold starts. First of each function the bytes of its deployed bundle and the CPU time of its import in
 * a fresh process. Then of http/picks and http/feed the CPU time of the import and the first call together: a call that is answered with 200,
 * from a table that this process serves on loopback. For comparison it measures a bare handler, which has @aws-sdk/client-dynamodb and nothing
 * else, and one in NestJS: each with one GetItem, and each with the very calls that ours makes, of the same items and as many at once. They are
 * bundled as ours, with the credentials of the environment and no other stand-in: the ratios hold on other machines, the milliseconds do not. A
 * further row has the bare one with all our stand-ins, below which no function of ours can be. The bare one is also bundled by esbuild's defaults
 * (CommonJS sources first, which cannot be tree-shaken). NestJS is installed into .local at the first run, 48 MB, so that `npm ci` stays as it
 * is. `npm run bench:cold -- calls` leaves the first table out. The command fails when the call of a door costs more than MOST.
 */
const RUNS = { import: 15, call: 41 };
/** The most CPU of an import and a first call, of that of the bare handler and of that in NestJS. */
const MOST = { oneGetItem: { bare: 2.4, nest: 0.75 }, sameCalls: { bare: 2, nest: 0.72 } };
/** The stand-ins of the handlers beside ours. */
const AS_THEY_COME = { '@aws-sdk/credential-provider-node': BUNDLING.alias['@aws-sdk/credential-provider-node'] };
const TABLE = 'bench';
const scratch = mkdtempSync(join(tmpdir(), 'youbet-cold-'));
const ONE_GET: CallWaves = [[{ name: 'GetItemCommand', input: { TableName: TABLE, Key: { pk: 'pick', sk: 'pick' } } }]];
/** The commands of calls, each once. */
const namesIn = (waves: CallWaves): string[] => [...new Set(waves.flat().map(({ name }) => name))];
const marshalled = (item: Readonly<Record<string, unknown>>) => marshall(item, { removeUndefinedValues: true });
/** A handler that makes calls of DynamoDB, and nothing else. */
const bareSource = (waves: CallWaves): string => `
import { DynamoDBClient, ${namesIn(waves).join(', ')} } from '@aws-sdk/client-dynamodb';
const COMMANDS = { ${namesIn(waves).join(', ')} };
const WAVES = ${JSON.stringify(waves.map((wave) => wave.map(({ name, input }) => ({ name, input: turned(input, marshalled) }))))};
const client = new DynamoDBClient({});
export const handler = async () => {
  const data = [];
  for (const wave of WAVES) {
    const answers = await Promise.all(wave.map(({ name, input }) => client.send(new COMMANDS[name](input))));
    data.push(...answers.map(({ $metadata: _, ...answer }) => answer));
  }
  return { statusCode: 200, body: JSON.stringify(data) };
};
`;
const documentName = (name: string): string => name.replace(/Items?/, '');
/** The module `recorded-calls` of bench/nest/handler.mjs. */
const nestSource = (waves: CallWaves): string => `
import { ${namesIn(waves).map(documentName).join(', ')} } from '@aws-sdk/lib-dynamodb';
export const COMMANDS = { ${namesIn(waves)
  .map((name) => `${name}: ${documentName(name)}`)
  .join(', ')} };
export const WAVES = ${JSON.stringify(waves)};
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

/** A bare handler that makes these calls. */
function bare(door: string, waves: CallWaves, options: BuildOptions): Measured {
  return withSource(bareSource(waves), (file) => bundled(door, file, options));
}

/** @param use is given a file with this text, which finds the project's packages */
function withSource<T>(text: string, use: (file: string) => T): T {
  const file = join(ROOT, 'bench', `.source-${process.pid}.mjs`);
  writeFileSync(file, text);
  try {
    return use(file);
  } finally {
    rmSync(file);
  }
}

/** A handler in NestJS that makes these calls. Its optional packages are left out, as Nest's documentation does for Lambda. */
function nest(door: string, waves: CallWaves): Measured {
  const folder = join(LOCAL, 'bench-nest');
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(ROOT, 'bench/nest', file), join(folder, file));
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['ci', ...quiet], { cwd: folder, stdio: 'inherit' });
  }
  return withSource(nestSource(waves), (file) =>
    bundled(door, join(ROOT, 'bench/nest/handler.mjs'), {
      nodePaths: [join(folder, 'node_modules')],
      external: [
        '@nestjs/microservices',
        '@nestjs/microservices/*',
        '@nestjs/websockets/*',
        '@fastify/*',
        'class-transformer/storage',
      ],
      alias: { ...AS_THEY_COME, 'recorded-calls': file },
    }),
  );
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

function printImports(): void {
  const floor = bare('bare GetItem', ONE_GET, { alias: AS_THEY_COME });
  const plain = bare('bare GetItem, esbuild as it comes', ONE_GET, { mainFields: ['main', 'module'], alias: AS_THEY_COME });
  const all = [floor, plain, ...doors().map((door) => bundled(door, join(ROOT, 'lambdas', `${door}.ts`)))];
  // Functions take turns, so that a busy moment of the machine slows all of them.
  for (let run = 0; run < RUNS.import; run++) for (const one of all) one.runs.push(importing(one));
  const cpu = median(floor.runs);
  line('import', ['KB', 'ratio', 'CPU ms', 'ratio']);
  for (const { door, bytes, runs } of all.toSorted((a, b) => b.bytes - a.bytes)) {
    const ms = median(runs);
    line(door, [(bytes / 1024).toFixed(0), (bytes / floor.bytes).toFixed(2), ms.toFixed(0), (ms / cpu).toFixed(2)]);
  }
}

/** A door of ours, and the handlers that make its calls. */
interface Compared {
  readonly ours: Called;
  readonly bare: Called;
  readonly nest: Called;
}

async function printCalls(): Promise<void> {
  const { url, close } = await serveTable(new MemoryTable(TABLE));
  try {
    Object.assign(process.env, environment({ AWS_ENDPOINT_URL: url }));
    const events = await firstCalls();
    // A function has the variables too that standIn() has set.
    const { LIMITS, EDGE, REGIONS, MEDIA_URL, STORAGE } = process.env;
    const env = environment({ LIMITS, EDGE, REGIONS, MEDIA_URL, STORAGE, AWS_ENDPOINT_URL: url });
    // The controller in NestJS has the path of GetPick.
    const event = events['http/picks'] as APIGatewayProxyEventV2;
    const oneGet: Called = { one: bare('bare, one GetItem', ONE_GET, { alias: AS_THEY_COME }), event };
    const least: Called = { one: bare('bare, one GetItem, all our stand-ins', ONE_GET, {}), event };
    const oneGetInNest: Called = { one: nest('NestJS, one GetItem', ONE_GET), event };
    const doors: Compared[] = [];
    for (const [door, own] of Object.entries(events)) {
      const waves = await recordedCalls(door, own);
      doors.push({
        ours: { one: bundled(door, join(ROOT, 'lambdas', `${door}.ts`)), event: own },
        bare: { one: bare(`bare, the calls of ${door}`, waves, { alias: AS_THEY_COME }), event },
        nest: { one: nest(`NestJS, the calls of ${door}`, waves), event },
      });
    }
    const all = [oneGet, least, oneGetInNest, ...doors.flatMap(({ bare, nest, ours }) => [bare, nest, ours])];
    for (let run = 0; run < RUNS.call; run++) for (const each of all) each.one.runs.push(await calling(each, run, env));
    line('import and first call', ['KB', 'CPU ms']);
    for (const { one } of all) line(one.door, [(one.bytes / 1024).toFixed(0), median(one.runs).toFixed(0)]);
    line('CPU of a door, as a part of', ['bare', 'NestJS']);
    for (const { ours, ...same } of doors) {
      const { door } = ours.one;
      judge(`${door}: of one GetItem`, ours, { bare: oneGet, nest: oneGetInNest }, MOST.oneGetItem);
      judge(`${door}: of the same calls`, ours, same, MOST.sameCalls);
    }
  } finally {
    close();
  }
}

/** Prints how much more a door costs than two handlers. @throws when it costs more than the most */
function judge(title: string, ours: Called, { bare, nest }: Omit<Compared, 'ours'>, most: typeof MOST.sameCalls): void {
  const [ofBare, ofNest] = [bare, nest].map(({ one }) => median(ours.one.runs) / median(one.runs)) as [number, number];
  line(title, [ofBare.toFixed(2), ofNest.toFixed(2)]);
  if (ofBare > most.bare || ofNest > most.nest) throw new Error(`${title} it costs more than ${JSON.stringify(most)}`);
}

try {
  if (process.argv[2] !== 'calls') printImports();
  await printCalls();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
