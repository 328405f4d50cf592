import { expect, it } from 'vitest';
import type { ConversationId, UserId } from '#schemas/common';
import { inviteEntity } from './invites/invite.entity.ts';
import { usedPart } from './invites/invite.store.ts';
import { blockNoteEntity } from './log/block-note.entity.ts';
import { newConversationParts } from './log/conversation.store.ts';
import { conversationHeadEntity } from './log/conversation-head.entity.ts';
import { conversationRosterEntity } from './log/conversation-roster.entity.ts';
import { entryPart } from './log/entry.store.ts';
import { logEntryEntity } from './log/log-entry.entity.ts';
import { membershipEntity } from './log/membership.entity.ts';
import { leftParts, memberPart, membershipOf, newMemberPart } from './log/membership.store.ts';
import { messageReactionsEntity } from './log/message-reactions.entity.ts';
import { sentMarkEntity } from './log/sent-mark.entity.ts';

const conversationId = '0190a000-0000-7000-8000-0000000000c0' as ConversationId;
const ann = '0190a000-0000-7000-8000-000000000001' as UserId;
const at = '2026-11-23T12:00:00.000Z';

it('keeps its keys', () => {
  expect(conversationHeadEntity().get({ conversationId }).params()).toMatchSnapshot('head');
  expect(conversationRosterEntity().get({ conversationId }).params()).toMatchSnapshot('roster');
  expect(logEntryEntity().get({ conversationId, block: 1, seq: 1_001 }).params()).toMatchSnapshot('entry');
  expect(membershipEntity().get({ userId: ann, state: 'in', conversationId }).params()).toMatchSnapshot('membership');
  expect(membershipEntity().query.primary({ userId: ann, state: 'in' }).params()).toMatchSnapshot('memberships of a person');
  const mark = { senderId: ann, conversationId, clientMessageId: '0190a000-0000-4000-8000-000000000009' };
  expect(messageReactionsEntity().get({ conversationId, block: 1, seq: 1_001 }).params()).toMatchSnapshot('reactions');
  expect(blockNoteEntity().put({ conversationId, block: 1, list: 'all', dueAt: at }).params()).toMatchSnapshot('note of a block');
  expect(inviteEntity().get({ conversationId, place: 3 }).params()).toMatchSnapshot('link');
  expect(sentMarkEntity().get(mark).params()).toMatchSnapshot('mark');
});

it('keeps its conditions', () => {
  const head = { conversationId, createdBy: ann, createdAt: at, lastSeq: 0, posted: 0, messages: 0, rosterVersion: 1 };
  const parts = newConversationParts(head, { conversationId, version: 1, members: { [ann]: 'o1' } });
  expect(parts.head.params()).toMatchSnapshot('new head');
  expect(parts.roster.params()).toMatchSnapshot('new roster');
  const entry = { conversationId, seq: 1_001, type: 'change' as const, senderId: ann, at, messages: 0 };
  expect(entryPart({ ...entry, details: { change: 'left', userId: ann } }).params()).toMatchSnapshot('entry');
  const member = { role: 'member', joined: 7, from: 1 } as const;
  expect(memberPart(conversationId, ann, member).params()).toMatchSnapshot('member');
  expect(leftParts(membershipOf(conversationId, ann, member), [{ from: 1, to: 9 }]).params()).toMatchSnapshot('member who left');
  const left = { ...membershipOf(conversationId, ann, member), state: 'out' as const, spans: [{ from: 1, to: 9 }] };
  expect(newMemberPart(conversationId, ann, member, { seq: 7, messages: 3 }, left).params()).toMatchSnapshot(
    'member who is back',
  );
  const link = { conversationId, place: 3, inviteId: ann, secretHash: 'aa', createdBy: ann, createdAt: at, endsAt: at, uses: 1 };
  expect(usedPart({ ...link, most: 9, expiresAt: 1 }, new Date(at)).params()).toMatchSnapshot('used link');
});
