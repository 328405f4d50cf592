import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import {
  DeleteMessage,
  EditMessage,
  PinMessage,
  ReactToMessage,
  ReadMessages,
  SendMessage,
  UnpinMessage,
  UnreactToMessage,
} from '../../schemas/chat-messages.ts';
import type { ConversationId, MessageId, UserId } from '../../schemas/common.ts';
import type { Contract } from '../../schemas/contract.ts';
import { ClearHistory, SetConversation } from '../../schemas/conversation-settings.ts';
import {
  AcceptConversation,
  AddMember,
  CreateConversation,
  DeclineConversation,
  GetConversation,
  RemoveMember,
  SetMemberRole,
  SetOwner,
  UpdateConversation,
} from '../../schemas/conversations.ts';
import { CreateInvite, JoinByInvite, ListInvites, PreviewInvite, RevokeInvite } from '../../schemas/invites.ts';
import { type AnyCall, answerTo } from '../support/answers.ts';
import { call, type Person, signUp } from '../support/client.ts';
import { makeContacts } from '../support/contacts.ts';

/** Each change of a conversation, asked for several times at once on the deployed stack: it is written once. */

const [ann, ben, cleo, dan] = [{}, {}, {}, {}] as [Person, Person, Person, Person];
let group: ConversationId;
let direct: ConversationId;
let own: MessageId;
let token: string;
const ofGroup = () => ({ params: { conversationId: group } });
const ofMember = (person: Person) => ({ params: { conversationId: group, userId: person.userId as UserId } });
const ofMessage = (messageId: MessageId) => ({ params: { messageId } });
const text = (words: string, clientMessageId = randomUUID()) => ({ type: 'text' as const, text: words, clientMessageId });
const lastSeq = async (as = ann, conversationId = group) =>
  (await call(GetConversation, { as, params: { conversationId } })).lastSeq;

beforeAll(async () => {
  const signedUp = await Promise.all(['Ann', 'Ben', 'Cleo', 'Dan'].map((name) => signUp(name)));
  for (const [i, person] of [ann, ben, cleo, dan].entries()) Object.assign(person, signedUp[i]);
  await makeContacts(ann, [ben, cleo]);
  const key = { 'idempotency-key': randomUUID() };
  const body = { kind: 'group' as const, name: 'Sunday', memberIds: [ben.userId as UserId] };
  // Five in an hour are what a young account may make.
  const made = await Promise.all([1, 2, 3].map(() => call(CreateConversation, { as: ann, headers: key, body })));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  group = made[0]?.id as ConversationId;
  const opened = await Promise.all(
    [ann, dan, ann, dan].map((as) =>
      call(CreateConversation, { as, body: { kind: 'direct', userId: (as === ann ? dan : ann).userId as UserId } }),
    ),
  );
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  direct = opened[0]?.id as ConversationId;
  own = (await call(SendMessage, { as: ann, ...ofGroup(), body: text('Mine.') })).id as MessageId;
  ({ token } = await call(CreateInvite, { as: ann, ...ofGroup(), body: { most: 2 } }));
});

interface Repeated {
  readonly what: string;
  readonly contract: Contract;
  readonly as: Person;
  readonly asked: () => AnyCall;
  /** Entries that the log gets from all of the calls; one where left out. */
  readonly entries?: number;
  /** Calls at once, five where left out: each is a process of its own on the emulator. */
  readonly times?: number;
  /** Refusals of those that come too late. */
  readonly late?: string;
}

