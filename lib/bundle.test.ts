import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import * as zod from 'zod';
import { ROUTES } from '#schemas/routes';
import type { Contract } from '../schemas/contract.ts';
import { BUNDLING, doors } from './constructs/bundle.ts';

const scratch = mkdtempSync(join(tmpdir(), 'youbet-bundle-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const LIMITS_FOR_ALL = JSON.stringify({ anonymousPerMinute: 10, freePerMinute: 10, premiumPerMinute: 10 });

/** Runs a script in a process whose environment is a function's. @returns what it prints */
function run(script: string): string {
  const env = {
    ...{ PATH: process.env.PATH, NODE_PATH: resolve('node_modules'), TABLE_NAME: 'none', LIMITS: LIMITS_FOR_ALL },
    ...{ METRICS_NAMESPACE: 'YouBet', MEDIA_URL: 'http://none', AWS_REGION: 'us-east-1', REGIONS: '{"*":"US-NJ"}' },
    ...{ AWS_ACCESS_KEY_ID: 'AKIDOFROLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token', EDGE: 'none' },
  };
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', script], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Counts the schemas that zod makes in the process, and the functions that are compiled of text. */
const COUNTING = `let made = 0, texts = 0;
  globalThis.__zod_globalConfig = { postProcessor: () => { made++; } };
  globalThis.Function = new Proxy(Function, { construct: (target, args) => { texts++; return Reflect.construct(target, args); } });`;

describe('the bundle of a function', () => {
  const { outputFiles, metafile } = buildSync({ ...BUNDLING, metafile: true, entryPoints: ['lambdas/http/stats.ts'] });

  it('has neither the credentials of laptops nor the checks of models', () => {
    const packages = Object.keys(metafile.inputs).map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
    expect(packages).toContain('@aws-sdk/credential-provider-env');
    for (const unwanted of ['node', 'ini', 'sso', 'process', 'web-identity', 'login'])
      expect(packages).not.toContain(`@aws-sdk/credential-provider-${unwanted}`);
    expect(packages).not.toContain('jsonschema');
  });

  it('has what draws pictures of picks in one function alone, and not in that of their pages', () => {
    const packagesOf = (door: string) => {
      const entryPoints = [`lambdas/http/${door}.ts`];
      const [output] = Object.values(buildSync({ ...BUNDLING, metafile: true, entryPoints }).metafile.outputs);
      const bundled = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
      const beside = (output?.imports ?? []).map(({ path }) => path);
      return ['satori', 'sharp'].filter(
        (name) => beside.includes(name) || bundled.some(([file]) => file.includes(`node_modules/${name}/`)),
      );
    };
    expect([packagesOf('share-images'), packagesOf('share')]).toEqual([['satori', 'sharp'], []]);
  });

  it('has of the client of DynamoDB the commands that are sent, and not the sixty others', () => {
    const [output] = Object.values(metafile.outputs);
    const commands = Object.entries(output?.inputs ?? {}).flatMap(([file, { bytesInOutput }]) => {
      const [, name] = /client-dynamodb\/dist-es\/commands\/(\w+)Command\.js$/.exec(file) ?? [];
      return name !== undefined && bytesInOutput > 0 ? [name] : [];
    });
    const [own, reads, writes] = [
      // The client's own, for endpoints that it discovers and for pages of a walk.
      ['DescribeEndpoints', 'Scan'],
      ['BatchGetItem', 'GetItem', 'Query'],
      ['BatchWriteItem', 'DeleteItem', 'PutItem', 'TransactWriteItems', 'UpdateItem'],
    ];
    expect(commands.sort()).toEqual([...own, ...reads, ...writes].sort());
  });

  it('loads, sends what ElectroDB and core send, and signs with the credentials of its environment', () => {
    const file = join(scratch, 'stats.cjs');
    writeFileSync(file, outputFiles[0]?.contents ?? '');
    const signed = run(`
      const server = require('node:http').createServer((request, response) => {
process.stdout.write([request.headers['x-amz-target'], request.headers.authorization, request.headers['x-amz-security-token']].join(' ') + '\\n');
        response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
      }).listen(0, '127.0.0.1', async () => {
        process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:' + server.address().port;
        const { handler } = require(${JSON.stringify(file)});
        const http = { method: 'GET', path: '/', sourceIp: '192.0.2.1' };
        const { statusCode } = await handler({ routeKey: 'GET /api/v1/leaderboard', rawPath: '/', rawQueryString: '', headers: {},
          requestContext: { http, requestId: 'r' } }, { awsRequestId: 'r' });
        const fetching = process.moduleLoadList.some((one) => one.endsWith('undici/undici'));
        process.stdout.write('fetch ' + fetching + ' status ' + statusCode);
        server.close(); server.closeAllConnections();
      });`);
    // The limit is counted by a command of ours, and the board read by one of ElectroDB's.
    for (const action of ['UpdateItem', 'GetItem'])
      expect(signed).toMatch(new RegExp(`\\.${action} .*Credential=AKIDOFROLE/\\d+/us-east-1/dynamodb.* token`));
    // A dynamic import of node:http would load all of it, Node's own fetch included (bundled/http.cjs).
    expect(signed).toMatch(/fetch false status 200$/);
  });
});

describe('the schemas in a bundle', () => {
  it('are made by no function at its start', () => {
    // One bundle with all of them, which is made much faster than all.
    const outfile = join(scratch, 'doors.cjs');
    const contents = doors().map((door) => `import './lambdas/${door}.ts';`);
    const stdin = { contents: contents.join('\n'), resolveDir: resolve('.') };
    buildSync({ ...BUNDLING, write: true, ignoreAnnotations: true, treeShaking: false, stdin, outfile });
    const made = run(
      `${COUNTING} require(${JSON.stringify(outfile)}); process.stdout.write(String(made), () => process.exit(0));`,
    );
    expect(made).toBe('0');
  });

  it('are made of one route alone by a call of it', () => {
    const build = (name: string, options: object) => {
      const outfile = join(scratch, `${name}.cjs`);
      buildSync({ ...BUNDLING, ...options, write: true, entryPoints: ['lambdas/http/picks.ts'], outfile });
      return run(`${COUNTING}
        const { handler } = require(${JSON.stringify(outfile)});
        const http = { method: 'GET', path: '/', sourceIp: '192.0.2.1' };
        const event = { routeKey: 'GET /api/v1/picks', rawPath: '/', rawQueryString: '', headers: {}, queryStringParameters: { limit: 'x' },
          requestContext: { http, requestId: 'r' } };
        const { createServer } = require('node:http');
        const server = createServer((_, response) => response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}'));
        server.listen(0, '127.0.0.1', async () => {
          process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:' + server.address().port;
          const { statusCode } = await handler(event, { awsRequestId: 'r' });
          process.stdout.write('\\n' + JSON.stringify({ statusCode, made, texts }), () => process.exit(0));
        });`)
        .split('\n')
        .at(-1);
    };
    const { zod: _, ...alias } = BUNDLING.alias;
    const [ours, plain] = [build('noted', {}), build('plain', { alias })].map(
      (line) => JSON.parse(line ?? '') as { readonly statusCode: number; readonly made: number; readonly texts: number },
    );
    expect([ours?.statusCode, plain?.statusCode]).toEqual([400, 400]);
    // The query of a list is checked, and its cursor, limit and filters are schemas. The door has more than a thousand.
    expect(ours?.made).toBeGreaterThan(5);
    expect(ours?.made).toBeLessThan(60);
    expect(plain?.made).toBeGreaterThan(1_000);
    // zod would compile a parser of text for each object that it checks: it costs a first call more than it saves later ones.
    expect([ours?.texts, (plain?.texts ?? 0) > 0]).toEqual([0, true]);
  });

  it('are those of the contracts', () => {
    const outfile = join(scratch, 'routes.cjs');
    buildSync({ ...BUNDLING, write: true, entryPoints: ['schemas/routes.ts'], outfile });
    const bundled = require(outfile) as { readonly ROUTES: typeof ROUTES };
    // As a member of a list, since what is registered of a schema is registered of the made one.
    const described = (routes: Readonly<Record<string, readonly Contract[]>>) =>
      Object.values(routes)
        .flat()
        .flatMap(({ name, params, query, body, meta, replies }) =>
          Object.entries({ params, query, body, meta, ...replies }).flatMap(([part, schema]) =>
            typeof schema === 'object' && '_zod' in schema
              ? (['input', 'output'] as const).map((io) => [
                  [name, part, io].join(' '),
                  zod.toJSONSchema((schema as zod.ZodType).array(), { io, unrepresentable: 'any', override: withChecks }),
                ])
              : [],
          ),
        );
    const [ours, real] = [described(bundled.ROUTES), described(ROUTES)];
    expect(real.length).toBeGreaterThan(300);
    const differing = real.filter((one, i) => JSON.stringify(one) !== JSON.stringify(ours[i])).map(([part]) => part);
    expect([ours.length, differing]).toEqual([real.length, []]);
  });
});

/** Adds the number of a schema's checks and its own rules, which JSON Schema has no words for. */
function withChecks({ zodSchema, jsonSchema }: { zodSchema: zod.core.$ZodTypes; jsonSchema: object }): void {
  const checks = zodSchema._zod.def.checks ?? [];
  Object.assign(jsonSchema, { checks: checks.map((check) => check._zod.def.check) });
}
