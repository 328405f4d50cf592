import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import * as flows from '../../client/example/flows.ts';
import {
  AcceptConversation,
  CancelDeletion,
  type ChatClient,
  type Client,
  createClient,
  type Entry,
  FollowUser,
  GetMe,
  GetPick,
  ListBlocks,
  ListMessages,
  memory,
  randomId,
  SendCode,
  type ServerMessage,
  VerifyCode,
} from '../../client/index.ts';
import { drawAvatar, drawSlip } from '../../local/dev/pictures.ts';
import { codesTo, newAddress, newHandle, nextCode, until } from '../support/client.ts';
import { games, isFootball } from '../support/matches.ts';
import { stack } from '../support/stack.ts';

/** The flows of docs/build-an-app.md against the deployed stack, in the order in which an app meets them. */

interface Phone {
  readonly youbet: Client;
  readonly session: ReturnType<typeof memory>;
  address: string;
  readonly handle: string;
  readonly id: string;
}
const over: string[] = [];
const bytesOf = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

/** Answers the questions of a flow; a code is the next one that comes to an address. */
async function answering(address: string, answers: Readonly<Record<string, string>> = {}) {
  const seen = (await codesTo(address)).length;
  return async (question: string): Promise<string> => answers[question] ?? nextCode(address, seen);
}

async function newPhone(name: string): Promise<Phone> {
  const [address, handle, session] = [newAddress(name), newHandle(name), memory()];
  const youbet = await flows.start(stack().apiUrl, '2.1.0', session, () => over.push(name));
  if (!youbet) throw new Error('this version is too old');
  await flows.signIn(youbet, address, await answering(address, { 'Your handle?': handle, 'Your date of birth?': '1990-05-17' }));
  return { youbet, session, address, handle, id: (await youbet.call(GetMe)).id };
}

let ann: Phone;
let bob: Phone;
beforeAll(async () => {
  [ann, bob] = await Promise.all([newPhone('Ann'), newPhone('Bob')]);
});

it.each([
  ['2.1.0', null, false],
  ['2.1.0', '2.1.0', false],
  ['2.1.0', '2.1', false],
  ['2.0.9', '2.1', true],
  ['2.10.0', '2.9.1', false],
  ['1.9', '2', true],
] as const)('version %s beside a least one of %s: too old is %s', (version, least, isOld) => {
  expect(flows.isOlder(version, least)).toBe(isOld);
});

it('somebody who has an account signs in by the same flow', async () => {
  const again = createClient({ url: stack().apiUrl });
  await flows.signIn(again, ann.address, await answering(ann.address));
  expect(await again.call(GetMe)).toMatchObject({ handle: ann.handle });
});

it('a profile gets its picture', async () => {
  await flows.setUpProfile(ann.youbet, bytesOf(await drawAvatar('Ann')));
  const me = await ann.youbet.call(GetMe);
  expect(me).toMatchObject({ bio: 'Dogs and unders.', avatarAlt: 'Ann in a stadium', sports: ['american_football'] });
  expect((await fetch(me.avatar?.[96] ?? '')).status).toBe(200);
});

