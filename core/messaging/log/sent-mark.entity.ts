import { entity, primary } from '#data/entity';

/**
 * Marks a client's id of a message as used by its sender, with the number from which a repeat looks for the message. It is kept as long as the
 * message. In no index.
 */
export const sentMarkEntity = entity('sentmark', {
  attributes: {
    senderId: { type: 'string', required: true, readOnly: true },
    conversationId: { type: 'string', required: true, readOnly: true },
    clientMessageId: { type: 'string', required: true, readOnly: true },
    from: { type: 'number', required: true, readOnly: true },
  },
  indexes: { primary: primary(['senderId'], ['conversationId', 'clientMessageId']) },
});
