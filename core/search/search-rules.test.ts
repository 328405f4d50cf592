import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '#platform/fold';
import { hasAll, lettersOf, MOST_TERMS, termsOf, wantedOf } from './search-rules.ts';

const profile = (handle: string, displayName = 'x', bio = '') => ({ handle, displayName, bio });
const textsOf = (...args: Parameters<typeof profile>) => termsOf(profile(...args)).map(({ field, term }) => `${field}#${term}`);

describe('folding', () => {
  it.each([
    ['Björn', 'bjorn'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['ÆØÅ', 'aeoa'],
    ['İstanbul', 'istanbul'],
    ['ＦＵＬＬ', 'full'],
    ['Σίσυφος', 'σισυφος'],
    ['Đorđe', 'dorde'],
  ])('%s is %s', (typed, folded) => expect(fold(typed)).toBe(folded));

  it('changes nothing the second time, and leaves nothing that a key would fold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const once = fold(value);
        expect(fold(once)).toBe(once);
        expect(once.toLowerCase()).toBe(once);
      }),
    );
  });
});

describe('the words of a profile', () => {
  it('are the handle and its parts, the names, and the words of the bio, each once in its first field', () => {
    expect(textsOf('ann_smith', 'Ann O’Neil', 'I bet. Underdogs, and Smith!')).toEqual([
      'h#ann_smith',
      'h#ann',
      'h#smith',
      'n#neil',
      'b#bet',
      'b#underdogs',
      'b#and',
    ]);
  });
  it('are short, and at most 30, so that a long bio is cut and the names are not', () => {
    const bio = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');
    const terms = textsOf('ann', 'A Name Of Many Words', bio);
    expect(terms).toHaveLength(MOST_TERMS);
    expect(terms.slice(0, 6)).toEqual(['h#ann', 'n#name', 'n#of', 'n#many', 'n#words', 'b#word0']);
    expect(textsOf('ann', 'Donaudampfschifffahrtsgesellschaft')).toContain('n#donaudampfschifffahr');
  });
  it('of any profile are keys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 300 }), (displayName, bio) => {
        for (const { term } of termsOf({ handle: 'ann', displayName, bio })) {
          expect(term).toMatch(/^[\p{L}\p{N}_]{2,20}$/u);
          expect([...lettersOf(term)]).toHaveLength(2);
        }
      }),
    );
  });
});

describe('a search', () => {
  it('begins with the longest word, and names the handle that it may be', () => {
    expect(wantedOf('@Ann_Smith')).toEqual({ longest: 'ann_smith', others: [], handle: 'ann_smith' });
    expect(wantedOf('j. Smithson lee')).toEqual({ longest: 'smithson', others: ['lee', 'j'], handle: null });
    expect(wantedOf('jo')).toEqual({ longest: 'jo', others: [], handle: null });
  });
  it.each(['j', '  ', 'a b c', '@', '!?', 'é'])('%j has no word of two letters', (typed) => expect(wantedOf(typed)).toBeNull());
  it('of several words holds each against the whole profile', () => {
    const ann = profile('ann_smith', 'Ann Lee', 'I pick unders.');
    expect(hasAll(ann, ['smi', 'le', 'und'])).toBe(true);
    expect(hasAll(ann, ['smi', 'lo'])).toBe(false);
    expect(hasAll(ann, ['ee'])).toBe(false);
    expect(hasAll({ ...ann, private: true }, ['und'])).toBe(false);
    expect(termsOf({ ...ann, private: true }).map(({ term }) => term)).toEqual(['ann_smith', 'ann', 'smith', 'lee']);
  });
});
