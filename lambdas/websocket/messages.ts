import { loadEdgeKey } from '#core/media';
import { noteReceipt, ping, sendMessage, showTyping, watchPresence } from '#core/messaging';
import { renewSocket } from '#core/realtime';
import { invalid } from '#errors';
import { MessageDelivered, MessageRead, MessageSend, Ping, PresenceWatch, SessionRenew, Typing } from '#schemas/actions';
import { messages, onAction } from '../middleware/messages.ts';

export const handler = messages(
  onAction(Ping, async ({ actor, now }) => {
    await ping(actor, now);
    return { at: now.toISOString() };
  }),
  onAction(SessionRenew, ({ sender, message, now }) => renewSocket(sender, message.ticket, now)),
  onAction(
    MessageSend,
    ({ actor, message: { conversationId, message }, now, admitted }) =>
      sendMessage(actor, conversationId, message, now, admitted),
    { beside: true },
  ),
  onAction(MessageDelivered, async ({ actor, message: { conversationId, seq }, now }) => {
    await noteReceipt(actor, conversationId, { kind: 'delivered', seq, sparing: true }, now);
    return {};
  }),
  onAction(MessageRead, async ({ actor, message: { conversationId, seq }, now }) => {
    await noteReceipt(actor, conversationId, { kind: 'read', seq, sparing: true }, now);
    return {};
  }),
  onAction(Typing, async ({ actor, message: { conversationId }, now }) => {
    await showTyping(actor, conversationId, now);
    return {};
  }),
  onAction(PresenceWatch, async ({ actor, message: { conversationId, userIds }, now }) => {
    if ((conversationId === undefined) === (userIds === undefined))
      throw invalid('userIds', 'One of conversationId and userIds.');
    return { people: await watchPresence(actor, { conversationId, userIds }, now) };
  }),
).before(loadEdgeKey);
