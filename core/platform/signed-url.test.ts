import { S3Client } from '@aws-sdk/client-s3';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { signedUrl } from './signed-url.ts';

const now = new Date('2026-11-28T12:00:00.000Z');
const region = 'eu-west-1';
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret+/key', sessionToken: 'token//with+signs==' };
Object.assign(process.env, {
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: credentials.sessionToken,
  AWS_REGION: region,
});

interface Wanted {
  readonly method: 'GET' | 'PUT';
  readonly host: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
}

/** The address as the SDK signs it. */
async function bySdk({ method, host, path, headers = {} }: Wanted): Promise<string> {
  const presigner = new S3RequestPresigner({ region, credentials, sha256: new S3Client({ region, credentials }).config.sha256 });
  const names = new Set(Object.keys(headers));
  const [hostname, port] = host.split(':');
  const { path: signedPath, query = {} } = await presigner.presign(
    {
      method,
      protocol: 'https:',
      hostname: hostname ?? '',
      ...(port && { port: Number(port) }),
      path,
      headers: { host, ...headers },
      query: {},
    } as never,
    { expiresIn: 600, signingDate: now, signableHeaders: new Set(['host', ...names]), unhoistableHeaders: names },
  );
  return `${signedPath} ${JSON.stringify(Object.entries(query).toSorted())}`;
}
const parts = (url: string): string => {
  const { pathname, searchParams } = new URL(url);
  return `${pathname} ${JSON.stringify([...searchParams].toSorted())}`;
};

describe('a signed address', () => {
  const upload = { 'content-length': '12', 'content-type': 'image/png', 'if-none-match': '*', 'x-amz-checksum-sha256': 'q+/=' };
  it('of a GET is the one that the SDK signs, with the bucket as host', async () => {
    const [bucket, key] = ['bucket', "betting-slips/0190/proof 2 (é)!'*.webp"];
    const ours = signedUrl(
      { method: 'GET', endpoint: { url: `https://s3.${region}.amazonaws.com`, pathStyle: false }, bucket, key, lasts: 600 },
      now,
    );
    expect(new URL(ours).host).toBe(`bucket.s3.${region}.amazonaws.com`);
    const path = '/betting-slips/0190/proof%202%20%28%C3%A9%29%21%27%2A.webp';
    expect(parts(ours)).toBe(await bySdk({ method: 'GET', host: `bucket.s3.${region}.amazonaws.com`, path }));
  });

  it('of a PUT binds its headers as the SDK does, with the bucket in the path', async () => {
    const endpoint = { url: 'http://localhost:4566', pathStyle: true };
    const ours = signedUrl({ method: 'PUT', endpoint, bucket: 'bucket', key: 'a/b', headers: upload, lasts: 600 }, now);
    expect(new URL(ours).searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-length;content-type;host;if-none-match;x-amz-checksum-sha256',
    );
    expect(parts(ours)).toBe(await bySdk({ method: 'PUT', host: 'localhost:4566', path: '/bucket/a/b', headers: upload }));
  });
});