describe('picks', () => {
  let pick: Awaited<ReturnType<typeof flows.placePicks>>;

  it('are placed on a day of events, once under a key, changed and proven', async () => {
    const match = (await games(4, 3_600)).find(isFootball);
    const day = new Date(match?.event.startsAt ?? '').toLocaleDateString('sv', { timeZone: 'America/New_York' });
    const events = await flows.findEvents(ann.youbet, day);
    const event = events.find(({ id }) => id === match?.event.id);
    if (!event) throw new Error(`the game of ${match?.event.home} is none of ${day}`);
    const [legs, key] = [[flows.legOf(event)], randomId()];
    pick = await flows.placePicks(ann.youbet, legs, key);
    expect(pick).toMatchObject({ kind: 'single', status: 'open', stakeUnits: '1.5', priceCheck: 'quoted' });
    expect((await flows.placePicks(ann.youbet, legs, key)).id).toBe(pick.id);

    pick = await flows.raiseStake(ann.youbet, pick, '2');
    expect(pick).toMatchObject({ stakeUnits: '2', revision: 2 });
    await expect(flows.raiseStake(ann.youbet, { ...pick, revision: 1 }, '3')).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { revision: 2 },
    });

    const slip = bytesOf(await drawSlip([1.9]));
    pick = await flows.prove(ann.youbet, pick, slip);
    const hash = createHash('sha256').update(slip).digest('hex');
    expect(pick).toMatchObject({ verified: true, proof: [{ kind: 'picture', state: 'ready', sentSha256: hash }] });
  });

  it('are refused by field, and after the start', async () => {
    const [leg] = pick.legs;
    const bad = {
      eventId: leg?.event.id ?? '',
      market: 'moneyline',
      selection: 'over',
      odds: { format: 'decimal', price: '1' },
    } as const;
    const error = await flows.placePicks(ann.youbet, [bad], randomId()).catch((each: unknown) => each);
    expect(error).toMatchObject({ code: 'INVALID_INPUT' });
    const fields = (error as { details: { fields: readonly { field: string }[] } }).details.fields.map(({ field }) => field);
    expect(fields).toContain('legs.0.odds.price');
  });

  it('come into the feed of a follower, who comments, and have a record', async () => {
    await bob.youbet.call(FollowUser, { params: { user: ann.handle } });
    const { items } = await until('the feed', async () => {
      const page = await flows.readFeed(bob.youbet, undefined);
      return page.items.some(({ item }) => item.type === 'pick' && item.pick.id === pick.id) ? page : undefined;
    });
    expect(items.find(({ item }) => item.type === 'pick' && item.pick.id === pick.id)).toMatchObject({
      item: { own: { bookmarked: false } },
    });
    await flows.comment(bob.youbet, pick.id, 'With you.');
    const counted = await until('the count', async () => {
      const { counts } = await ann.youbet.call(GetPick, { params: { pickId: pick.id } });
      return counts.comments > 0 ? counts : undefined;
    });
    expect(counted.comments).toBe(1);
    const { record, best } = await flows.readRecords(bob.youbet, ann.handle);
    expect(record).toMatchObject({ placed: 1, decided: 0, breakdown: { by: 'sport' } });
    expect(best.length).toBeLessThanOrEqual(10);
  });

  it('are kept away, with their author, from who blocks', async () => {
    const eve = await newPhone('Eve');
    await flows.keepAway(eve.youbet, pick);
    const { items } = await eve.youbet.page(ListBlocks);
    expect(items.map(({ user }) => user.id)).toEqual([ann.id]);
    await expect(eve.youbet.call(GetPick, { params: { pickId: pick.id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('two people talk, with a picture, a correction and a receipt', async () => {
  const [heard, news]: [Entry[], ServerMessage[]] = [[], []];
  const chats: ChatClient[] = [
    flows.openChat(ann.youbet, {}, { other: (message) => news.push(message) }),
    flows.openChat(bob.youbet, {}, { entry: (entry) => heard.push(entry) }),
  ];
  const [anns, bobs] = chats as [ChatClient, ChatClient];
  try {
    await until('the sockets', async () => (chats.every(({ connected }) => connected) ? true : undefined));
    const first = await flows.writeTo(ann.youbet, anns, bob.id, 'Rams?');
    const { conversationId } = first;
    await bob.youbet.call(AcceptConversation, { params: { conversationId } });
    await expect(flows.sendPicture(ann.youbet, anns, conversationId, bytesOf(await drawAvatar('Rams')))).resolves.toMatchObject({
      type: 'image',
      text: 'Look',
      media: { kind: 'image', width: 256 },
    });
    await flows.correct(ann.youbet, first as { id: string; revision: number }, 'Rams, -3?');
    const last = await until('the edit', async () => heard.find((entry) => entry.type === 'change' && entry.change === 'edited'));
    const { entries } = await bob.youbet.call(ListMessages, {
      params: { conversationId },
      query: { around: first.seq, limit: 1 },
    });
    expect(entries).toMatchObject([{ seq: first.seq, text: 'Rams, -3?' }]);
    await flows.showRead(bobs, last);
    const receipt = await until('the receipt', async () => news.find(({ type }) => type === 'receipt'));
    expect(receipt).toMatchObject({ data: { conversationId, userId: bob.id } });
  } finally {
    for (const chat of chats) chat.stop();
  }
});

it('news come into the list, and a phone takes pushes', async () => {
  await until('a notification', async () => {
    const items = await flows.readNotifications(ann.youbet);
    return items.some(({ kind }) => kind === 'new-follower') ? items : undefined;
  });
  await flows.takePushes(ann.youbet, randomId(), 'a'.repeat(64));
});

it('an account changes its address, is exported, deleted, and kept after all', async () => {
  const next = newAddress('Ann');
  await flows.changeAddress(ann.youbet, next, await answering(next));
  ann.address = next;
  expect((await ann.youbet.call(GetMe)).addresses).toMatchObject([{ channel: 'email', address: next }]);
  expect(await flows.exportAll(ann.youbet, await answering(next))).toMatchObject({ state: 'waiting', files: [] });
  const erasesAt = await flows.deleteAccount(ann.youbet, ann.session, await answering(next));
  expect(Date.parse(erasesAt)).toBeGreaterThan(Date.now() + 13 * 86_400_000);
  await expect(ann.youbet.call(GetMe)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });

  const ask = await answering(next);
  const { attemptToken } = await ann.youbet.call(SendCode, { body: { channel: 'email', address: next } });
  const proof = { channel: 'email', address: next, attemptToken, code: await ask('') } as const;
  const refusal = await ann.youbet.call(VerifyCode, { body: proof }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'ACCOUNT_DELETING', details: { erasesAt } });
  const { cancelToken } = (refusal as { details: { cancelToken: string } }).details;
  await ann.youbet.call(CancelDeletion, { body: { cancelToken } });
  await flows.signIn(ann.youbet, next, await answering(next));
  expect(await ann.youbet.call(GetMe)).toMatchObject({ handle: ann.handle });
  expect(over).toEqual([]);
});
