import { expect, it } from 'vitest';
import { cursorKeyEntity } from './cursor-key.entity.ts';
import { GSI1 } from './keys.ts';

it('GSI1 projects no more names than DynamoDB takes', () => {
  expect(new Set(GSI1.projection).size).toBe(GSI1.projection.length);
  expect(GSI1.projection.length).toBeLessThanOrEqual(20);
});

it('the secret that signs cursors keeps its key', () => {
  expect(cursorKeyEntity().get({ name: 'cursor' }).params()).toMatchSnapshot();
});
