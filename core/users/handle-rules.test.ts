import { expect, it } from 'vitest';
import { Handle } from '#schemas/common';
import { isReserved } from './handle-rules.ts';
import { RESERVED_HANDLES } from './reserved-handles.ts';

it.each(['admin', '_admin_', 'you_bet', 'y_o_u_b_e_t', 'support24', 'admin_1'])('keeps %s for us', (handle) => {
  expect(isReserved(handle)).toBe(true);
});

it.each(['ann', 'administrator_of_luck', 'betty', 'modest', 'support4ever', '123', 'a_1'])('leaves %s to people', (handle) => {
  expect(isReserved(handle)).toBe(false);
});

it('reserves only what could be a handle, spelled without underscores', () => {
  for (const word of RESERVED_HANDLES) expect(word).toMatch(/^[a-z0-9]{2,20}$/);
});

it('does not tell handles apart by case', () => {
  expect(Handle.parse('AnN_1')).toBe('ann_1');
  for (const bad of ['ab', 'a'.repeat(21), 'ann-1', 'änn', 'ann ', '']) expect(Handle.safeParse(bad).success).toBe(false);
});
