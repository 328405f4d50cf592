import { expect, it } from 'vitest';
import { adminActionEntity } from './admin-action.entity.ts';

it('the entity of the trail keeps its keys', () => {
  expect(adminActionEntity().get({ month: '2026-11', actionId: 'ab12' }).params()).toMatchSnapshot('admin action');
});