const once = randomUUID();
/** In this order: each finds the group as the one before left it. */
const ROWS: readonly Repeated[] = [
  {
    what: 'a message under one id',
    contract: SendMessage,
    as: ben,
    asked: () => ({ ...ofGroup(), body: text('Once.', once) }),
    times: 10,
  },
  {
    what: 'an edit of one revision',
    contract: EditMessage,
    as: ann,
    asked: () => ({ ...ofMessage(own), body: { text: 'Mine, again.', revision: 1 } }),
    late: 'CONFLICT',
  },
  {
    what: 'a reaction',
    contract: ReactToMessage,
    as: ben,
    asked: () => ({ ...ofMessage(own), body: { name: 'fire' } }),
  },
  {
    what: 'a reaction that is taken back',
    contract: UnreactToMessage,
    as: ben,
    asked: () => ({ params: { messageId: own, name: 'fire' } }),
  },
  { what: 'a pin', contract: PinMessage, as: ann, asked: () => ofMessage(own) },
  { what: 'the end of a pin', contract: UnpinMessage, as: ann, asked: () => ofMessage(own) },
  { what: 'reading', contract: ReadMessages, as: ben, asked: () => ({ ...ofGroup(), body: { seq: 2 } }), entries: 0 },
  {
    what: 'a setting for oneself',
    contract: SetConversation,
    as: ben,
    asked: () => ({ ...ofGroup(), body: { pinned: true } }),
    entries: 0,
  },
  { what: 'a new name', contract: UpdateConversation, as: ann, asked: () => ({ ...ofGroup(), body: { name: 'Monday' } }) },
  { what: 'a member who is added', contract: AddMember, as: ann, asked: () => ofMember(cleo) },
  {
    what: 'a role',
    contract: SetMemberRole,
    as: ann,
    asked: () => ({ ...ofMember(cleo), body: { role: 'admin' } }),
  },
  { what: 'a handover', contract: SetOwner, as: ann, asked: () => ({ ...ofGroup(), body: { userId: ben.userId } }) },
  { what: 'a member who is removed', contract: RemoveMember, as: ben, asked: () => ofMember(cleo) },
  { what: 'a join by a link', contract: JoinByInvite, as: dan, asked: () => ({ params: { token } }) },
  {
    what: 'the end of a link',
    contract: RevokeInvite,
    as: ann,
    asked: () => ({ params: { conversationId: group, inviteId } }),
    entries: 0,
  },
  { what: 'a deletion', contract: DeleteMessage, as: ann, asked: () => ofMessage(own) },
  { what: 'clearing', contract: ClearHistory, as: ben, asked: ofGroup, entries: 0 },
  { what: 'leaving', contract: RemoveMember, as: dan, asked: () => ofMember(dan), late: 'NOT_FOUND' },
];
let inviteId: string;

it.each(ROWS)('$what, several times at once, is one', async ({ contract, as, asked, entries = 1, times = 5, late }) => {
  if (contract === RevokeInvite) {
    const [link] = await call(ListInvites, { as: ann, ...ofGroup() });
    expect(link).toMatchObject({ uses: 1, most: 2 });
    inviteId = link?.id ?? '';
  }
  const before = await lastSeq();
  const answers = await Promise.all(Array.from({ length: times }, () => answerTo(contract, as, asked())));
  const [ok, others] = [answers.filter((one) => one === 'ok'), answers.filter((one) => one !== 'ok')];
  if (late === undefined) expect(others).toEqual([]);
  else expect(new Set(others)).toEqual(new Set([late]));
  expect(ok.length).toBeGreaterThan(0);
  if (contract === EditMessage) expect(ok).toHaveLength(1);
  expect(await lastSeq()).toBe(before + entries);
  if (contract === RevokeInvite) expect(await answerTo(PreviewInvite, dan, { params: { token } })).toBe('NOT_FOUND');
});

it('a request to talk is declined once and accepted once, and told by one entry', async () => {
  const params = { conversationId: direct };
  await call(SendMessage, { as: dan, params, body: text('May I ask you something?') });
  const many = (contract: Contract, body?: object) =>
    Promise.all(Array.from({ length: 5 }, () => answerTo(contract, ann, { params, ...(body && { body }) })));
  expect(new Set(await many(DeclineConversation, {}))).toEqual(new Set(['ok']));
  expect(await lastSeq(dan, direct)).toBe(1);
  expect(new Set(await many(AcceptConversation))).toEqual(new Set(['ok']));
  expect(await lastSeq(dan, direct)).toBe(2);
});

it('a link lets in as many as it says, when more come at once', async () => {
  const guests = [cleo, dan, ...(await Promise.all(['Eve', 'Fay'].map((name) => signUp(name))))];
  const link = await call(CreateInvite, { as: ann, ...ofGroup(), body: { most: 2, days: 1 } });
  const before = await lastSeq();
  const answers = await Promise.all(guests.map((as) => answerTo(JoinByInvite, as, { params: { token: link.token } })));
  expect(answers.toSorted()).toEqual(['NOT_FOUND', 'NOT_FOUND', 'ok', 'ok']);
  expect(await lastSeq()).toBe(before + 2);
});
