/** The callers of the matrix, then the status that each of them gets from a route: a line for each thing that the route is asked for. */
export const EXPECTED = `
nobody, bad token, stranger, owner, moderator, admin, was moderator, was admin, old token of an admin, banned, signed out, no account
SendCode                       400 400 400 400 400 400 400 400 400 400 400 400
VerifyCode                     400 400 400 400 400 400 400 400 400 400 400 400
Register                       400 400 400 400 400 400 400 400 400 400 400 400
Refresh                        400 400 400 400 400 400 400 400 400 400 400 400
Logout                         400 400 400 400 400 400 400 400 400 400 400 400
ListSessions                   401 401 200 200 200 200 401 401 200 403 401 200
EndSession missing             401 401 404 404 404 404 401 401 404 403 401 404
EndOtherSessions               401 401 204 204 204 204 401 401 204 403 401 204
SendStepUpCode                 401 401 202 202 202 202 401 401 202 403 401 400
StepUp                         401 401 400 400 400 400 401 401 400 403 401 400
GetTerms                       200 200 200 200 200 200 200 200 200 200 200 200
AcceptTerms                    401 401 200 200 200 200 401 401 200 403 401 404
IssueNonce                     200 200 200 200 200 200 200 200 200 200 200 200
SignInNative                   400 400 400 400 400 400 400 400 400 400 400 400
ListIdentities                 401 401 200 200 200 200 401 401 200 403 401 404
LinkIdentity                   401 401 409 409 409 409 401 401 409 403 401 409
UnlinkIdentity                 401 401 200 200 200 200 401 401 200 403 401 404
StepUpNative                   401 401 409 409 409 409 401 401 409 403 401 409
HearApple                      400 400 400 400 400 400 400 400 400 400 400 400
StartHostedSignIn              409 409 409 409 409 409 409 409 409 409 409 409
FinishHostedSignIn             409 409 409 409 409 409 409 409 409 409 409 409
ExchangeHostedCode             401 401 401 401 401 401 401 401 401 401 401 401
SendAddressCode                401 401 202 202 202 202 401 401 202 403 401 202
SetAddress                     401 401 400 400 400 400 401 401 400 403 401 400
RemoveAddress                  401 401 409 409 409 409 401 401 409 403 401 404
ShowUndo missing               404 401 404 404 404 404 401 401 404 403 401 404
UndoAddressChange missing      404 401 404 404 404 404 401 401 404 403 401 404
RecoverAccount known           401 401 403 403 403 200 401 401 403 403 401 403
RecoverAccount missing         401 401 403 403 403 404 401 401 403 403 401 403
GetMe                          401 401 200 200 200 200 401 401 200 403 401 404
UpdateMe                       401 401 200 200 200 200 401 401 200 403 401 404
GetUser known                  200 401 200 200 200 200 401 401 200 403 401 200
GetUser banned                 200 401 200 200 200 200 401 401 200 403 401 200
GetUser missing                404 401 404 404 404 404 401 401 404 403 401 404
GetCare                        401 401 200 200 200 200 401 401 200 403 401 404
DeclareRegion                  401 401 204 204 204 204 401 401 204 403 401 404
StateAgeSignal                 401 401 204 204 204 204 401 401 204 403 401 404
Exclude                        401 401 400 400 400 400 401 401 400 403 401 400
CoolOff                        401 401 400 400 400 400 401 401 400 403 401 400
SetRealityCheck                401 401 204 204 204 204 401 401 204 403 401 404
GetStakeLimits                 401 401 200 200 200 200 401 401 200 403 401 404
SetStakeLimit                  401 401 200 200 200 200 401 401 200 403 401 404
ConfirmStakeLimit without a raise 401 401 409 409 409 409 401 401 409 403 401 404
GetConsents                    401 401 200 200 200 200 401 401 200 403 401 200
SetConsents                    401 401 200 200 200 200 401 401 200 403 401 404
FollowUser known               401 401 200 400 200 200 401 401 200 403 401 200
FollowUser banned              401 401 200 200 200 200 401 401 200 403 401 200
FollowUser missing             401 401 404 404 404 404 401 401 404 403 401 404
UnfollowUser known             401 401 204 204 204 204 401 401 204 403 401 204
UnfollowUser banned            401 401 204 204 204 204 401 401 204 403 401 204
UnfollowUser missing           401 401 404 404 404 404 401 401 404 403 401 404
RingBell known                 401 401 409 409 409 409 401 401 409 403 401 409
RingBell banned                401 401 409 409 409 409 401 401 409 403 401 409
RingBell missing               401 401 404 404 404 404 401 401 404 403 401 404
SilenceBell known              401 401 204 204 204 204 401 401 204 403 401 204
SilenceBell banned             401 401 204 204 204 204 401 401 204 403 401 204
SilenceBell missing            401 401 404 404 404 404 401 401 404 403 401 404
ListFollowRequests             401 401 200 200 200 200 401 401 200 403 401 200
AcceptFollow known             401 401 404 404 404 404 401 401 404 403 401 404
AcceptFollow banned            401 401 404 404 404 404 401 401 404 403 401 404
AcceptFollow missing           401 401 404 404 404 404 401 401 404 403 401 404
DeclineFollow known            401 401 204 204 204 204 401 401 204 403 401 204
DeclineFollow banned           401 401 204 204 204 204 401 401 204 403 401 204
DeclineFollow missing          401 401 204 204 204 204 401 401 204 403 401 204
RemoveFollower known           401 401 204 204 204 204 401 401 204 403 401 204
RemoveFollower banned          401 401 204 204 204 204 401 401 204 403 401 204
RemoveFollower missing         401 401 204 204 204 204 401 401 204 403 401 204
ListFollowers known            401 401 200 200 200 200 401 401 200 403 401 200
ListFollowers banned           401 401 200 200 200 200 401 401 200 403 401 200
ListFollowers missing          401 401 404 404 404 404 401 401 404 403 401 404
ListFollowing known            401 401 200 200 200 200 401 401 200 403 401 200
ListFollowing banned           401 401 200 200 200 200 401 401 200 403 401 200
ListFollowing missing          401 401 404 404 404 404 401 401 404 403 401 404
BlockUser known                401 401 204 400 204 204 401 401 204 403 401 204
BlockUser banned               401 401 204 204 204 204 401 401 204 403 401 204
BlockUser missing              401 401 404 404 404 404 401 401 404 403 401 404
UnblockUser known              401 401 204 204 204 204 401 401 204 403 401 204
UnblockUser banned             401 401 204 204 204 204 401 401 204 403 401 204
UnblockUser missing            401 401 404 404 404 404 401 401 404 403 401 404
MuteUser known                 401 401 204 400 204 204 401 401 204 403 401 204
MuteUser banned                401 401 204 204 204 204 401 401 204 403 401 204
MuteUser missing               401 401 404 404 404 404 401 401 404 403 401 404
UnmuteUser known               401 401 204 204 204 204 401 401 204 403 401 204
UnmuteUser banned              401 401 204 204 204 204 401 401 204 403 401 204
UnmuteUser missing             401 401 404 404 404 404 401 401 404 403 401 404
ListBlocks                     401 401 200 200 200 200 401 401 200 403 401 200
ListMutes                      401 401 200 200 200 200 401 401 200 403 401 200
ListContacts                   401 401 200 200 200 200 401 401 200 403 401 200
RequestContact known           401 401 200 400 200 200 401 401 200 403 401 200
RequestContact banned          401 401 200 200 200 200 401 401 200 403 401 200
RequestContact missing         401 401 404 404 404 404 401 401 404 403 401 404
AcceptContact known            401 401 403 404 403 403 401 401 403 403 401 403
AcceptContact banned           401 401 403 403 403 403 401 401 403 403 401 403
AcceptContact missing          401 401 404 404 404 404 401 401 404 403 401 404
DeleteContact known            401 401 204 204 204 204 401 401 204 403 401 204
DeleteContact banned           401 401 204 204 204 204 401 401 204 403 401 204
DeleteContact missing          401 401 204 204 204 204 401 401 204 403 401 204
ListEvents                     401 401 200 200 200 200 401 401 200 403 401 200
GetEvent to come               401 401 200 200 200 200 401 401 200 403 401 200
GetEvent missing               401 401 404 404 404 404 401 401 404 403 401 404
ListSports                     200 401 200 200 200 200 401 401 200 403 401 200
PlacePick to come              401 401 201 201 201 201 401 401 201 403 401 201
PlacePick started              401 401 409 409 409 409 401 401 409 403 401 409
PlacePick missing              401 401 404 404 404 404 401 401 404 403 401 404
GetPick to come                200 401 200 200 200 200 401 401 200 403 401 200
GetPick locked                 200 401 200 200 200 200 401 401 200 403 401 200
GetPick withdrawn              200 401 200 200 200 200 401 401 200 403 401 200
GetPick of a banned user       200 401 200 200 200 200 401 401 200 403 401 200
GetPick missing                404 401 404 404 404 404 401 401 404 403 401 404
ListRevisions to come          200 401 200 200 200 200 401 401 200 403 401 200
ListRevisions locked           200 401 200 200 200 200 401 401 200 403 401 200
ListRevisions withdrawn        200 401 200 200 200 200 401 401 200 403 401 200
ListRevisions of a banned user 200 401 200 200 200 200 401 401 200 403 401 200
ListRevisions missing          404 401 404 404 404 404 401 401 404 403 401 404
EditPick to come               401 401 403 200 403 403 401 401 403 403 401 403
EditPick locked                401 401 403 409 403 403 401 401 403 403 401 403
EditPick withdrawn             401 401 403 409 403 403 401 401 403 403 401 403
EditPick of a banned user      401 401 403 403 403 403 401 401 403 403 401 403
EditPick missing               401 401 404 404 404 404 401 401 404 403 401 404
WithdrawPick to come           401 401 403 200 403 403 401 401 403 403 401 403
WithdrawPick locked            401 401 403 409 403 403 401 401 403 403 401 403
WithdrawPick withdrawn         401 401 403 200 403 403 401 401 403 403 401 403
WithdrawPick of a banned user  401 401 403 403 403 403 401 401 403 403 401 403
WithdrawPick missing           401 401 404 404 404 404 401 401 404 403 401 404
ListPicks known                200 401 200 200 200 200 401 401 200 403 401 200
ListPicks banned               200 401 200 200 200 200 401 401 200 403 401 200
ListPicks missing              200 401 200 200 200 200 401 401 200 403 401 200
ListUserPicks known            200 401 200 200 200 200 401 401 200 403 401 200
ListUserPicks banned           200 401 200 200 200 200 401 401 200 403 401 200
ListUserPicks missing          404 401 404 404 404 404 401 401 404 403 401 404
CreatePost text                401 401 201 201 201 201 401 401 201 403 401 201
CreatePost of a pick           401 401 201 201 201 201 401 401 201 403 401 201
CreatePost of a missing pick   401 401 404 404 404 404 401 401 404 403 401 404
GetPost known                  200 401 200 200 200 200 401 401 200 403 401 200
GetPost missing                404 401 404 404 404 404 401 401 404 403 401 404
ListPostRevisions known        200 401 200 200 200 200 401 401 200 403 401 200
ListPostRevisions missing      404 401 404 404 404 404 401 401 404 403 401 404
ListUserPosts known            200 401 200 200 200 200 401 401 200 403 401 200
ListUserPosts banned           200 401 200 200 200 200 401 401 200 403 401 200
ListUserPosts missing          404 401 404 404 404 404 401 401 404 403 401 404
EditPost known                 401 401 403 409 403 403 401 401 403 403 401 403
EditPost missing               401 401 404 404 404 404 401 401 404 403 401 404
DeletePost missing             401 401 404 404 404 404 401 401 404 403 401 404
CommentOnPost known            401 401 201 201 201 201 401 401 201 403 401 201
CommentOnPick missing          401 401 404 404 404 404 401 401 404 403 401 404
ListPostComments known         200 401 200 200 200 200 401 401 200 403 401 200
ListPickComments missing       404 401 404 404 404 404 401 401 404 403 401 404
EditComment known              401 401 403 200 403 403 401 401 403 403 401 403
EditComment missing            401 401 404 404 404 404 401 401 404 403 401 404
DeleteComment missing          401 401 404 404 404 404 401 401 404 403 401 404
ReactToPost known              401 401 200 200 200 200 401 401 200 403 401 200
ReactToPick missing            401 401 404 404 404 404 401 401 404 403 401 404
UnreactToPost known            401 401 200 200 200 200 401 401 200 403 401 200
UnreactToPick missing          401 401 200 200 200 200 401 401 200 403 401 200
ListPostReactions known        200 401 200 200 200 200 401 401 200 403 401 200
ListPickReactions missing      404 401 404 404 404 404 401 401 404 403 401 404
BookmarkPost known             401 401 200 200 200 200 401 401 200 403 401 200
BookmarkPick missing           401 401 404 404 404 404 401 401 404 403 401 404
UnbookmarkPost known           401 401 200 200 200 200 401 401 200 403 401 200
UnbookmarkPick missing         401 401 200 200 200 200 401 401 200 403 401 200
ListBookmarks                  401 401 200 200 200 200 401 401 200 403 401 200
MutePost known                 401 401 200 200 200 200 401 401 200 403 401 200
MutePick missing               401 401 404 404 404 404 401 401 404 403 401 404
UnmutePost known               401 401 200 200 200 200 401 401 200 403 401 200
UnmutePick missing             401 401 200 200 200 200 401 401 200 403 401 200
CreateConversation known       401 401 201 400 201 201 401 401 201 403 401 201
CreateConversation missing     401 401 404 404 404 404 401 401 404 403 401 404
CreateConversation strangers   401 401 403 403 403 403 401 401 403 403 401 403
ListConversations              401 401 200 200 200 200 401 401 200 403 401 200
GetConversation known          401 401 404 200 404 404 401 401 404 403 401 404
GetConversation missing        401 401 404 404 404 404 401 401 404 403 401 404
UpdateConversation known       401 401 404 200 404 404 401 401 404 403 401 404
UpdateConversation missing     401 401 404 404 404 404 401 401 404 403 401 404
AcceptConversation known       401 401 404 409 404 404 401 401 404 403 401 404
AcceptConversation missing     401 401 404 404 404 404 401 401 404 403 401 404
DeclineConversation known      401 401 404 409 404 404 401 401 404 403 401 404
DeclineConversation missing    401 401 404 404 404 404 401 401 404 403 401 404
SetConversation known          401 401 404 200 404 404 401 401 404 403 401 404
SetConversation missing        401 401 404 404 404 404 401 401 404 403 401 404
ClearHistory missing           401 401 404 404 404 404 401 401 404 403 401 404
PinMessage known               401 401 404 204 404 404 401 401 404 403 401 404
PinMessage missing             401 401 404 404 404 404 401 401 404 403 401 404
UnpinMessage known             401 401 404 204 404 404 401 401 404 403 401 404
UnpinMessage missing           401 401 404 404 404 404 401 401 404 403 401 404
AddMember known                401 401 404 403 404 404 401 401 404 403 401 404
AddMember missing              401 401 404 404 404 404 401 401 404 403 401 404
RemoveMember known             401 401 404 204 404 404 401 401 404 403 401 404
RemoveMember missing           401 401 404 404 404 404 401 401 404 403 401 404
SetMemberRole known            401 401 404 404 404 404 401 401 404 403 401 404
SetMemberRole missing          401 401 404 404 404 404 401 401 404 403 401 404
SetOwner known                 401 401 404 404 404 404 401 401 404 403 401 404
SetOwner missing               401 401 404 404 404 404 401 401 404 403 401 404
ReactToMessage known           401 401 404 200 404 404 401 401 404 403 401 404
ReactToMessage missing         401 401 404 404 404 404 401 401 404 403 401 404
UnreactToMessage known         401 401 404 200 404 404 401 401 404 403 401 404
SearchMessages                 401 401 200 200 200 200 401 401 200 403 401 200
CreateInvite known             401 401 404 201 404 404 401 401 404 403 401 404
CreateInvite missing           401 401 404 404 404 404 401 401 404 403 401 404
ListInvites known              401 401 404 200 404 404 401 401 404 403 401 404
ListInvites missing            401 401 404 404 404 404 401 401 404 403 401 404
RevokeInvite known             401 401 404 204 404 404 401 401 404 403 401 404
RevokeInvite missing           401 401 404 404 404 404 401 401 404 403 401 404
PreviewInvite missing          401 401 404 404 404 404 401 401 404 403 401 404
JoinByInvite missing           401 401 404 404 404 404 401 401 404 403 401 404
ListMessages known             401 401 404 200 404 404 401 401 404 403 401 404
ListMessages missing           401 401 404 404 404 404 401 401 404 403 401 404
ListReceipts known             401 401 404 200 404 404 401 401 404 403 401 404
ListReceipts missing           401 401 404 404 404 404 401 401 404 403 401 404
ReadMessages known             401 401 404 204 404 404 401 401 404 403 401 404
ReadMessages missing           401 401 404 404 404 404 401 401 404 403 401 404
SendMessage known              401 401 404 201 404 404 401 401 404 403 401 404
SendMessage missing            401 401 404 404 404 404 401 401 404 403 401 404
EditMessage known              401 401 404 409 404 404 401 401 404 403 401 404
EditMessage missing            401 401 404 404 404 404 401 401 404 403 401 404
DeleteMessage known            401 401 404 204 404 404 401 401 404 403 401 404
DeleteMessage missing          401 401 404 404 404 404 401 401 404 403 401 404
SyncConversations              401 401 200 200 200 200 401 401 200 403 401 200
GetChatSettings                401 401 200 200 200 200 401 401 200 403 401 200
SetChatSettings                401 401 200 200 200 200 401 401 200 403 401 200
GetUserStats known             200 401 200 200 200 200 401 401 200 403 401 200
GetUserStats banned            200 401 200 200 200 200 401 401 200 403 401 200
GetUserStats missing           404 401 404 404 404 404 401 401 404 403 401 404
GetMyAnalytics                 401 401 200 200 200 200 401 401 200 403 401 200
GetLeaderboard                 200 401 200 200 200 200 401 401 200 403 401 200
GetFollowing                   401 401 200 200 200 200 401 401 200 403 401 200
GetFeed                        401 401 200 200 200 200 401 401 200 403 401 200
GetTrending                    401 401 200 200 200 200 401 401 200 403 401 200
GiveFeedback known             401 401 204 204 204 204 401 401 204 403 401 204
GiveFeedback missing           401 401 404 404 404 404 401 401 404 403 401 404
SearchUsers                    401 401 200 200 200 200 401 401 200 403 401 200
PresignUpload                  401 401 201 201 201 201 401 401 201 403 401 201
ConfirmUpload announced        401 401 404 409 404 404 401 401 404 403 401 404
ConfirmUpload missing          401 401 404 404 404 404 401 401 404 403 401 404
GetMedia announced             401 401 404 200 404 404 401 401 404 403 401 404
GetMedia missing               401 401 404 404 404 404 401 401 404 403 401 404
SetAvatar announced            401 401 404 409 404 404 401 401 404 403 401 404
SetAvatar missing              401 401 404 404 404 404 401 401 404 403 401 404
RemoveAvatar                   401 401 204 204 204 204 401 401 204 403 401 404
AddProof to come               401 401 404 200 404 404 401 401 404 403 401 404
AddProof locked                401 401 404 409 404 404 401 401 404 403 401 404
AddProof withdrawn             401 401 404 409 404 404 401 401 404 403 401 404
AddProof of a banned user      401 401 404 404 404 404 401 401 404 403 401 404
AddProof missing               401 401 404 404 404 404 401 401 404 403 401 404
IssueTicket                    401 401 201 201 201 201 401 401 201 403 401 201
ListNotifications              401 401 200 200 200 200 401 401 200 403 401 200
CountUnread                    401 401 200 200 200 200 401 401 200 403 401 200
MarkSeen                       401 401 200 200 200 200 401 401 200 403 401 200
MarkRead of the owner's        401 401 404 204 404 404 401 401 404 403 401 404
MarkRead missing               401 401 404 404 404 404 401 401 404 403 401 404
GetPreferences                 401 401 200 200 200 200 401 401 200 403 401 200
SetPreferences                 401 401 200 200 200 200 401 401 200 403 401 200
StopMails                      204 401 204 204 204 204 401 401 204 403 401 204
PutDevice                      401 401 204 204 204 204 401 401 204 403 401 204
RemoveDevice                   401 401 204 204 204 204 401 401 204 403 401 204
RequestExport                  401 401 202 202 202 202 401 401 202 403 401 202
GetExport                      401 401 200 200 200 200 401 401 200 403 401 200
DeleteMe                       401 401 400 400 400 400 401 401 400 403 401 400
DeleteByCode                   400 400 400 400 400 400 400 400 400 400 400 400
CancelDeletion missing         404 404 404 404 404 404 404 404 404 404 404 404
ShowDeletion                   200 401 200 200 200 200 401 401 200 403 401 200
PlaceLegalHold banned          401 401 403 403 204 204 401 401 403 403 401 403
PlaceLegalHold missing         401 401 403 403 404 404 401 401 403 403 401 403
EndLegalHold banned            401 401 403 403 204 404 401 401 403 403 401 403
EndLegalHold missing           401 401 403 403 404 404 401 401 403 403 401 403
GenerateDeepLink               401 401 200 200 200 200 401 401 200 403 401 200
FollowDeepLink missing         404 404 404 404 404 404 404 404 404 404 404 404
ListClicks                     401 401 403 403 403 200 401 401 403 403 401 403
SharePick known                200 200 200 200 200 200 200 200 200 200 200 200
SharePick missing              404 404 404 404 404 404 404 404 404 404 404 404
ShowAppleAssociation           200 200 200 200 200 200 200 200 200 200 200 200
ShowAssetLinks                 404 404 404 404 404 404 404 404 404 404 404 404
GetConfig                      200 200 200 200 200 200 200 200 200 200 200 200
SharePickImage missing         404 404 404 404 404 404 404 404 404 404 404 404
ReportSubject known            401 401 202 400 202 202 401 401 202 403 401 202
ReportSubject missing          401 401 404 404 404 404 401 401 404 403 401 404
ReportSubject a message        401 401 404 404 404 404 401 401 404 403 401 404
ListReports                    401 401 403 403 200 200 401 401 403 403 401 403
DecideReport missing           401 401 403 403 404 404 401 401 403 403 401 403
BanUser banned                 401 401 403 403 200 200 401 401 403 403 401 403
BanUser missing                401 401 403 403 404 404 401 401 403 403 401 403
LiftBan banned                 401 401 403 403 200 200 401 401 403 403 401 403
LiftBan missing                401 401 403 403 404 404 401 401 403 403 401 403
SetTier banned                 401 401 403 403 403 200 401 401 403 403 401 403
SetTier missing                401 401 403 403 403 404 401 401 403 403 401 403
AppealBan                      401 401 409 409 409 409 401 401 409 401 401 401
DecideEvent started            401 401 403 403 403 200 401 401 403 403 401 403
DecideEvent to come            401 401 403 403 403 409 401 401 403 403 401 403
DecideEvent missing            401 401 403 403 403 404 401 401 403 403 401 403
ReviewPick to come             401 401 403 403 403 409 401 401 403 403 401 403
ReviewPick locked              401 401 403 403 403 409 401 401 403 403 401 403
ReviewPick withdrawn           401 401 403 403 403 409 401 401 403 403 401 403
ReviewPick of a banned user    401 401 403 403 403 409 401 401 403 403 401 403
ReviewPick missing             401 401 403 403 403 404 401 401 403 403 401 403
ListReviews                    401 401 403 403 403 200 401 401 403 403 401 403
ListWaitingEvents              401 401 403 403 403 200 401 401 403 403 401 403
ListAuditTrail                 401 401 403 403 403 200 401 401 403 403 401 403
`;
