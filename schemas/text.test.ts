import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text } from './text.ts';
import { Bio, DisplayName } from './users.ts';

const line = text({ graphemes: 10, bytes: 40 });
const lines = text({ graphemes: 300, bytes: 1_200, least: 0, lines: 'several' });
const problem = (type: typeof line, given: unknown) => type.safeParse(given).error?.issues[0]?.message;

describe('a text', () => {
  it.each([
    ['Ann', 'Ann'],
    ['  Ann  ', 'Ann'],
    ['Jose\u0301', 'Jos\u00e9'],
    ['\u0645\u062d\u0645\u062f', '\u0645\u062d\u0645\u062f'],
    ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
    ['!', '!'],
  ])('is kept in NFC and trimmed: %j', (given, kept) => expect(line.parse(given)).toBe(kept));

  it.each([
    ['a lone surrogate', 'Ann\ud800', 'well-formed'],
    ['a surrogate pair that is turned round', '\udc00\ud800', 'well-formed'],
    ['NUL', 'Ann\u0000', 'control'],
    ['a bell', 'a\u0007', 'control'],
    ['a C1 control', 'a\u0085b', 'control'],
    ['a line feed', 'a\nb', 'one line'],
    ['a line separator', 'a\u2028b', 'one line'],
    ['a direction override', '\u202eAnn', 'control'],
    ['a direction isolate', 'A\u2066nn', 'control'],
    ['nothing', '', 'show something'],
    ['spaces', '   ', 'show something'],
    ['a Hangul filler', '\u3164', 'show something'],
    ['a halfwidth Hangul filler', '\uffa0', 'show something'],
    ['a Hangul choseong filler', '\u115f', 'show something'],
    ['a zero-width space', '\u200b', 'show something'],
    ['a word joiner, a soft hyphen and a variation selector', '\u2060\u00ad\ufe0f', 'show something'],
    ['tag characters', '\u{e0041}\u{e0042}', 'show something'],
    ['an empty Braille cell', '\u2800', 'show something'],
    ['a combining mark alone', '\u0301', 'show something'],
    ['eleven characters', 'abcdefghijk', 'at most 10 characters'],
    ['eleven characters of several bytes', 'é'.repeat(11), 'at most 10 characters'],
    ['too many bytes in few characters', `e${'\u0301'.repeat(30)}`, 'at most 40 bytes'],
    ['too many bytes in ASCII', 'a'.repeat(41), 'at most 40 bytes'],
  ])('is refused with %s', (_, given, message) => expect(problem(line, given)).toContain(message));

  it('counts characters as readers do', () => {
    expect(problem(line, '🇩🇪'.repeat(5))).toBeUndefined();
    expect(problem(DisplayName, '👍🏽'.repeat(25))).toBeUndefined();
    expect(problem(DisplayName, '👍🏽'.repeat(26))).toContain('bytes');
  });

  it('of several lines folds line ends and tabs, and may be empty where its fewest is 0', () => {
    expect(lines.parse('I pick.\r\nAnd\twin.\r')).toBe('I pick.\nAnd win.');
    expect(lines.parse(' \n ')).toBe('');
    expect(problem(lines, 'a\u0000')).toContain('control');
  });

  it('has a fewest number of characters', () => {
    const reason = text({ graphemes: 500, bytes: 2_000, least: 3 });
    expect(problem(reason, ' ab ')).toContain('at least 3');
    expect(problem(reason, '👨‍👩‍👧‍👦')).toContain('at least 3');
    expect(reason.parse('abc')).toBe('abc');
  });

  it('of five megabytes is refused by its length, in no time', () => {
    const started = performance.now();
    for (const long of ['a'.repeat(5e6), '\u3164'.repeat(5e6), ' '.repeat(5e6), '\ud800'.repeat(5e6)])
      expect(problem(Bio, long)).toContain('at most 1200 bytes');
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('that is taken is what is kept of it: parsed again it is the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (given) => {
        const first = lines.safeParse(given);
        if (!first.success) return;
        expect(lines.parse(first.data)).toBe(first.data);
        expect(first.data.isWellFormed()).toBe(true);
        expect(new TextEncoder().encode(first.data).length).toBeLessThanOrEqual(1_200);
      }),
    );
  });
});
