/**
 * The status that each caller gets from a route: of each row of statuses that there is, the routes and things that have it, in the order of the
 * contracts. The first row names the callers.
 */
export const EXPECTED = `
nobody, bad token, stranger, owner, moderator, admin, was moderator, was admin, old token of an admin, banned, signed out, no account

200 200 200 200 200 200 200 200 200 200 200 200
GetTerms, IssueNonce, SharePick known, ShowAppleAssociation, GetConfig

200 401 200 200 200 200 401 401 200 403 401 200
GetUser known, GetUser banned, ListSports, GetPick to come, GetPick locked, GetPick withdrawn, GetPick of a banned user,
ListRevisions to come, ListRevisions locked, ListRevisions withdrawn, ListRevisions of a banned user, ListPicks known,
ListPicks banned, ListPicks missing, ListUserPicks known, ListUserPicks banned, GetPost known, ListPostRevisions known,
ListUserPosts known, ListUserPosts banned, ListPostComments known, ListPostReactions known, GetUserStats known,
GetUserStats banned, GetLeaderboard, ShowDeletion

204 401 204 204 204 204 401 401 204 403 401 204
StopMails

400 400 400 400 400 400 400 400 400 400 400 400
SendCode, VerifyCode, Register, Refresh, Logout, SignInNative, HearApple, DeleteByCode

401 401 200 200 200 200 401 401 200 403 401 200
ListSessions, GetConsents, FollowUser banned, ListFollowRequests, ListFollowers known, ListFollowers banned,
ListFollowing known, ListFollowing banned, ListBlocks, ListMutes, ListContacts, RequestContact banned, ListEvents,
GetEvent to come, ReactToPost known, UnreactToPost known, UnreactToPick missing, BookmarkPost known, UnbookmarkPost known,
UnbookmarkPick missing, ListBookmarks, MutePost known, UnmutePost known, UnmutePick missing, ListConversations,
SearchMessages, SyncConversations, GetChatSettings, SetChatSettings, GetMyAnalytics, GetFollowing, GetFeed, GetTrending,
SearchUsers, ListNotifications, CountUnread, MarkSeen, GetPreferences, SetPreferences, GetExport, GenerateDeepLink

401 401 200 200 200 200 401 401 200 403 401 404
AcceptTerms, ListIdentities, UnlinkIdentity, GetMe, UpdateMe, GetCare, GetStakeLimits, SetStakeLimit, SetConsents

401 401 200 400 200 200 401 401 200 403 401 200
FollowUser known, RequestContact known

401 401 201 201 201 201 401 401 201 403 401 201
PlacePick to come, CreatePost text, CreatePost of a pick, CommentOnPost known, PresignUpload, IssueTicket

401 401 201 400 201 201 401 401 201 403 401 201
CreateConversation known

401 401 202 202 202 202 401 401 202 403 401 202
SendAddressCode, RequestExport

401 401 202 202 202 202 401 401 202 403 401 400
SendStepUpCode

401 401 202 400 202 202 401 401 202 403 401 202
ReportSubject known

401 401 204 204 204 204 401 401 204 403 401 204
EndOtherSessions, UnfollowUser known, UnfollowUser banned, SilenceBell known, SilenceBell banned, DeclineFollow known,
DeclineFollow banned, DeclineFollow missing, RemoveFollower known, RemoveFollower banned, RemoveFollower missing,
BlockUser banned, UnblockUser known, UnblockUser banned, MuteUser banned, UnmuteUser known, UnmuteUser banned,
DeleteContact known, DeleteContact banned, DeleteContact missing, GiveFeedback known, PutDevice, RemoveDevice

401 401 204 204 204 204 401 401 204 403 401 404
DeclareRegion, StateAgeSignal, SetRealityCheck, RemoveAvatar

401 401 204 400 204 204 401 401 204 403 401 204
BlockUser known, MuteUser known

401 401 400 400 400 400 401 401 400 403 401 400
StepUp, SetAddress, Exclude, CoolOff, DeleteMe

401 401 401 401 401 401 401 401 401 401 401 401
ExchangeHostedCode

401 401 403 200 403 403 401 401 403 403 401 403
EditPick to come, WithdrawPick to come, WithdrawPick withdrawn, EditComment known

401 401 403 403 200 200 401 401 403 403 401 403
ListReports, BanUser banned, LiftBan banned

401 401 403 403 204 204 401 401 403 403 401 403
PlaceLegalHold banned

401 401 403 403 204 404 401 401 403 403 401 403
EndLegalHold banned

401 401 403 403 403 200 401 401 403 403 401 403
RecoverAccount known, ListClicks, SetTier banned, DecideEvent started, ListReviews, ListWaitingEvents, ListAuditTrail

401 401 403 403 403 403 401 401 403 403 401 403
AcceptContact banned, EditPick of a banned user, WithdrawPick of a banned user, CreateConversation strangers

401 401 403 403 403 404 401 401 403 403 401 403
RecoverAccount missing, SetTier missing, DecideEvent missing, ReviewPick missing

401 401 403 403 403 409 401 401 403 403 401 403
DecideEvent to come, ReviewPick to come, ReviewPick locked, ReviewPick withdrawn, ReviewPick of a banned user

401 401 403 403 404 404 401 401 403 403 401 403
PlaceLegalHold missing, EndLegalHold missing, DecideReport missing, BanUser missing, LiftBan missing

401 401 403 404 403 403 401 401 403 403 401 403
AcceptContact known

401 401 403 409 403 403 401 401 403 403 401 403
EditPick locked, EditPick withdrawn, WithdrawPick locked, EditPost known

401 401 404 200 404 404 401 401 404 403 401 404
GetConversation known, UpdateConversation known, SetConversation known, ReactToMessage known, UnreactToMessage known,
ListInvites known, ListMessages known, ListReceipts known, GetMedia announced, AddProof to come

401 401 404 201 404 404 401 401 404 403 401 404
CreateInvite known, SendMessage known

401 401 404 204 404 404 401 401 404 403 401 404
PinMessage known, UnpinMessage known, RemoveMember known, RevokeInvite known, ReadMessages known, DeleteMessage known,
MarkRead of the owner's

401 401 404 403 404 404 401 401 404 403 401 404
AddMember known

401 401 404 404 404 404 401 401 404 403 401 404
EndSession missing, FollowUser missing, UnfollowUser missing, RingBell missing, SilenceBell missing, AcceptFollow known,
AcceptFollow banned, AcceptFollow missing, ListFollowers missing, ListFollowing missing, BlockUser missing,
UnblockUser missing, MuteUser missing, UnmuteUser missing, RequestContact missing, AcceptContact missing, GetEvent missing,
PlacePick missing, EditPick missing, WithdrawPick missing, CreatePost of a missing pick, EditPost missing, DeletePost missing,
CommentOnPick missing, EditComment missing, DeleteComment missing, ReactToPick missing, BookmarkPick missing,
MutePick missing, CreateConversation missing, GetConversation missing, UpdateConversation missing, AcceptConversation missing,
DeclineConversation missing, SetConversation missing, ClearHistory missing, PinMessage missing, UnpinMessage missing,
AddMember missing, RemoveMember missing, SetMemberRole known, SetMemberRole missing, SetOwner known, SetOwner missing,
ReactToMessage missing, CreateInvite missing, ListInvites missing, RevokeInvite missing, PreviewInvite missing,
JoinByInvite missing, ListMessages missing, ListReceipts missing, ReadMessages missing, SendMessage missing,
EditMessage missing, DeleteMessage missing, GiveFeedback missing, ConfirmUpload missing, GetMedia missing, SetAvatar missing,
AddProof of a banned user, AddProof missing, MarkRead missing, ReportSubject missing, ReportSubject a message

401 401 404 409 404 404 401 401 404 403 401 404
AcceptConversation known, DeclineConversation known, EditMessage known, ConfirmUpload announced, SetAvatar announced,
AddProof locked, AddProof withdrawn

401 401 409 409 409 409 401 401 409 401 401 401
AppealBan

401 401 409 409 409 409 401 401 409 403 401 404
RemoveAddress, ConfirmStakeLimit without a raise

401 401 409 409 409 409 401 401 409 403 401 409
LinkIdentity, StepUpNative, RingBell known, RingBell banned, PlacePick started

404 401 404 404 404 404 401 401 404 403 401 404
ShowUndo missing, UndoAddressChange missing, GetUser missing, GetPick missing, ListRevisions missing, ListUserPicks missing,
GetPost missing, ListPostRevisions missing, ListUserPosts missing, ListPickComments missing, ListPickReactions missing,
GetUserStats missing

404 404 404 404 404 404 404 404 404 404 404 404
CancelDeletion missing, FollowDeepLink missing, SharePick missing, ShowAssetLinks, SharePickImage missing

409 409 409 409 409 409 409 409 409 409 409 409
StartHostedSignIn, FinishHostedSignIn
`;
