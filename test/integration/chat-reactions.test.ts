import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser } from '#core/graph';
import {
  addMember,
  deleteMessage,
  editMessage,
  messagingUpkeep,
  reactToMessage,
  removeMember,
  searchMessages,
  sendMessage,
  unreactToMessage,
} from '#core/messaging';
import { SendMessage } from '#schemas/chat-messages';
import type { ConversationId, EventId, MessageId } from '#schemas/common';
import { SearchMessages } from '#schemas/message-search';
import { identityGround, later, lost, many, now, refused } from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { befriend, differences, directOf, fillLog, groupOf, opened, pageOf, people, say } from '../support/make/conversations.ts';
import { storedGame } from '../support/make/games.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

beforeAll(identityGround);

const of = (code: string) => expect.objectContaining({ code });
const NOT_FOUND = of('NOT_FOUND');
const REFUSED = of('MESSAGE_NOT_ALLOWED');
const messageOf = (id: ConversationId, seq: number) => `${id}_${seq}` as MessageId;

describe('a reaction to a message', () => {
  const reactionsOf = async (as: User, id: ConversationId, seq: number) => {
    const found = (await pageOf(as, id)).entries.find((entry) => entry.seq === seq);
    return found && 'reactions' in found ? found.reactions.map(({ name, count, reacted }) => [name, count, reacted]) : null;
  };

  it('is one for a name, ten times at once, and an entry of the log', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await groupOf(ann, [ben], now);
    await say(ann, id, 'Dogs.', now);
    const react = (as: User, name: 'fire' | 'wow' = 'fire') => reactToMessage(as, messageOf(id, 2), name, now);
    expect(lost(await many(10, () => retryUnavailable(() => react(ben))))).toEqual([]);
    expect(await react(ann)).toEqual({ name: 'fire', reacted: true });
    await react(ben, 'wow');
    expect(await reactionsOf(ann, id, 2)).toEqual([
      ['fire', 2, true],
      ['wow', 1, false],
    ]);
    for (let i = 0; i < 2; i++) await unreactToMessage(ben, messageOf(id, 2), 'fire', now);
    expect(await reactionsOf(ben, id, 2)).toEqual([
      ['fire', 1, false],
      ['wow', 1, true],
    ]);
    const changes = (await pageOf(ann, id)).entries.flatMap((entry) =>
      entry.type === 'change' ? [[entry.change, entry.reaction]] : [],
    );
    expect(changes).toEqual([
      ['created', null],
      ['reacted', 'fire'],
      ['reacted', 'fire'],
      ['reacted', 'wow'],
      ['unreacted', 'fire'],
    ]);
    await messagingUpkeep.erase?.(ben.userId, now);
    expect(await reactionsOf(ann, id, 2)).toEqual([['fire', 1, true]]);
    await deleteMessage(ann, messageOf(id, 2), now);
    await expect(react(ann)).rejects.toEqual(of('MESSAGE_DELETED'));
    expect(await differences(ann)).toEqual([]);
  });

  it('crosses no block, and is for those who see the message', async () => {
    const [ann, ben, cas, mal] = (await people(4)) as [User, User, User, User];
    await befriend(ann, [cas], now);
    const { id } = await groupOf(ann, [ben], now);
    await say(ann, id, 'Dogs.', now);
    await reactToMessage(ben, messageOf(id, 2), 'up', now);
    await blockUser(ann, ben.userId, now);
    expect([await reactionsOf(ann, id, 2), await reactionsOf(ben, id, 2)]).toEqual([[], [['up', 1, true]]]);
    await expect(reactToMessage(ben, messageOf(id, 2), 'fire', now)).rejects.toEqual(REFUSED);
    await addMember(ann, id, cas.userId, now);
    for (const who of [cas, mal]) await expect(reactToMessage(who, messageOf(id, 2), 'fire', now)).rejects.toEqual(NOT_FOUND);
    await removeMember(ann, id, ben.userId, now);
    await expect(unreactToMessage(ben, messageOf(id, 2), 'up', now)).rejects.toEqual(NOT_FOUND);
    const direct = (await opened(mal, cas.userId, now)).id;
    await say(mal, direct, 'Hi.', now);
    await expect(reactToMessage(cas, messageOf(direct, 1), 'up', now)).rejects.toEqual(REFUSED);
  });
});

