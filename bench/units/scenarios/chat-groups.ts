import type { User } from '#actor';
import { decideBan } from '#core/identity';
import * as chat from '#schemas/chat-messages';
import { ClearHistory, SetConversation } from '#schemas/conversation-settings';
import * as conversations from '#schemas/conversations';
import type { NewInvite } from '#schemas/invites';
import * as invites from '#schemas/invites';
import { SearchMessages } from '#schemas/message-search';
import { http, queue, recordsOf, stream } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { BENCH, bettor, later } from '../world.ts';
import { listedIn } from './messaging.ts';
import { asked, contacts, direct, group, inTalk, of, send, type Talk } from './talks.ts';

const ofMember = ({ other, id }: Talk) => ({ params: { conversationId: id, userId: other.userId } });

/** A group whose owner is banned, and the record of that. */
async function bannedOwner() {
  const { as } = await group(16);
  const ban = { kind: 'ban', scope: 'messaging', handle: 'quinn', reason: 'spam' } as const;
  return { as, records: await recordsOf('user', () => decideBan(BENCH, ban, later(0))) };
}

interface Linked extends Talk {
  readonly stranger: User;
  readonly link: NewInvite;
}
const inLink = (name: string, contract: string, run: (linked: Linked) => Promise<unknown>): Scenario => ({
  name,
  group: 'messaging',
  of: [contract],
  async prepare() {
    const talk = await group(16);
    const link = await http(invites.CreateInvite, { as: talk.as, ...of(talk.id), body: {} });
    const linked = { ...talk, link, stranger: await bettor('a_stranger') };
    return () => run(linked);
  },
});

export const CHAT_GROUPS: readonly Scenario[] = [
  inTalk('pin a conversation for oneself', 'SetConversation', direct, ({ as, id }) =>
    http(SetConversation, { as, ...of(id), body: { pinned: true } }),
  ),
  inTalk('clear a conversation for oneself', 'ClearHistory', direct, ({ as, id }) => http(ClearHistory, { as, ...of(id) })),
  inTalk('react to a message', 'ReactToMessage', direct, ({ as, id }) =>
    http(chat.ReactToMessage, { as, params: { messageId: `${id}_2` }, body: { name: 'fire' } }),
  ),
  {
    name: 'take a reaction to a message back',
    group: 'messaging',
    of: ['UnreactToMessage'],
    async prepare() {
      const { as, id } = await direct();
      await http(chat.ReactToMessage, { as, params: { messageId: `${id}_2` }, body: { name: 'fire' } });
      return () => http(chat.UnreactToMessage, { as, params: { messageId: `${id}_2`, name: 'fire' } });
    },
  },
  {
    name: 'search 100 conversations',
    group: 'messaging',
    of: ['SearchMessages'],
    async prepare() {
      const as = await listedIn(100);
      return () => http(SearchMessages, { as, query: { q: 'needle' } });
    },
  },
  inTalk('pin a message', 'PinMessage', direct, ({ as, id }) => http(chat.PinMessage, { as, params: { messageId: `${id}_1` } })),
  {
    name: 'unpin a message',
    group: 'messaging',
    of: ['UnpinMessage'],
    async prepare() {
      const { as, id } = await direct();
      const pinned = { as, params: { messageId: `${id}_1` } };
      await http(chat.PinMessage, pinned);
      return () => http(chat.UnpinMessage, pinned);
    },
  },
  inTalk(
    'make a link to a group of 16',
    'CreateInvite',
    () => group(16),
    ({ as, id }) => http(invites.CreateInvite, { as, ...of(id), body: {} }),
  ),
  inLink('the links to a group of 16', 'ListInvites', ({ as, id }) => http(invites.ListInvites, { as, ...of(id) })),
  inLink('end a link', 'RevokeInvite', ({ as, id, link }) =>
    http(invites.RevokeInvite, { as, params: { conversationId: id, inviteId: link.id } }),
  ),
  inLink('look where a link leads', 'PreviewInvite', ({ as, link }) =>
    http(invites.PreviewInvite, { as, params: { token: link.token } }),
  ),
  inLink('join a group of 16 by a link', 'JoinByInvite', ({ stranger, link }) =>
    http(invites.JoinByInvite, { as: stranger, params: { token: link.token } }),
  ),
  inTalk('accept a request to talk', 'AcceptConversation', asked, ({ as, id }) =>
    http(conversations.AcceptConversation, { as, ...of(id) }),
  ),
  inTalk('decline a request to talk', 'DeclineConversation', asked, ({ as, id }) =>
    http(conversations.DeclineConversation, { as, ...of(id), body: {} }),
  ),
  inTalk('answer a request to talk', 'SendMessage', asked, send),
  inTalk(
    'rename a group of 16',
    'UpdateConversation',
    () => group(16),
    ({ as, id }) => http(conversations.UpdateConversation, { as, ...of(id), body: { name: 'Monday' } }),
  ),
  {
    name: 'add a member to a group of 16',
    group: 'messaging',
    of: ['AddMember'],
    async prepare() {
      const talk = await group(16);
      const other = await bettor('another');
      await contacts(talk.as, other);
      return () => http(conversations.AddMember, { as: talk.as, ...ofMember({ ...talk, other }) });
    },
  },
  {
    name: 'add a member to a group of 255',
    group: 'messaging',
    of: ['AddMember'],
    async prepare() {
      const talk = await group(255);
      const other = await bettor('another');
      await contacts(talk.as, other);
      return () => http(conversations.AddMember, { as: talk.as, ...ofMember({ ...talk, other }) });
    },
  },
  inTalk(
    'remove a member from a group of 16',
    'RemoveMember',
    () => group(16),
    (talk) => http(conversations.RemoveMember, { as: talk.as, ...ofMember(talk) }),
  ),
  inTalk(
    'make a member of 16 an admin',
    'SetMemberRole',
    () => group(16),
    (talk) => http(conversations.SetMemberRole, { as: talk.as, ...ofMember(talk), body: { role: 'admin' } }),
  ),
  inTalk(
    'hand a group of 16 over',
    'SetOwner',
    () => group(16),
    ({ as, other, id }) => http(conversations.SetOwner, { as, ...of(id), body: { userId: other.userId } }),
  ),
  {
    name: 'the stream: a ban from messages',
    group: 'messaging',
    of: ['askForHeirs'],
    async prepare() {
      const { records } = await bannedOwner();
      return () => stream('social', records);
    },
  },
  {
    name: 'pass the group of a banned owner on',
    group: 'messaging',
    of: ['queues/deliver-standard'],
    async prepare() {
      const { as } = await bannedOwner();
      return () => queue('deliver-standard', { task: 'pass-groups-on', userId: as.userId });
    },
  },
];
