import { countComments, countReactions } from '#core/content';
import { announcePost, bringRowsBack, countTrend, followInFeed } from '#core/feed';
import { countFollows } from '#core/graph';
import { requestLink, requestRevocation, requestSignOut, tellAddressChanges } from '#core/identity';
import { requestMediaTask } from '#core/media';
import { askForHeirs, askForPosts, countMentions, noteBlocks } from '#core/messaging';
import { reportManyThreats } from '#core/moderation';
import {
  closeReplacedSockets,
  closeSocketsOfSession,
  closeSocketsOfUser,
  forgetMobileDevice,
  notifyMediaDecided,
  ringForPost,
  tellComments,
  tellContacts,
  tellDecisions,
  tellFollows,
  tellMentions,
  tellNewDevices,
  tellReactions,
} from '#core/notifications';
import { updateProof } from '#core/picks';
import { updateSearchRows } from '#core/search';
import { askForBoards } from '#core/stats';
import { stream } from '../middleware/stream.ts';

/** All that follows from a write on the side of people: sessions, users and their sockets. */
export const handler = stream('social', [
  closeSocketsOfSession,
  tellNewDevices,
  closeSocketsOfUser,
  requestSignOut,
  tellAddressChanges,
  requestRevocation,
  requestLink,
  closeReplacedSockets,
  forgetMobileDevice,
  askForBoards,
  countFollows,
  countReactions(countTrend),
  countComments,
  announcePost,
  followInFeed,
  bringRowsBack,
  updateSearchRows,
  tellFollows,
  tellContacts,
  tellDecisions,
  tellComments,
  tellMentions,
  tellReactions,
  ringForPost,
  requestMediaTask,
  notifyMediaDecided,
  reportManyThreats,
  updateProof,
  askForPosts,
  countMentions,
  noteBlocks,
  askForHeirs,
]);
