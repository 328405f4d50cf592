import { RecoverAccount, RemoveAddress, SendAddressCode, SetAddress, ShowUndo, UndoAddressChange } from './addresses.ts';
import { DecideEvent, ListReviews, ListWaitingEvents, ReviewPick } from './admin.ts';
import { GetConfig } from './app-config.ts';
import {
  EndOtherSessions,
  EndSession,
  ListSessions,
  Login,
  Logout,
  Refresh,
  Register,
  SendCode,
  SendOtp,
  SendStepUpCode,
  StepUp,
  VerifyCode,
  VerifyOtp,
} from './auth.ts';
import { DeclareRegion, GetCare, StateAgeSignal } from './care.ts';
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
} from './chat-messages.ts';
import { GetChatSettings, SetChatSettings } from './chat-settings.ts';
import { CommentOnPick, CommentOnPost, DeleteComment, EditComment, ListPickComments, ListPostComments } from './comments.ts';
import { GetConsents, SetConsents } from './consents.ts';
import { AcceptContact, DeleteContact, ListContacts, RequestContact } from './contacts.ts';
import type { Contract } from './contract.ts';
import { ClearHistory, SetConversation } from './conversation-settings.ts';
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
} from './conversations.ts';
import { FollowDeepLink, GenerateDeepLink, ListClicks } from './deeplinks.ts';
import { GetEvent, ListEvents, ListSports } from './events.ts';
import { CoolOff, Exclude, SetRealityCheck } from './exclusions.ts';
import { GetFollowing } from './feed.ts';
import {
  AcceptFollow,
  BlockUser,
  DeclineFollow,
  FollowUser,
  ListBlocks,
  ListFollowers,
  ListFollowing,
  ListFollowRequests,
  ListMutes,
  MuteUser,
  RemoveFollower,
  RingBell,
  SilenceBell,
  UnblockUser,
  UnfollowUser,
  UnmuteUser,
} from './graph.ts';
import { GetFeed, GetTrending, GiveFeedback } from './home.ts';
import { HearApple, IssueNonce, LinkIdentity, ListIdentities, SignInNative, StepUpNative, UnlinkIdentity } from './identities.ts';
import { CreateInvite, JoinByInvite, ListInvites, PreviewInvite, RevokeInvite } from './invites.ts';
import { ConfirmUpload, GetMedia, PresignUpload, RemoveAvatar, SetAvatar } from './media.ts';
import { SearchMessages } from './message-search.ts';
import { PutDevice, RemoveDevice } from './mobile-devices.ts';
import { AppealBan, BanUser, DecideReport, LiftBan, ListReports, ReportSubject, SetTier } from './moderation.ts';
import { GetPreferences, SetPreferences, StopMails } from './notification-preferences.ts';
import { CountUnread, ListNotifications, MarkRead, MarkSeen } from './notifications.ts';
import { ExchangeHostedCode, FinishHostedSignIn, StartHostedSignIn } from './oauth.ts';
import { EditPick, GetPick, ListPicks, ListRevisions, ListUserPicks, PlacePick, WithdrawPick } from './picks.ts';
import { CreatePost, DeletePost, EditPost, GetPost, ListPostRevisions, ListUserPosts } from './posts.ts';
import {
  CancelDeletion,
  DeleteByCode,
  DeleteMe,
  EndLegalHold,
  GetExport,
  PlaceLegalHold,
  RequestExport,
  ShowDeletion,
} from './privacy.ts';
import { AddProof } from './proofs.ts';
import {
  BookmarkPick,
  BookmarkPost,
  ListBookmarks,
  ListPickReactions,
  ListPostReactions,
  MutePick,
  MutePost,
  ReactToPick,
  ReactToPost,
  UnbookmarkPick,
  UnbookmarkPost,
  UnmutePick,
  UnmutePost,
  UnreactToPick,
  UnreactToPost,
} from './reactions.ts';
import { IssueTicket } from './realtime.ts';
import { SearchUsers } from './search.ts';
import { SharePick, SharePickImage, ShowAppleAssociation, ShowAssetLinks } from './share.ts';
import { ConfirmStakeLimit, GetStakeLimits, SetStakeLimit } from './stake-limits.ts';
import { GetLeaderboard, GetMyAnalytics, GetUserStats } from './stats.ts';
import { SyncConversations } from './sync.ts';
import { AcceptTerms, GetTerms } from './terms.ts';
import { ListAuditTrail } from './trail.ts';
import { GetMe, GetUser, UpdateMe } from './users.ts';

