/** Messaging: conversations, their members, and the messages of their logs. */
export { acceptConversation, declineConversation } from './conversations/answer-request.ts';
export { addMember, removeMember, setMemberRole, setOwner } from './conversations/change-members.ts';
export { createConversation } from './conversations/create-conversation.ts';
export { getConversation } from './conversations/get-conversation.ts';
export { listConversations } from './conversations/list-conversations.ts';
export { clearHistory, setConversation } from './conversations/set-conversation.ts';
export { updateConversation } from './conversations/update-conversation.ts';
export { createInvite, listInvites, revokeInvite } from './invites/invites.ts';
export { joinByInvite, previewInvite } from './invites/join-by-invite.ts';
export { getChatSettings, setChatSettings } from './live/chat-settings.ts';
export { listReceipts } from './live/list-receipts.ts';
export { showTyping } from './live/show-typing.ts';
export { leave, ping, watchPresence } from './live/watch-presence.ts';
export { assertTakesUploads, mayReadChatMedia, mayReadGroupPicture } from './messages/chat-media.ts';
export { deleteMessage } from './messages/delete-message.ts';
export { editMessage } from './messages/edit-message.ts';
export { listMessages } from './messages/list-messages.ts';
export { pinMessage, unpinMessage } from './messages/pin-message.ts';
export { type PushedMessage, type PushReceiver, PushTask, receiversOf } from './messages/push-message.ts';
export { reactToMessage, unreactToMessage } from './messages/react-to-message.ts';
export { noteReceipt, readMessages } from './messages/read-messages.ts';
export {
  messageForModerators,
  messageForReporter,
  type ReportedMessage,
  removalParts,
  unmarkRemovalPart,
} from './messages/report-message.ts';
export { searchMessages } from './messages/search-messages.ts';
export { sendMessage } from './messages/send-message.ts';
export { syncConversations } from './messages/sync-conversations.ts';
export { messagingUpkeep } from './messaging.upkeep.ts';
export { archiveLogs, restoreConversation } from './tasks/archive-logs.ts';
export { ChatTask, runChatTask } from './tasks/chat-tasks.ts';
export { countMentions } from './tasks/count-mentions.projection.ts';
export { noteBlocks } from './tasks/note-blocks.projection.ts';
export { askForHeirs } from './tasks/pass-groups-on.projection.ts';
export { askForPosts } from './tasks/repair-posts.projection.ts';
