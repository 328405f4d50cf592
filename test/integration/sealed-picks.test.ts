import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { createPost } from '#core/content';
import { sendMessage } from '#core/messaging';
import { addProof, editPick, placePick, withdrawPick } from '#core/picks';
import { ListMessages, SendMessage } from '#schemas/chat-messages';
import type { ConversationId, EventId, PickId, PostId } from '#schemas/common';
import { GetPick, ListPicks, ListRevisions, ListUserPicks, PlacePick } from '#schemas/picks';
import { CreatePost, GetPost, ListUserPosts } from '#schemas/posts';
import { AddProof } from '#schemas/proofs';
import { SharePick } from '#schemas/share';
import { handler as content } from '../../lambdas/http/content.ts';
import { handler as messaging } from '../../lambdas/http/messaging.ts';
import { handler as picks } from '../../lambdas/http/picks.ts';
import { handler as share } from '../../lambdas/http/share.ts';
import { forgetAnswers } from '../../lambdas/middleware/public-answers.ts';
import { actorOf, identityGround, join, later, newIp, now } from '../support/bettors.ts';
import { changeEvent } from '../support/change-event.ts';
import { ask } from '../support/http-event.ts';
import { directOf } from '../support/make/conversations.ts';
import { storedGame } from '../support/make/games.ts';
import { american, editBody, legBody, ticketBody } from '../support/make/pick-bodies.ts';

/** A sealed pick before and after its lock wherever a pick is shown: to its author, to a friend, and to a caller without a token. */

const HOUR = 3_600_000;
let ann: User;
let ben: User;
let game: EventId;
let sealed: PickId;
let post: PostId;
let chat: ConversationId;
/** No reply has these before the lock: the market, lines and prices, and the words of the author. */
const SECRETS = /"spread"|"moneyline"|-9\.5|137|455|Bookie|An inside word|inside-slip/;

async function place(): Promise<PickId> {
  const other = await storedGame('nfl', later(50 * HOUR));
  const legs = [
    legBody(game, { market: 'spread', line: '-9.5', odds: american('-137') }),
    legBody(other, { odds: american('+455') }),
  ];
  const body = { ...ticketBody(legs, { book: 'Bookie', analysis: 'An inside word.' }), sealed: true };
  return (await placePick(ann, PlacePick.body.parse(body), undefined, now)).id;
}

beforeAll(async () => {
  process.env.REGIONS = '{"*":"US-NJ"}';
  await identityGround();
  [ann, ben] = [actorOf(await join()), actorOf(await join())];
  game = await storedGame('nfl', later(48 * HOUR));
  sealed = await place();
  await editPick(ann, sealed, editBody(1, { stakeUnits: '3' }), now);
  await addProof(ann, sealed, AddProof.body.parse({ url: 'https://sportsbook.draftkings.com/inside-slip' }), now);
  post = (await createPost(ann, CreatePost.body.parse({ kind: 'pick', pickId: sealed }), undefined, now)).id;
  chat = (await directOf(ann, ben.userId, now)).id;
  const slip = SendMessage.body.parse({ type: 'slip', pickId: sealed, clientMessageId: randomUUID() });
  await sendMessage(ann, chat, slip, now);
});

/** The replies that show the pick to somebody now. */
async function replies(viewer: User | null) {
  forgetAnswers();
  const asked = () => (viewer ? { as: viewer } : { ip: newIp() });
  const [params, user] = [{ pickId: sealed }, { user: ann.userId }];
  return {
    pick: await ask(picks, GetPick, { params, ...asked() }),
    revisions: await ask(picks, ListRevisions, { params, ...asked() }),
    byAuthor: await ask(picks, ListPicks, { query: { author: ann.userId }, ...asked() }),
    onEvent: await ask(picks, ListPicks, { query: { event: game }, ...asked() }),
    ofUser: await ask(picks, ListUserPicks, { params: user, ...asked() }),
    ofMarket: await ask(picks, ListPicks, { query: { author: ann.userId, market: 'spread' }, ...asked() }),
    post: await ask(content, GetPost, { params: { postId: post }, ...asked() }),
    posts: await ask(content, ListUserPosts, { params: user, ...asked() }),
    page: await ask(share, SharePick, { params, ip: newIp() }),
    ...(viewer && { messages: await ask(messaging, ListMessages, { params: { conversationId: chat }, ...asked() }) }),
  };
}
const lists = ['byAuthor', 'onEvent', 'ofUser'] as const;

