import { expect, it } from 'vitest';
import { frame } from './frame.ts';

it('a frame holds less than 32 KB, counted in bytes', () => {
  expect(frame({ text: 'a'.repeat(32_000) })).toHaveLength(32_011);
  expect(() => frame({ text: 'é'.repeat(16_384) })).toThrow(/frame/);
});