/** All routes, by domain. Each domain is one function, `lambdas/http/<domain>.ts`. */
export const ROUTES = {
  auth: [
    ...[SendCode, Login, SendOtp, VerifyCode, VerifyOtp, Register, Refresh, Logout],
    ...[ListSessions, EndSession, EndOtherSessions],
    ...[SendStepUpCode, StepUp],
    ...[GetTerms, AcceptTerms],
    ...[IssueNonce, SignInNative, ListIdentities, LinkIdentity, UnlinkIdentity, StepUpNative, HearApple],
    ...[StartHostedSignIn, FinishHostedSignIn, ExchangeHostedCode],
    ...[SendAddressCode, SetAddress, RemoveAddress, ShowUndo, UndoAddressChange, RecoverAccount],
  ],
  users: [
    GetMe,
    UpdateMe,
    GetUser,
    GetCare,
    DeclareRegion,
    StateAgeSignal,
    Exclude,
    CoolOff,
    SetRealityCheck,
    GetStakeLimits,
    SetStakeLimit,
    ConfirmStakeLimit,
    GetConsents,
    SetConsents,
  ],
  graph: [
    ...[FollowUser, UnfollowUser, RingBell, SilenceBell],
    ...[ListFollowRequests, AcceptFollow, DeclineFollow, RemoveFollower],
    ...[ListFollowers, ListFollowing],
    ...[BlockUser, UnblockUser, MuteUser, UnmuteUser, ListBlocks, ListMutes],
    ...[ListContacts, RequestContact, AcceptContact, DeleteContact],
  ],
  events: [ListEvents, GetEvent, ListSports],
  picks: [PlacePick, GetPick, ListRevisions, EditPick, WithdrawPick, ListPicks, ListUserPicks],
  content: [
    ...[CreatePost, GetPost, ListPostRevisions, ListUserPosts, EditPost, DeletePost],
    ...[CommentOnPost, CommentOnPick, ListPostComments, ListPickComments, EditComment, DeleteComment],
    ...[ReactToPost, ReactToPick, UnreactToPost, UnreactToPick, ListPostReactions, ListPickReactions],
    ...[BookmarkPost, BookmarkPick, UnbookmarkPost, UnbookmarkPick, ListBookmarks],
    ...[MutePost, MutePick, UnmutePost, UnmutePick],
  ],
  messaging: [
    ...[
      CreateConversation,
      ListConversations,
      GetConversation,
      UpdateConversation,
      AcceptConversation,
      DeclineConversation,
      SetConversation,
      ClearHistory,
      PinMessage,
      UnpinMessage,
    ],
    ...[AddMember, RemoveMember, SetMemberRole, SetOwner],
    ...[ReactToMessage, UnreactToMessage, SearchMessages],
    ...[CreateInvite, ListInvites, RevokeInvite, PreviewInvite, JoinByInvite],
    ...[ListMessages, ListReceipts, ReadMessages, SendMessage, EditMessage, DeleteMessage],
    ...[SyncConversations, GetChatSettings, SetChatSettings],
  ],
  stats: [GetUserStats, GetMyAnalytics, GetLeaderboard],
  feed: [GetFollowing, GetFeed, GetTrending, GiveFeedback],
  search: [SearchUsers],
  uploads: [PresignUpload, ConfirmUpload, GetMedia, SetAvatar, RemoveAvatar, AddProof],
  realtime: [IssueTicket],
  notifications: [
    ListNotifications,
    CountUnread,
    MarkSeen,
    MarkRead,
    GetPreferences,
    SetPreferences,
    StopMails,
    PutDevice,
    RemoveDevice,
  ],
  privacy: [RequestExport, GetExport, DeleteMe, DeleteByCode, CancelDeletion, ShowDeletion, PlaceLegalHold, EndLegalHold],
  deeplinks: [GenerateDeepLink, FollowDeepLink, ListClicks],
  share: [SharePick, ShowAppleAssociation, ShowAssetLinks, GetConfig],
  'share-images': [SharePickImage],
  moderation: [ReportSubject, ListReports, DecideReport, BanUser, LiftBan, SetTier, AppealBan],
  admin: [DecideEvent, ReviewPick, ListReviews, ListWaitingEvents, ListAuditTrail],
} as const satisfies Readonly<Record<string, readonly Contract[]>>;

export type Domain = keyof typeof ROUTES;