it.each<[string, () => User | null]>([
  ['a friend', () => ben],
  ['a caller without a token', () => null],
])('is there for %s, on its events and with its stake, and tells nothing else before it locks', async (_, who) => {
  const { page, ...shown } = await replies(who());
  for (const [name, { status, text = '' }] of Object.entries(shown))
    expect([name, status, SECRETS.exec(text)?.[0]]).toEqual([name, 200, undefined]);
  const seal = { until: later(48 * HOUR).toISOString(), events: [{ id: game }, { league: 'nfl' }] };
  const one = { id: sealed, kind: 'parlay', status: 'open', stakeUnits: '3', revision: 2, sealed: seal, legs: [] };
  expect(shown.pick.data).toMatchObject({ ...one, odds: null, bestQuoted: null, revisions: [], proof: [{ url: null }] });
  for (const list of lists) expect(shown[list].data).toMatchObject([one]);
  expect([shown.revisions.data, shown.ofMarket.data]).toEqual([[], []]);
  expect(shown.post.data.picks).toMatchObject([{ id: sealed, pick: one }]);
  if (shown.messages) expect(shown.messages.data.entries[0]).toMatchObject({ pickId: sealed, pick: one });
  expect([page.status, page.text?.includes('This pick is sealed until it locks.')]).toEqual([200, true]);
  expect(page.text).not.toMatch(/-9\.5|spread|og:|@/);
});

it('is whole for its author, who is told of the seal', async () => {
  const shown = await replies(ann);
  const one = { id: sealed, analysis: 'An inside word.', legs: [{ line: '-9.5' }, { market: 'moneyline' }], sealed: {} };
  expect(shown.pick.data).toMatchObject({ ...one, book: 'Bookie', revisions: [{ revision: 1 }, { revision: 2 }] });
  for (const list of [...lists, 'ofMarket'] as const) expect(shown[list].data).toMatchObject([one]);
  expect(shown.revisions.data).toHaveLength(2);
  expect(shown.post.data.picks).toMatchObject([{ pick: one }]);
  expect(shown.messages?.data.entries[0]).toMatchObject({ pick: one });
});

it('is as any other once its first event has started; one that was withdrawn is sealed as long', async () => {
  const withdrawn = await place();
  await withdrawPick(ann, withdrawn, now);
  const reply = async () => {
    forgetAnswers();
    return ask(picks, GetPick, { params: { pickId: withdrawn }, as: ben });
  };
  const { data, text = '' } = await reply();
  expect(data).toMatchObject({ status: 'withdrawn', legs: [], sealed: {} });
  expect(text).not.toMatch(SECRETS);

  await changeEvent(system('ingest-events'), game, { startsAt: later(1).toISOString() }, now);
  expect((await reply()).data).toMatchObject({ status: 'withdrawn', legs: [{ line: '-9.5' }, {}], analysis: null });
  const shown = await replies(ben);
  const one = { status: 'locked', analysis: 'An inside word.', legs: [{ line: '-9.5' }, { market: 'moneyline' }] };
  expect(shown.pick.data).toMatchObject({ ...one, revisions: [{ revision: 1 }, { revision: 2 }] });
  expect(shown.pick.data).not.toHaveProperty('sealed');
  expect(shown.ofMarket.data).toContainEqual(expect.objectContaining({ id: sealed }));
  expect(shown.page.text).toContain('-9.5');
});
