import { expect, it } from 'vitest';
import { ConnectionEntity } from './connection.entity.ts';
import { SocketsEntity } from './sockets.entity.ts';
import { TicketEntity } from './ticket.entity.ts';

it('keeps its keys', () => {
  expect(TicketEntity.get({ hash: 'h4sh' }).params()).toMatchSnapshot();
  expect(ConnectionEntity.get({ connectionId: 'L0SM9cOFvHcCIhw=' }).params()).toMatchSnapshot();
  expect(SocketsEntity.get({ userId: 'ann' }).params()).toMatchSnapshot();
});

it('tells ids apart that differ by case alone', () => {
  const keyOf = (connectionId: string) => ConnectionEntity.get({ connectionId }).params<{ Key: { pk: string } }>().Key.pk;
  expect(keyOf('L0SM9cOFvHcCIhw=')).not.toBe(keyOf('l0sm9cofvhccihw='));
});
