import { expect, it } from 'vitest';
import { isLong } from '#platform/excerpt';
import { keptAnalysis } from './analysis-rules.ts';

it('an analysis of up to 1 KB stands in the row of its pick, a longer one with its first 280 characters', () => {
  expect(keptAnalysis('é'.repeat(512), 3)).toEqual({ analysis: 'é'.repeat(512), longAnalysis: undefined });
  expect(keptAnalysis('é'.repeat(513), 3)).toEqual({ analysis: `${'é'.repeat(280)}…`, longAnalysis: 3 });
  for (const none of [undefined, null]) expect(keptAnalysis(none, 3)).toEqual({ analysis: undefined, longAnalysis: undefined });
});

it('the beginning of a long analysis ends between two characters, and is short in bytes', () => {
  const family = '👨‍👩‍👧‍👦';
  const { analysis = '' } = keptAnalysis(family.repeat(100), 1);
  expect(analysis).toBe(`${family.repeat(22)}…`);
  expect(isLong(analysis)).toBe(false);
});
