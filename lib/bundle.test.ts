import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { BUNDLING } from './constructs/bundle.ts';

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

  it('loads, and signs with the credentials of its environment', () => {
    const folder = mkdtempSync(join(tmpdir(), 'youbet-bundle-'));
    try {
      const file = join(folder, 'index.cjs');
      writeFileSync(file, outputFiles[0]?.contents ?? '');
      const env = {
        ...{ PATH: process.env.PATH, TABLE_NAME: 'none', LIMITS: '{}', METRICS_NAMESPACE: 'YouBet', MEDIA_URL: 'http://none' },
        ...{
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: 'AKIDOFROLE',
          AWS_SECRET_ACCESS_KEY: 'secret',
          AWS_SESSION_TOKEN: 'token',
        },
      };
      const script = `
        const server = require('node:http').createServer((request, response) => {
          console.error(request.headers.authorization, request.headers['x-amz-security-token']);
          response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
        }).listen(0, '127.0.0.1', async () => {
          process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:' + server.address().port;
          const { handler } = require(${JSON.stringify(file)});
          const http = { method: 'GET', path: '/', sourceIp: '192.0.2.1' };
          await handler({ routeKey: 'GET /api/v1/leaderboard', rawPath: '/', rawQueryString: '', headers: {},
            requestContext: { http, requestId: 'r' } }, { awsRequestId: 'r' });
          server.close(); server.closeAllConnections();
        });`;
      const signed = spawnSync(process.execPath, ['-e', script], { env, encoding: 'utf8' }).stderr;
      expect(signed).toMatch(/Credential=AKIDOFROLE\/\d+\/us-east-1\/dynamodb.* token/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
