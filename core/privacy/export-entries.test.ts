import { expect, it } from 'vitest';
import type { UserId } from '#schemas/common';
import { entriesOf, storedEnd } from './export-entries.ts';

const ann = '0190a0b0-0000-7000-8000-000000000000' as UserId;
const row = (id: number) => ({ id });
const lineOf = (id: number) => `${JSON.stringify(row(id))}\n`;

/** Two domains with three lists, of which one is a stream; `asked` has the domains that were asked, in order. */
function domains(ids: readonly number[]) {
  const asked: string[] = [];
  const one = async () => {
    asked.push('one');
    async function* stream() {
      yield* ids.map(row);
    }
    return { first: stream(), second: [row(7)] };
  };
  const two = async () => {
    asked.push('two');
    return { third: row(9) };
  };
  return { asked, list: [{ name: 'one', export: one }, { name: 'none' }, { name: 'two', export: two }] };
}

/** The lists from an end on, as far as the uploads, which S3 has. */
async function from(ids: readonly number[], end?: Parameters<typeof entriesOf>[2]) {
  const { asked, list } = domains(ids);
  const found: unknown[] = [];
  for await (const entry of entriesOf(ann, list, end)) {
    if (!('lines' in entry)) continue;
    const lines: string[] = [];
    for await (const line of entry.lines) lines.push(line);
    found.push([entry.isRest ? `${entry.name}, the rest` : entry.name, ...lines.map((line) => JSON.parse(line).id)]);
    if (entry.name === 'two/third') break;
  }
  return { found, asked };
}
const LATER = [
  ['one/second', 7],
  ['two/third', 9],
];

it('every list comes in order', async () => {
  expect(await from([1, 2, 3])).toEqual({ found: [['one/first', 1, 2, 3], ...LATER], asked: ['one', 'two'] });
});

it('a list goes on after the line with which a file ended, whatever is new before it', async () => {
  const end = storedEnd({ name: 'one/first', line: lineOf(2) });
  expect((await from([1, 2, 3, 4], end)).found).toEqual([['one/first, the rest', 3, 4], ...LATER]);
  expect((await from([8, 1, 2, 3], end)).found).toEqual([['one/first, the rest', 3], ...LATER]);
  expect((await from([1, 2], end)).found).toEqual([['one/first, the rest'], ...LATER]);
});

it('a list whose line is gone is read again, so that nothing is left out', async () => {
  const { found, asked } = await from([1, 3, 4], storedEnd({ name: 'one/first', line: lineOf(2) }));
  expect(found).toEqual([['one/first, the rest', 1, 3, 4], ...LATER]);
  expect(asked).toEqual(['one', 'one', 'two']);
});

it('after a whole list the next one comes, and the domains before are not asked again', async () => {
  expect((await from([1], storedEnd({ name: 'one/first', line: null }))).found).toEqual(LATER);
  expect(await from([1], storedEnd({ name: 'about.txt', line: null }))).toMatchObject({ found: [['one/first', 1], ...LATER] });
  const { list, asked } = domains([1]);
  const next = await entriesOf(ann, list, storedEnd({ name: 'two/gone', line: null })).next();
  expect([next.value?.name, asked]).toEqual(['two/third', ['two']]);
});
