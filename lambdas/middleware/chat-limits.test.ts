import { beforeEach, expect, it } from 'vitest';
import type { User } from '#actor';
import { newId } from '#platform/ids';
import { MessageDelivered, MessageRead, MessageSend, PresenceWatch, SessionRenew, Typing } from '#schemas/actions';
import { EditMessage, ListReceipts, ReactToMessage, SendMessage } from '#schemas/chat-messages';
import type { UserId } from '#schemas/common';
import type { Contract } from '#schemas/contract';
import { CreateConversation, ListConversations } from '#schemas/conversations';
import { SearchMessages } from '#schemas/message-search';
import { SyncConversations } from '#schemas/sync';
import { callerRows, useCallerRows } from '../../test/support/caller-rows.ts';
import { countAction, countRoute } from './limits.ts';

/** The limits of conversations, as the doors count them: so many calls are let in, and the next one is refused. */

process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 20, freePerMinute: 1_000, premiumPerMinute: 1_000 });

const now = new Date('2026-11-23T12:00:00.000Z');
const DAY = 86_400_000;
const person = (age: number): User => ({
  kind: 'user',
  userId: newId<UserId>(new Date(now.getTime() - age)),
  role: 'user',
  tier: 'free',
  origin: 'o1',
});
beforeEach(() => {
  callerRows.clear();
  useCallerRows(async () => undefined);
});

type Limited = Pick<Contract, 'name' | 'limits'>;
type Count = (contract: Limited, as: User, at: Date) => Promise<{ readonly state?: { readonly allowed: boolean } | undefined }>;
const overHttp: Count = (contract, actor, at) => countRoute(contract, { actor, network: '192.0.2.1', now: at });
const overSocket: Count = (contract, { userId }, at) => countAction(contract, userId, at);

/** Calls until one is refused. @returns those that were let in */
async function letIn(count: Count, contract: Limited, as: User): Promise<number> {
  for (let calls = 0; ; calls++) if (!(await count(contract, as, now)).state?.allowed) return calls;
}

it.each([
  ['messages', overHttp, SendMessage, 20, 60],
  ['messages over a socket', overSocket, MessageSend, 20, 60],
  ['changes of messages', overHttp, EditMessage, 30, 60],
  ['reactions', overHttp, ReactToMessage, 60, 60],
  ['lists of conversations', overHttp, ListConversations, 30, 60],
  ['searches', overHttp, SearchMessages, 10, 60],
  ['syncs', overHttp, SyncConversations, 30, 60],
  ['lists of receipts', overHttp, ListReceipts, 30, 60],
  ['new conversations', overHttp, CreateConversation, 30, 3_600],
  ['receipts', overSocket, MessageRead, 120, 60],
  ['renewals', overSocket, SessionRenew, 20, 60],
  ['looks at who is there', overSocket, PresenceWatch, 30, 60],
  ['lines that say that somebody types', overSocket, Typing, 2, 6],
] as const)('%s: %# as many as they say, and again when the window is over', async (_, count, contract, calls, seconds) => {
  const ann = person(30 * DAY);
  expect(await letIn(count, contract, ann)).toBe(calls);
  expect((await count(contract, ann, new Date(now.getTime() + seconds * 1_000))).state?.allowed).toBe(true);
});

it('a young account makes fewer conversations and changes', async () => {
  expect(await letIn(overHttp, CreateConversation, person(DAY - 1))).toBe(5);
  expect(await letIn(overHttp, EditMessage, person(DAY - 1))).toBe(7);
});

it('messages count together over HTTP and sockets; receipts that are given and lists of them count apart', async () => {
  const ann = person(30 * DAY);
  expect(await letIn(overSocket, MessageSend, ann)).toBe(20);
  expect((await overHttp(SendMessage, ann, now)).state?.allowed).toBe(false);
  expect(await letIn(overSocket, MessageDelivered, ann)).toBe(120);
  expect((await overSocket(MessageRead, ann, now)).state?.allowed).toBe(false);
  expect((await overHttp(ListReceipts, ann, now)).state?.allowed).toBe(true);
});
