import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { PresenceWatch } from './actions.ts';
import { EditMessage, SendMessage } from './chat-messages.ts';
import { CreateConversation, MOST_MEMBERS } from './conversations.ts';
import { CreateInvite } from './invites.ts';

/** The bounds of what people write to each other. */

const id = (n: number) => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const ids = (count: number) => Array.from({ length: count }, (_, n) => id(n));
const takes = (schema: z.ZodType, value: object): boolean => schema.safeParse(value).success;
const clientMessageId = '0190a000-0000-4000-8000-0000000000aa';
const message = (fields: object) => takes(SendMessage.body, { clientMessageId, ...fields });
const GRAPHEME = '👍🏽';

describe('a text', () => {
  it.each([
    ['a'.repeat(4_000), true],
    ['a'.repeat(4_001), false],
    // 8 bytes each.
    [GRAPHEME.repeat(2_000), true],
    [`${GRAPHEME.repeat(2_000)}a`, false],
    ['', false],
  ])('has at most 4,000 characters and 16,000 bytes: %#', (text, isTaken) => {
    expect(message({ type: 'text', text })).toBe(isTaken);
    expect(takes(EditMessage.body, { text, revision: 1 })).toBe(isTaken);
  });
  it.each([
    ['a'.repeat(1_000), true],
    ['a'.repeat(1_001), false],
    [GRAPHEME.repeat(500), true],
    [GRAPHEME.repeat(501), false],
  ])('beside an upload or a slip has at most 1,000 characters and 4,000 bytes: %#', (text, isTaken) => {
    expect(message({ type: 'slip', pickId: id(1), text })).toBe(isTaken);
    for (const type of ['image', 'file']) expect(message({ type, mediaId: id(1), text })).toBe(isTaken);
  });
  it('comes with no recording, and with every analysis', () => {
    expect(message({ type: 'voice', mediaId: id(1), text: 'Hi.' })).toBe(false);
    const analysis = { type: 'analysis', eventId: id(1), market: 'spread', lean: 'Home', confidence: 'high' };
    expect([message(analysis), message({ ...analysis, text: 'They rest.' })]).toEqual([false, true]);
    expect(message({ ...analysis, text: 'They rest.', stake: '1' })).toBe(false);
  });
});

it('a group has at most 256 members, its owner included, and names each once', () => {
  const group = (memberIds: readonly string[]) => takes(CreateConversation.body, { kind: 'group', name: 'Sunday', memberIds });
  expect(MOST_MEMBERS).toBe(256);
  expect([ids(255), ids(256), [], [id(1), id(1)]].map(group)).toEqual([true, false, false, false]);
});

it('a link lives for 30 days and lets in 256 people, at most', () => {
  const link = (body: object) => takes(CreateInvite.body, body);
  expect([{}, { days: 30, most: 256 }, { days: 31 }, { days: 0 }, { most: 257 }, { most: 0 }].map(link)).toEqual([
    ...[true, true, false, false, false, false],
  ]);
});

it('at most 50 people are asked for at once', () => {
  const watch = (userIds: readonly string[]) =>
    takes(PresenceWatch.message, { action: 'presence.watch', requestId: '1', userIds });
  expect([ids(50), ids(51), []].map(watch)).toEqual([true, false, false]);
});