describe('a search of messages', () => {
  const search = (as: User, q: string, more: object = {}) =>
    searchMessages(as, SearchMessages.query.parse({ q, ...more }), later(60_000));
  const found = async (as: User, q: string, more: object = {}) =>
    (await search(as, q, more)).items.map((entry) => [entry.conversationId, entry.seq]);

  it('finds all words by their beginnings, in what one sees, as it reads now', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    await befriend(ann, [cas], now);
    const { id } = await groupOf(ann, [ben], now);
    const sent = await say(ann, id, 'Björn takes the UNDER in Köln.', now);
    expect(await found(ben, 'bjorn und')).toEqual([[id, 2]]);
    expect([await found(ben, 'jorn'), await found(ben, 'bjorn over')]).toEqual([[], []]);
    await addMember(ann, id, cas.userId, now);
    await say(ben, id, 'Under, says Bjorn.', now);
    expect([await found(cas, 'bjorn'), await found(ann, 'bjorn')]).toEqual([
      [[id, 4]],
      [
        [id, 4],
        [id, 2],
      ],
    ]);
    await editMessage(ann, sent.id as MessageId, { text: 'Nothing.', revision: 1 }, now);
    await deleteMessage(ben, messageOf(id, 4), now);
    expect([await found(ann, 'bjorn'), await found(ann, 'nothing')]).toEqual([[], [[id, 2]]]);
    // A log that is read eventually may be that of a moment ago.
    const late = await say(ann, id, 'A late needle.', now);
    let isStale = false;
    const end = intercept(async ({ name, input }, send) => {
      const reply = await send();
      if (name !== 'QueryCommand' || input.ConsistentRead || isStale || !JSON.stringify(input).includes('#block_')) return reply;
      isStale = true;
      await deleteMessage(ann, late.id as MessageId, now);
      return reply;
    });
    expect([await found(ben, 'needle'), isStale]).toEqual([[], true]);
    end();
    const eventId = (await storedGame('nfl', later(48 * 3_600_000))) as EventId;
    const analysis = { type: 'analysis', eventId, market: 'spread', lean: 'Visitors', confidence: 'high', text: 'They rest.' };
    const body = SendMessage.body.parse({ ...analysis, clientMessageId: randomUUID() });
    const { seq } = await sendMessage(ann, id, body, now);
    expect(await found(ann, 'visit rest')).toEqual([[id, seq]]);
    await removeMember(ann, id, cas.userId, now);
    expect(await found(cas, 'under')).toEqual([]);
    await expect(search(cas, 'under', { conversationId: id })).rejects.toEqual(NOT_FOUND);
    await expect(search(ann, '!?')).rejects.toEqual(refused('INVALID_INPUT', { field: 'q' }));
    // A request is searched once it is accepted.
    const asked = (await opened(ben, cas.userId, now)).id;
    await say(ben, asked, 'Under?', now);
    expect([await found(cas, 'under'), await found(ben, 'under')]).toEqual([[], [[asked, 1]]]);
  });

  it('has the newest of all conversations first', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const [one, other] = [(await directOf(ann, ben.userId, now)).id, (await directOf(ann, cas.userId, now)).id];
    for (const [i, id] of [one, other, one, other].entries()) await say(ann, id, 'Over.', later(i * 1_000));
    expect(await found(ann, 'over')).toEqual([
      [other, 2],
      [one, 2],
      [other, 1],
      [one, 1],
    ]);
  });

  it('goes on page by page over the blocks of a log, and finds each once', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    await say(ann, id, 'Needle one.', now);
    await fillLog(id, { senderId: ben.userId, from: 2, to: 2_100, messages: 1, at: now });
    for (const words of ['Needle two.', 'Needle three.']) await say(ann, id, words, now);
    const seqs: number[] = [];
    let searched: (string | null)[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await search(ann, 'needle', { limit: 1, ...(cursor && { cursor }) });
      seqs.push(...page.items.map(({ seq }) => seq));
      searched = [...searched, page.meta.searchedThrough];
      if (page.cursor === null) break;
      cursor = page.cursor;
    }
    expect(seqs).toEqual([2_102, 2_101, 1]);
    expect(searched.at(-1)).toBeNull();
    expect(searched[0]).toBe(now.toISOString());
    // A row that does not fit into 4 MB is left for the next call.
    const other = (await directOf(ann, (await people(1))[0]?.userId as never, now)).id;
    await say(ann, other, 'Needle four.', now);
    expect((await found(ann, 'needle', { limit: 50 })).map(([, seq]) => seq).toSorted()).toEqual([1, 1, 2_101, 2_102]);
    await expect(search(ben, 'needle', { cursor: 'abc' })).rejects.toEqual(refused('INVALID_INPUT', { field: 'cursor' }));
  });
});
