import { loadEdgeKey } from '#core/media';
import {
  acceptConversation,
  addMember,
  clearHistory,
  createConversation,
  createInvite,
  declineConversation,
  deleteMessage,
  editMessage,
  getChatSettings,
  getConversation,
  joinByInvite,
  listConversations,
  listInvites,
  listMessages,
  listReceipts,
  pinMessage,
  previewInvite,
  reactToMessage,
  readMessages,
  removeMember,
  revokeInvite,
  searchMessages,
  sendMessage,
  setChatSettings,
  setConversation,
  setMemberRole,
  setOwner,
  syncConversations,
  unpinMessage,
  unreactToMessage,
  updateConversation,
} from '#core/messaging';
import {
  DeleteMessage,
  EditMessage,
  ListMessages,
  ListReceipts,
  PinMessage,
  ReactToMessage,
  ReadMessages,
  SendMessage,
  UnpinMessage,
  UnreactToMessage,
} from '#schemas/chat-messages';
import { GetChatSettings, SetChatSettings } from '#schemas/chat-settings';
import { ClearHistory, SetConversation } from '#schemas/conversation-settings';
import {
  AcceptConversation,
  AddMember,
  CreateConversation,
  DeclineConversation,
  GetConversation,
  ListConversations,
  RemoveMember,
  SetMemberRole,
  SetOwner,
  UpdateConversation,
} from '#schemas/conversations';
import { CreateInvite, JoinByInvite, ListInvites, PreviewInvite, RevokeInvite } from '#schemas/invites';
import { SearchMessages } from '#schemas/message-search';
import { SyncConversations } from '#schemas/sync';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(CreateConversation, ({ actor, body, idempotencyKey: key, now }) => createConversation(actor, { body, key }, now)),
  on(ListConversations, ({ actor, query, now }) => listConversations(actor, query, now)),
  on(GetConversation, ({ actor, params, now }) => getConversation(actor, params.conversationId, now)),
  on(UpdateConversation, ({ actor, params, body, now }) => updateConversation(actor, params.conversationId, body, now)),
  on(AcceptConversation, ({ actor, params, now }) => acceptConversation(actor, params.conversationId, now)),
  on(DeclineConversation, ({ actor, params, body, now }) => declineConversation(actor, params.conversationId, body, now)),

  on(SetConversation, ({ actor, params, body, now }) => setConversation(actor, params.conversationId, body, now)),
  on(ClearHistory, ({ actor, params }) => clearHistory(actor, params.conversationId)),
  on(PinMessage, ({ actor, params, now }) => pinMessage(actor, params.messageId, now)),
  on(UnpinMessage, ({ actor, params, now }) => unpinMessage(actor, params.messageId, now)),

  on(ReactToMessage, ({ actor, params, body, now }) => reactToMessage(actor, params.messageId, body.name, now)),
  on(UnreactToMessage, ({ actor, params, now }) => unreactToMessage(actor, params.messageId, params.name, now)),
  on(SearchMessages, ({ actor, query, now }) => searchMessages(actor, query, now)),

  on(CreateInvite, ({ actor, params, body, now }) => createInvite(actor, params.conversationId, body, now)),
  on(ListInvites, ({ actor, params, now }) => listInvites(actor, params.conversationId, now)),
  on(RevokeInvite, ({ actor, params }) => revokeInvite(actor, params.conversationId, params.inviteId)),
  on(PreviewInvite, ({ params, now }) => previewInvite(params.token, now)),
  on(JoinByInvite, ({ actor, params, now }) => joinByInvite(actor, params.token, now)),

  on(AddMember, ({ actor, params, now }) => addMember(actor, params.conversationId, params.userId, now)),
  on(RemoveMember, ({ actor, params, now }) => removeMember(actor, params.conversationId, params.userId, now)),
  on(SetMemberRole, ({ actor, params, body, now }) => setMemberRole(actor, params.conversationId, params.userId, body.role, now)),
  on(SetOwner, ({ actor, params, body, now }) => setOwner(actor, params.conversationId, body.userId, now)),

  on(ListMessages, ({ actor, params, query, now }) => listMessages(actor, params.conversationId, query, now)),
  on(ReadMessages, ({ actor, params, body, now }) => readMessages(actor, params.conversationId, body.seq, now)),
  on(ListReceipts, ({ actor, params, now }) => listReceipts(actor, params.messageId, now)),
  on(SendMessage, ({ actor, params, body, now, admitted }) => sendMessage(actor, params.conversationId, body, now, admitted)),
  on(EditMessage, ({ actor, params, body, now }) => editMessage(actor, params.messageId, body, now)),
  on(DeleteMessage, ({ actor, params, now }) => deleteMessage(actor, params.messageId, now)),

  on(SyncConversations, ({ actor, body, now }) => syncConversations(actor, body, now)),
  on(GetChatSettings, ({ actor }) => getChatSettings(actor)),
  on(SetChatSettings, ({ actor, body }) => setChatSettings(actor, body)),
).before(loadEdgeKey);
