/** Messaging: conversations, their members, and the messages of their logs. */
export { acceptConversation, declineConversation } from './answer-request.ts';
export { addMember, removeMember, setMemberRole, setOwner } from './change-members.ts';
export { assertTakesUploads, mayReadChatMedia, mayReadGroupPicture } from './chat-media.ts';
export { getChatSettings, setChatSettings } from './chat-settings.ts';
export { ChatTask, runChatTask } from './chat-tasks.ts';
export { createConversation } from './create-conversation.ts';
export { deleteMessage, editMessage } from './edit-message.ts';
export { getConversation } from './get-conversation.ts';
export { listConversations } from './list-conversations.ts';
export { listMessages } from './list-messages.ts';
export { listReceipts } from './list-receipts.ts';
export { messagingUpkeep } from './messaging.upkeep.ts';
export { noteReceipt, readMessages } from './read-messages.ts';
export { askForPosts } from './repair-posts.projection.ts';
export { sendMessage } from './send-message.ts';
export { showTyping } from './show-typing.ts';
export { updateConversation } from './update-conversation.ts';
export { leave, ping, watchPresence } from './watch-presence.ts';
