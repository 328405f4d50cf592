import { expect, it } from 'vitest';
import { rowsIn, SchemaOfRows } from './export-rows.ts';

const written = async (rows: unknown) => {
  const schema = new SchemaOfRows('things');
  const lines: string[] = [];
  for await (const line of schema.linesOf(rowsIn(rows))) lines.push(line);
  return { lines, schema: JSON.parse(schema.text()) };
};

it('a list, a stream and one row become lines; a member without rows has none', async () => {
  async function* stream() {
    yield { a: 1 };
    yield { a: 2 };
  }
  const two = ['{"a":1}\n', '{"a":2}\n'];
  expect((await written([{ a: 1 }, { a: 2 }])).lines).toEqual(two);
  expect((await written(stream())).lines).toEqual(two);
  expect((await written({ a: 1 })).lines).toEqual(['{"a":1}\n']);
  expect((await written(null)).lines).toEqual([]);
});

it('sets become lists and bytes base64', async () => {
  expect((await written([{ of: new Set(['b']), raw: new Uint8Array([1, 2]) }])).lines).toEqual(['{"of":["b"],"raw":"AQI="}\n']);
});

it('the schema has the fields of all rows, with each type that they have', async () => {
  const { schema } = await written([{ a: 1, in: [{ b: 'x' }] }, { a: null }]);
  expect(schema).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'things',
    type: ['object'],
    properties: {
      a: { type: ['number', 'null'] },
      in: { type: ['array'], items: { type: ['object'], properties: { b: { type: ['string'] } } } },
    },
  });
});
