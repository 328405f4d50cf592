import { expect, it } from 'vitest';
import { unzip } from '../../test/support/unzip.ts';
import { type ArchiveEntry, writeArchives } from './write-archives.ts';

const archives = async (entries: readonly ArchiveEntry[], most: number) => {
  const written: Buffer[] = [];
  async function* all() {
    yield* entries;
  }
  const sizes = await writeArchives(
    all(),
    async (stream, number) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      written[number - 1] = Buffer.concat(chunks);
      return written[number - 1]?.length ?? 0;
    },
    most,
  );
  expect(sizes).toEqual(written.map(({ length }) => length));
  return written.map((zip) => Object.fromEntries([...unzip(zip)].map(([path, bytes]) => [path, bytes.toString()])));
};
const entry = (path: string, ...chunks: string[]): ArchiveEntry => ({ path, chunks });

it('entries are written as they come; no entry is no file', async () => {
  expect(await archives([entry('a.txt', 'one ', 'two'), entry('b.txt')], 1_000_000)).toEqual([
    { 'a.txt': 'one two', 'b.txt': '' },
  ]);
  expect(await archives([], 1_000_000)).toEqual([]);
});

it('the next file begins once one is long enough', async () => {
  const long = Array.from({ length: 2_000 }, (_, i) => String(Math.sin(i))).join('');
  const files = await archives([entry('a', long), entry('b', long), entry('c', 'x')], 10_000);
  expect(files.map((file) => Object.keys(file))).toEqual([['a'], ['b'], ['c']]);
});

it('an entry that cannot be read and an upload that fails end it', async () => {
  async function* broken() {
    yield 'some';
    throw new Error('cannot be read');
  }
  await expect(archives([{ path: 'a', chunks: broken() }], 1_000)).rejects.toThrow('cannot be read');
  const failing = writeArchives(
    (async function* () {
      yield entry('a', 'x');
      yield entry('b', 'x'.repeat(1_000_000));
    })(),
    async () => {
      throw new Error('no space');
    },
    1_000,
  );
  await expect(failing).rejects.toThrow('no space');
});
