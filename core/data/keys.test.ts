import { expect, it } from 'vitest';
import { cursorKeyEntity } from './cursor-key.entity.ts';
import { GSI1 } from './keys.ts';

it('projects no more into an index than DynamoDB takes', () => {
  expect(new Set(GSI1.projection).size).toBe(GSI1.projection.length);
  expect(GSI1.projection.length).toBeLessThanOrEqual(20);
});

it('keeps the key of the secret that signs cursors', () => {
  expect(cursorKeyEntity().get({ name: 'cursor' }).params()).toMatchSnapshot();
});
