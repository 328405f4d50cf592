import { describe, expect, it } from 'vitest';
import { EntryMessage } from '#schemas/chat-pushes';
import type { UserId } from '#schemas/common';
import type { PickView } from '#schemas/pick-views';
import type { EntryPage } from './entry.view.ts';
import type { StoredEntry } from './log-entry.entity.ts';
import { postsOf } from './post-entries.ts';
import type { RosterMember } from './roster-rules.ts';
import type { PicksPosted } from './slip-posts.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const conversationId = '0190a000-0000-7000-8000-0000000000c0';
const [ann, ben, cas] = [1, 2, 3].map((n) => `0190a000-0000-7000-8000-00000000000${n}`) as [UserId, UserId, UserId];
const said: StoredEntry = {
  conversationId,
  block: 0,
  seq: 9,
  type: 'text',
  senderId: ann,
  at: now.toISOString(),
  messages: 5,
  clientMessageId: '0190a000-0000-4000-8000-0000000000aa',
  text: 'Hi.',
};
const page: EntryPage = {
  viewer: { userId: ann },
  cards: new Map(),
  blocked: new Set(),
  picks: new Map(),
  events: new Map(),
  quoted: new Map(),
  spans: [{ from: 1, to: Number.POSITIVE_INFINITY }],
  reactions: new Map(),
  now,
};
const socket = (connectionId: string) => ({
  connectionId,
  origin: 'o',
  openedAt: now.toISOString(),
  issuedAt: now.toISOString(),
});
const sockets = new Map([ann, ben, cas].map((userId, i) => [userId, [socket(`c${i}`)]]));
const member = (from = 1): RosterMember => ({ role: 'member', joined: from, from });
const members = new Map([
  [ann, member()],
  [ben, member()],
  [cas, member(9)],
]);
const posted = (entry: StoredEntry, more: Partial<EntryPage> = {}, among = members) =>
  postsOf(entry, { members: among, sockets, page: { ...page, ...more } }, now).map(({ userId, text }) => ({
    userId,
    bytes: Buffer.byteLength(text),
    entry: EntryMessage.parse(JSON.parse(text)).data.entry,
  }));

describe('the posts of an entry', () => {
  it.each([
    [31 * 1_024, true],
    [32 * 1_024, false],
    [33 * 1_024, false],
  ])('carry it while they stay under 32 KB: a text of %i bytes, %s', (bytes, whole) => {
    for (const post of posted({ ...said, text: 'a'.repeat(bytes) })) {
      expect(post.entry !== null).toBe(whole);
      expect(post.bytes).toBeLessThan(32 * 1_024);
    }
  });
  it('carry a slip with the pick that each sees, as one text for all who see the same', () => {
    const slip = { ...said, senderId: 'gone', type: 'slip' as const, details: { pickId: conversationId } };
    const pick = { id: conversationId, legs: ['a leg'] } as unknown as PickView;
    const textsOf = (picks: PicksPosted) => postsOf(slip, { members, sockets, page, picks }, now).map(({ text }) => text);
    const pickIn = (text: string | undefined) => JSON.parse(text ?? '{}').data.entry?.pick;
    const [own, seen, unseen] = textsOf(
      new Map([
        [ann, pick],
        [ben, pick],
        [cas, null],
      ]),
    );
    expect([pickIn(own), pickIn(seen), pickIn(unseen)]).toEqual([pick, pick, null]);
    expect(own).toBe(seen);
    const long = { ...pick, legs: ['a'.repeat(33 * 1_024)] } as unknown as PickView;
    const [cut, , unread] = textsOf(new Map([[ann, long]]));
    expect([pickIn(cut), pickIn(unread)]).toEqual([undefined, undefined]);
  });
  it('name the id of the client to the sender alone', () => {
    const ids = posted(said).map(({ entry }) => (entry as { clientMessageId: string | null }).clientMessageId);
    expect(ids).toEqual([said.clientMessageId, null, null]);
  });
  it('leave out a member who joined later', () => {
    const later = new Map([...members, [cas, member(10)] as const]);
    expect(posted(said, {}, later).map(({ userId }) => userId)).toEqual([ann, ben]);
  });
  it('show a quoted message to those alone who see it', () => {
    const quoted = new Map([[3, { ...said, seq: 3, text: 'Before.' }]]);
    const shown = posted({ ...said, replyTo: 3 }, { quoted }).map(({ entry }) => (entry as { replyTo: object }).replyTo);
    expect(shown).toMatchObject([{ excerpt: 'Before.' }, { excerpt: 'Before.' }, { unavailable: true, excerpt: null }]);
  });
  it('are one text for all who see the same', () => {
    const texts = postsOf({ ...said, senderId: 'gone' }, { members, sockets, page }, now).map(({ text }) => text);
    expect(texts).toHaveLength(3);
    expect(new Set(texts).size).toBe(1);
  });
});
