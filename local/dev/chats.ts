import { randomUUID } from 'node:crypto';
import { SendMessage } from '../../schemas/chat-messages.ts';
import type { ConversationId, UserId } from '../../schemas/common.ts';
import { AcceptContact, RequestContact } from '../../schemas/contacts.ts';
import { CreateConversation } from '../../schemas/conversations.ts';
import type { connect } from '../client/client.ts';
import type { Person } from '../client/people.ts';

type Client = Pick<ReturnType<typeof connect>, 'call'>;

/** The name of the group of the four who play the day. */
export const GROUP_NAME = 'Sunday crew';
/** A line of a conversation: the place of its author among the people, and the words. */
type Line = readonly [author: number, words: string];
const IN_GROUP: readonly Line[] = [
  [0, 'New group for the weekend. Post what you play before kick-off, not after.'],
  [1, 'Fair. Winners buy nothing.'],
  [3, 'I am in, small stakes.'],
];
const BETWEEN_TWO: readonly Line[] = [
  [0, 'Did you see the line on Sunday move?'],
  [1, 'Two points since Thursday. I wait.'],
];
const REQUEST: Line = [5, 'Hi, I follow your picks. How do you choose your stakes?'];

/** Gives a new stack conversations: a group of the first four people, one of the first two, and a request to talk to the first. */
export async function openChats({ call }: Client, people: readonly Person[]): Promise<void> {
  const at = (i: number): Person => people[i] ?? nobody();
  const [owner = nobody(), ...others] = people.slice(0, 4);
  for (const other of others) {
    await call(RequestContact, { as: owner, body: { user: other.handle } });
    await call(AcceptContact, { as: other, params: { id: owner.userId } });
  }
  const open = (as: Person, to: Person) =>
    call(CreateConversation, { as, body: { kind: 'direct', userId: to.userId as UserId } });
  const say = async (conversationId: ConversationId, [author, words]: Line) => {
    const body = { type: 'text' as const, text: words, clientMessageId: randomUUID() };
    await call(SendMessage, { as: at(author), params: { conversationId }, body });
  };
  const { id: group } = await call(CreateConversation, {
    as: owner,
    headers: { 'idempotency-key': randomUUID() },
    body: { kind: 'group', name: GROUP_NAME, memberIds: others.map(({ userId }) => userId as UserId), history: 'all' },
  });
  for (const line of IN_GROUP) await say(group, line);
  const { id: direct } = await open(owner, at(1));
  for (const line of BETWEEN_TWO) await say(direct, line);
  const { id: request } = await open(at(REQUEST[0]), owner);
  await say(request, REQUEST);
}

const nobody = (): never => {
  throw new Error('there are too few people to talk');
};
