import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ClientClock } from './clock.ts';
import { YouBetError } from './error.ts';
import type { Media } from './generated/types.ts';
import { upload } from './upload.ts';

const BYTES = new Uint8Array([1, 2, 3]);
const HASH = createHash('sha256').update(BYTES).digest('hex');
const FILE = { purpose: 'proof', contentType: 'image/png', bytes: BYTES } as const;
const headers = { 'content-length': '3', 'content-type': 'image/png', 'x-amz-checksum-sha256': 'A5BY' };

/** A server whose media has these states one after the other, and whose bucket answers with these statuses. */
function server(states: readonly Media['state'][], puts: readonly (number | 'lost')[]) {
  const calls: { readonly path: string; readonly body?: unknown }[] = [];
  const sent: { readonly url: string; readonly init: RequestInit | undefined }[] = [];
  const waits: number[] = [];
  let looks = 0;
  const call = async ({ path }: { readonly path: string }, input?: { readonly body?: unknown }): Promise<unknown> => {
    calls.push({ path, ...(input?.body !== undefined && { body: input.body }) });
    if (path.endsWith('/presigned')) return { uploadId: 'u1', url: `https://bucket/${calls.length}`, headers, expiresAt: '' };
    return { mediaId: 'u1', state: states[Math.min(looks++, states.length - 1)] };
  };
  const request = async (url: unknown, init?: RequestInit) => {
    const status = puts[sent.length] ?? 200;
    sent.push({ url: String(url), init });
    if (status === 'lost') throw new TypeError('fetch failed');
    return new Response(null, { status });
  };
  const after: ClientClock['after'] = (ms, run) => {
    waits.push(ms);
    queueMicrotask(run);
    return () => undefined;
  };
  return {
    calls,
    sent,
    waits,
    client: { call: call as never },
    options: { fetch: request as typeof fetch, clock: { after, random: () => 0 } },
  };
}

describe('upload', () => {
  it('asks for an address by the hash, sends the bytes without a length of its own, and waits for the decision', async () => {
    const { calls, sent, client, options } = server(['processing', 'processing', 'ready'], []);
    expect(await upload(client, FILE, options)).toEqual({ mediaId: 'u1', state: 'ready' });
    expect(calls).toEqual([
      { path: '/api/v1/uploads/presigned', body: { purpose: 'proof', contentType: 'image/png', bytes: 3, sha256: HASH } },
      { path: '/api/v1/uploads/confirm', body: { uploadId: 'u1' } },
      ...Array(2).fill({ path: '/api/v1/media/{mediaId}' }),
    ]);
    expect(sent).toEqual([
      {
        url: 'https://bucket/1',
        init: { method: 'PUT', headers: { 'content-type': 'image/png', 'x-amz-checksum-sha256': 'A5BY' }, body: BYTES },
      },
    ]);
  });

  it('takes the hash of its caller', async () => {
    const { calls, client, options } = server(['ready'], []);
    await upload(client, { ...FILE, sha256: 'f'.repeat(64) }, options);
    expect(calls[0]?.body).toMatchObject({ sha256: 'f'.repeat(64) });
  });

  it('asks for another address of the same upload after bytes that were lost, and takes bytes that lie there as sent', async () => {
    const { calls, sent, client, options } = server(['ready'], ['lost', 412]);
    expect(await upload(client, FILE, options)).toMatchObject({ state: 'ready' });
    expect(sent.length).toBe(2);
    expect(calls[1]).toEqual({
      path: '/api/v1/uploads/presigned',
      body: { purpose: 'proof', contentType: 'image/png', bytes: 3, sha256: HASH, uploadId: 'u1' },
    });
  });

  it.each([
    [['lost', 'lost', 'lost'], 'NETWORK', undefined],
    [[403, 403, 403], 'BAD_REPLY', 403],
  ] as const)('gives up after three addresses: %j', async (puts, code, status) => {
    const { sent, calls, client, options } = server(['ready'], puts);
    const failed = await upload(client, FILE, options).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(YouBetError);
    expect(failed).toMatchObject({ code, status });
    expect(sent.length).toBe(3);
    expect(calls.some(({ path }) => path.endsWith('/confirm'))).toBe(false);
  });

  it('gives a refused upload, and one that is not decided in its time', async () => {
    const refused = server(['processing', 'refused'], []);
    expect(await upload(refused.client, FILE, refused.options)).toMatchObject({ state: 'refused' });
    const slow = server(['processing'], []);
    expect(await upload(slow.client, FILE, { ...slow.options, wait: 10 })).toMatchObject({ state: 'processing' });
    expect(slow.waits).toEqual([500, 1_000, 2_000, 4_000, 4_000]);
    const impatient = server(['processing'], []);
    expect(await upload(impatient.client, FILE, { ...impatient.options, wait: 0 })).toMatchObject({ state: 'processing' });
    expect(impatient.waits).toEqual([]);
  });
});
