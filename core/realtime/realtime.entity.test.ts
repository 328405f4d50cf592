import { expect, it } from 'vitest';
import { connectionEntity } from './connection.entity.ts';
import { socketsEntity } from './sockets.entity.ts';

it('keeps its keys', () => {
  expect(connectionEntity().get({ connectionId: 'L0SM9cOFvHcCIhw=' }).params()).toMatchSnapshot();
  expect(socketsEntity().get({ userId: 'ann' }).params()).toMatchSnapshot();
});

it('tells ids apart that differ by case alone', () => {
  const keyOf = (connectionId: string) => connectionEntity().get({ connectionId }).params<{ Key: { pk: string } }>().Key.pk;
  expect(keyOf('L0SM9cOFvHcCIhw=')).not.toBe(keyOf('l0sm9cofvhccihw='));
});
