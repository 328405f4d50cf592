import { expect, it } from 'vitest';
import type { UserId } from '#schemas/common';
import { searchPart } from './search.store.ts';
import { searchListEntity } from './search-list.entity.ts';
import { searchRowEntity } from './search-row.entity.ts';

const userId = '0190a000-0000-7000-8000-000000000001' as UserId;

it('keeps its keys', () => {
  expect(searchRowEntity().query.primary({ letters: 'an' }).begins({ field: 'h', term: 'ann' }).params()).toMatchSnapshot('rows');
  expect(searchRowEntity().get({ letters: 'an', field: 'h', term: 'ann', userId }).params()).toMatchSnapshot('row');
  expect(searchListEntity().get({ userId }).params()).toMatchSnapshot('list');
});

it('writes the difference of the words, on condition that the list is as it was read', () => {
  const list = { userId, terms: ['h#ann', 'n#lee'], revision: 3 };
  const terms = [
    { field: 'h', term: 'ann' },
    { field: 'n', term: 'loy' },
  ] as const;
  expect(searchPart(userId, list, terms).params()).toMatchSnapshot('change');
  expect(searchPart(userId, null, terms).params().TransactItems).toHaveLength(3);
  expect(searchPart(userId, list, []).params().TransactItems).toHaveLength(3);
  expect(searchPart(userId, list, terms, { all: true }).params().TransactItems).toHaveLength(4);
});
