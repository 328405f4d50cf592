import { expect, it } from 'vitest';
import type { User } from '#actor';
import type { UserId } from '#schemas/common';
import { CURRENT_TERMS, termsText } from '#schemas/terms';
import { areCurrent, termsRefusal } from './terms-rules.ts';

const ann: User = { kind: 'user', userId: 'ann' as UserId, role: 'user', tier: 'free', origin: 'x' };

it.each([
  [termsText(CURRENT_TERMS), undefined],
  [undefined, 'TERMS_REQUIRED'],
  [`2020-01-01/${CURRENT_TERMS.privacy}`, 'TERMS_REQUIRED'],
  [`${CURRENT_TERMS.terms}/2020-01-01`, 'TERMS_REQUIRED'],
  [`${CURRENT_TERMS.terms}/2099-01-01`, 'TERMS_REQUIRED'],
])('a token that names %s is refused with %s', (terms, code) => {
  expect(termsRefusal({ ...ann, ...(terms !== undefined && { terms }) })?.code).toBe(code);
});

it('a refusal names the versions that stand', () => {
  expect(termsRefusal({ kind: 'public', address: '' })).toMatchObject({ details: CURRENT_TERMS });
  expect([areCurrent(CURRENT_TERMS), areCurrent(undefined), areCurrent({ ...CURRENT_TERMS, terms: '2020-01-01' })]).toEqual([
    true,
    false,
    false,
  ]);
});
