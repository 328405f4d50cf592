import { expect, it } from 'vitest';
import { creditEntity } from './credit.entity.ts';

it('the credits of a month keep their key', () => {
  expect(creditEntity().get({ month: '2026-09' }).params()).toMatchSnapshot();
});
