import { describe, expect, it } from 'vitest';
import type { UserId } from '#schemas/common';
import { mentionRefusal, shownText } from './mention-rules.ts';

const [ann, ben] = ['ann-id', 'ben-id'] as [UserId, UserId];
const card = (userId: UserId, handle: string) => ({ userId, handle, displayName: handle });
const cards = new Map([
  [ann, card(ann, 'ann')],
  [ben, card(ben, 'benjamin')],
]);

describe('a mention', () => {
  it.each([
    ['@ann', 0, 4, null],
    ['😀@Ann!', 2, 6, null],
    ['@ann', 0, 3, 'mentions.0.start'],
    ['x@ann', 0, 5, 'mentions.0.start'],
    ['', 0, 4, 'mentions.0.start'],
  ])('in %j from %i to %i is refused by %j', (text, start, end, field) => {
    expect(mentionRefusal(text, [{ start, end, userId: ann }], cards)?.details?.field ?? null).toBe(field);
  });
  it('of somebody who is not there is refused', () => {
    expect(mentionRefusal('@cas', [{ start: 0, end: 4, userId: 'cas-id' as UserId }], cards)?.details).toEqual({
      field: 'mentions.0.userId',
    });
  });
});

describe('a text', () => {
  const mentions = [
    { start: 3, end: 7, userId: ann },
    { start: 12, end: 16, userId: ben },
  ];
  it("shows today's handles and where they stand", () => {
    const { text, mentions: shown } = shownText({ text: 'Hi @amy and @ben.', mentions }, cards);
    expect(text).toBe('Hi @ann and @benjamin.');
    expect(shown.map(({ start, end }) => text?.slice(start, end))).toEqual(['@ann', '@benjamin']);
  });
  it('leaves those who are gone as they were written', () => {
    const { text, mentions: shown } = shownText({ text: 'Hi @amy and @ben.', mentions }, new Map([[ben, card(ben, 'b')]]));
    expect(text).toBe('Hi @amy and @b.');
    expect(shown).toMatchObject([{ start: 12, end: 14, user: { id: ben } }]);
  });
  it('that is cut has no mention that its end cuts', () => {
    const { text, mentions: shown } = shownText({ text: 'Hi @amy and @b…', mentions }, cards, true);
    expect(text).toBe('Hi @ann and @b…');
    expect(shown).toHaveLength(1);
  });
  it('that is none has no mentions', () => {
    expect(shownText({}, cards)).toEqual({ text: null, mentions: [] });
  });
});
