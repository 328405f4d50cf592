import { afterEach, expect, it } from 'vitest';
import { s3 } from '#core/media';
import { uploadStream } from './upload-stream.ts';

const MB = 1024 * 1024;
const place = { bucket: 'exports', key: 'a.zip' };

afterEach(() => s3.inject(undefined));

/** An S3 that keeps what it was sent, and fails at a command. */
function storage(failsAt?: string) {
  const calls: { readonly name: string; readonly bytes: number; readonly parts?: readonly object[] }[] = [];
  s3.inject({
    send: async ({
      constructor: { name },
      input,
    }: { input: { Body?: Buffer; MultipartUpload?: { Parts: object[] } } } & object) => {
      calls.push({ name, bytes: input.Body?.length ?? 0, ...(input.MultipartUpload && { parts: input.MultipartUpload.Parts }) });
      if (name === failsAt) throw new Error('S3 is out');
      return { UploadId: 'id', ETag: `etag ${calls.length}` };
    },
  } as never);
  return calls;
}
async function* chunks(...sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (const size of sizes) yield Buffer.alloc(size);
}

it('below 8 MiB an object is one call, also an empty one', async () => {
  const calls = storage();
  expect(await uploadStream(place, chunks(MB, 2 * MB))).toBe(3 * MB);
  expect(await uploadStream(place, chunks())).toBe(0);
  expect(calls.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['PutObjectCommand', 3 * MB],
    ['PutObjectCommand', 0],
  ]);
});

it('a longer one goes in parts of 8 MiB, the rest last, and is completed with all of them', async () => {
  const calls = storage();
  expect(await uploadStream(place, chunks(5 * MB, 5 * MB, 7 * MB, 1))).toBe(17 * MB + 1);
  expect(calls.filter(({ name }) => name === 'UploadPartCommand').map(({ bytes }) => bytes)).toEqual([8 * MB, 8 * MB, MB + 1]);
  expect(calls.at(-1)).toMatchObject({
    name: 'CompleteMultipartUploadCommand',
    parts: [1, 2, 3].map((PartNumber) => ({ PartNumber, ETag: expect.any(String) })),
  });
});

it('parts are thrown away when one fails, or when the stream breaks off', async () => {
  const calls = storage('UploadPartCommand');
  await expect(uploadStream(place, chunks(9 * MB))).rejects.toThrow('S3 is out');
  expect(calls.at(-1)?.name).toBe('AbortMultipartUploadCommand');
  async function* broken() {
    yield Buffer.alloc(9 * MB);
    throw new Error('cannot be read');
  }
  const others = storage();
  await expect(uploadStream(place, broken())).rejects.toThrow('cannot be read');
  expect(others.at(-1)?.name).toBe('AbortMultipartUploadCommand');
});
