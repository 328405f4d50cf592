import fc from 'fast-check';
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

it('whatever versions a person has accepted, the ones that stand alone open the app', () => {
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  const version = (current: string) =>
    fc.oneof(
      fc.constant(current),
      day.map((at) => at.toISOString().slice(0, 10)),
    );
  fc.assert(
    fc.property(version(CURRENT_TERMS.terms), version(CURRENT_TERMS.privacy), (terms, privacy) => {
      const isOpen = terms === CURRENT_TERMS.terms && privacy === CURRENT_TERMS.privacy;
      expect(areCurrent({ terms, privacy })).toBe(isOpen);
      expect(termsRefusal({ ...ann, terms: termsText({ terms, privacy }) }) === null).toBe(isOpen);
    }),
  );
});

it('a refusal names the versions that stand', () => {
  expect(termsRefusal({ kind: 'public', address: '' })).toMatchObject({ details: CURRENT_TERMS });
  expect([areCurrent(CURRENT_TERMS), areCurrent(undefined), areCurrent({ ...CURRENT_TERMS, terms: '2020-01-01' })]).toEqual([
    true,
    false,
    false,
  ]);
});
