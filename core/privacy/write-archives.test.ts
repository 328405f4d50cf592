import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { unzip } from '../../test/support/unzip.ts';
import { type Archiving, type FileEnd, type ListEntry, type ObjectEntry, writeArchives } from './write-archives.ts';

type Entry = ListEntry | ObjectEntry;
const never = () => false;

/** Writes entries as files and reads them again. */
async function archives(entries: readonly Entry[], most: number, archiving: Partial<Archiving> = {}) {
  const written: Buffer[] = [];
  const [sizes, ends]: [number[], (FileEnd | null)[]] = [[], []];
  const isWhole = await writeArchives(
    (async function* () {
      yield* entries;
    })(),
    {
      first: 1,
      most,
      isOver: never,
      upload: async (stream) => {
        written.push(Buffer.concat(await Readable.from(stream).toArray()));
        return written.at(-1)?.length ?? 0;
      },
      onFile: async (bytes, end) => {
        sizes.push(bytes);
        ends.push(end);
      },
      ...archiving,
    },
  );
  expect(sizes).toEqual(written.map(({ length }) => length));
  const files = written.map((zip) => Object.fromEntries([...unzip(zip)].map(([path, bytes]) => [path, bytes.toString()])));
  return { files, ends, isWhole };
}
const object = (name: string, ...chunks: string[]): ObjectEntry => ({ name, bytes: chunks.join('').length, chunks });
function list(name: string, count: number, width = 1, isRest = false): ListEntry {
  let read = 0;
  return {
    name,
    isRest,
    lines: (async function* () {
      for (let i = 0; i < count; i++) {
        read++;
        yield `${String(i).padStart(width - 1, '0')}\n`;
      }
    })(),
    schema: () => `${read}`,
  };
}

it('entries are written as they come, an empty list too; no entry is no file', async () => {
  const { files, ends, isWhole } = await archives([object('a.txt', 'one ', 'two'), list('b', 2), list('c', 0)], 1_000_000);
  expect(files).toEqual([
    ...[{ 'a.txt': 'one two', 'b.ndjson': '0\n1\n', 'b.schema.json': '2', 'c.ndjson': '', 'c.schema.json': '0' }],
  ]);
  expect([ends, isWhole]).toEqual([[null], true]);
  expect((await archives([], 1_000_000)).files).toEqual([]);
});

it('a list goes on in the next file when one is full, with its schema in each; an object is never cut', async () => {
  const { files, ends } = await archives(
    [list('a', 50, 100), object('o1', 'x'.repeat(1_800)), object('o2', 'x'.repeat(100)), object('o3', 'x'.repeat(5_000))],
    2_500,
  );
  expect(files.map((file) => Object.keys(file))).toEqual([
    ...[
      ['a.ndjson', 'a.schema.json'],
      ['a-2.ndjson', 'a-2.schema.json'],
      ['a-3.ndjson', 'a-3.schema.json'],
    ],
    ...[['o1', 'o2'], ['o3']],
  ]);
  const lines = files.flatMap((file) => Object.entries(file).flatMap(([name, text]) => (/ndjson/.test(name) ? text : [])));
  expect(lines.join('')).toBe((await Readable.from(list('a', 50, 100).lines).toArray()).join(''));
  for (const file of files.slice(0, 4)) expect(Object.values(file).join('').length).toBeLessThan(2_500);
  expect(ends.map((end) => end && [end.name, end.line?.trim().length])).toEqual([
    ...[['a', 99], ['a', 99], ['a', undefined], ['o2', undefined], null],
  ]);
});

it('a run whose time is over ends its file with one line or object in it at least, and the next one goes on', async () => {
  for (const [entry, name] of [
    [list('a', 3), 'a'],
    [object('o', 'x'), 'o'],
  ] as const) {
    const { files, ends, isWhole } = await archives([entry, object('last', 'x')], 1_000_000, { isOver: () => true });
    expect([files.length, isWhole, ends]).toEqual([1, false, [{ name, line: name === 'a' ? '0\n' : null }]]);
  }
  const rest = await archives([list('a', 1, 1, true), list('b', 1)], 1_000_000, { first: 2 });
  expect(rest.files.map((file) => Object.keys(file))).toEqual([['a-2.ndjson', 'a-2.schema.json', 'b.ndjson', 'b.schema.json']]);
});

it('lines are read as fast as they are uploaded, however many there are', async () => {
  /** The most bytes of lines that were read and not uploaded. */
  const ahead = async (count: number) => {
    let [read, uploaded, most] = [0, 0, 0];
    const lines = (async function* () {
      for (let i = 0; i < count; i++) {
        const line = `${randomBytes(750).toString('base64')}\n`;
        read += line.length;
        most = Math.max(most, read - uploaded);
        yield line;
      }
    })();
    await writeArchives(
      (async function* () {
        yield { name: 'a', lines, schema: () => '', isRest: false };
      })(),
      {
        first: 1,
        most: Number.POSITIVE_INFINITY,
        isOver: never,
        upload: async (stream) => {
          let bytes = 0;
          for await (const chunk of stream) {
            bytes += chunk.length;
            // A letter of base64 has six bits.
            uploaded = (bytes * 8) / 6;
            await new Promise((resolve) => setImmediate(resolve));
          }
          return bytes;
        },
        onFile: async () => {},
      },
    );
    return most;
  };
  expect(await ahead(10_000)).toBeLessThan(1_000_000);
});

it('an entry that cannot be read and an upload that fails end it', async () => {
  async function* broken() {
    yield 'some';
    throw new Error('cannot be read');
  }
  await expect(archives([{ name: 'a', bytes: 9, chunks: broken() }], 1_000)).rejects.toThrow('cannot be read');
  await expect(archives([{ ...list('a', 0), lines: broken() }], 1_000)).rejects.toThrow('cannot be read');
  const failing = archives([object('a', 'x'), object('b', 'x'.repeat(1_000_000))], 1_000, {
    upload: async () => {
      throw new Error('no space');
    },
  });
  await expect(failing).rejects.toThrow('no space');
});
