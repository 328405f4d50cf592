import { loadEdgeKey } from '#core/media';
import { readMessages, sendMessage } from '#core/messaging';
import { renewSocket } from '#core/realtime';
import { MessageRead, MessageSend, Ping, SessionRenew } from '#schemas/actions';
import { messages, onAction } from '../middleware/messages.ts';

export const handler = messages(
  onAction(Ping, async ({ now }) => ({ at: now.toISOString() })),
  onAction(SessionRenew, ({ sender, message, now }) => renewSocket(sender, message.ticket, now)),
  onAction(
    MessageSend,
    ({ actor, message: { conversationId, message }, now, admitted }) =>
      sendMessage(actor, conversationId, message, now, admitted),
    { beside: true },
  ),
  onAction(MessageRead, async ({ actor, message: { conversationId, seq } }) => {
    await readMessages(actor, conversationId, seq);
    return {};
  }),
).before(loadEdgeKey);
