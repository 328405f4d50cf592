import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { connection } from '#data/connection';
import { entity, gsi2, primary } from '#data/entity';
import { synthesized } from '../../lib/testing/templates.ts';

interface TableTemplate {
  readonly GlobalSecondaryIndexes: readonly { readonly IndexName: string }[];
}

/** The rows of this test only. */
const noteEntity = entity('note', {
  attributes: {
    noteId: { type: 'string', required: true },
    userId: { type: 'string' },
    text: { type: 'string', required: true },
  },
  indexes: { primary: primary(['noteId']), byUser: gsi2(['userId'], ['noteId']) },
});

it('the table of the tests has the indexes of the deployed one', async () => {
  const { client, table } = connection();
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const indexes = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }) => ({
    IndexName,
    KeySchema,
    Projection,
  }));
  const [deployed] = synthesized('prod').of<TableTemplate>('AWS::DynamoDB::GlobalTable');
  expect(indexes.toSorted(byName)).toEqual([...(deployed?.Properties.GlobalSecondaryIndexes ?? [])].sort(byName));
});

const byName = (a: { readonly IndexName?: string }, b: { readonly IndexName?: string }) =>
  String(a.IndexName).localeCompare(String(b.IndexName));

it('a list in the second index gives whole items, of those that are in it', async () => {
  await noteEntity()
    .put([
      { noteId: '1', userId: 'ann', text: 'one' },
      { noteId: '2', userId: 'ann', text: 'two' },
      { noteId: '3', userId: 'bob', text: 'three' },
      { noteId: '4', text: 'in no list' },
    ])
    .go();
  const { data } = await noteEntity().query.byUser({ userId: 'ann' }).go({ hydrate: true });
  expect(data).toEqual([
    { noteId: '1', userId: 'ann', text: 'one' },
    { noteId: '2', userId: 'ann', text: 'two' },
  ]);
});
