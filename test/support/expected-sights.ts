/** The part that a viewer is shown of each kind of person by each route, with a token and, where a bar follows, without one. */
export const EXPECTED_SIGHTS = `
GetUser                              whole  404    404    whole  named  whole  whole  404    404    | whole  whole  whole  whole  named  named  whole  404    404
GetUser by id                        whole  404    404    whole  named  whole  whole  404    404    | whole  whole  whole  whole  named  named  whole  404    404
GetUserStats                         -      404    404    -      -      -      -      404    404    | -      -      -      -      -      -      -      404    404
GetUserStats by id                   -      404    404    -      -      -      -      404    404    | -      -      -      -      -      -      -      404    404
GetUserStats broken down             -      404    404    -      404    -      -      404    404    | -      -      -      -      404    404    -      404    404
GetPick                              whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
ListRevisions                        whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
SharePick                            -      -      -      -      404    404    -      404    404    | -      -      -      -      404    404    -      404    404
SharePickImage                       -      -      -      -      404    404    -      404    404    | -      -      -      -      404    404    -      404    404
ListPicks of the author              whole  -      -      whole  -      whole  whole  -      -      | whole  whole  whole  whole  -      -      whole  -      -
ListPicks on the event               whole  -      -      -      -      whole  whole  -      -      | whole  whole  whole  whole  -      -      whole  -      -
ListPicks of the author on the event whole  -      -      whole  -      whole  whole  -      -      | whole  whole  whole  whole  -      -      whole  -      -
ListUserPicks                        whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
ListUserPicks by id                  whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
GetLeaderboard                       named  -      -      -      named  named  named  named  -      | named  named  named  named  named  named  named  named  -
SearchUsers                          named  -      -      named  named  named  -      -      -
GetPost                              whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
GetPost for followers                whole  404    404    whole  404    whole  whole  404    404    | 404    404    404    404    404    404    404    404    404
ListPostRevisions                    whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
ListUserPosts                        whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
ListUserPosts by id                  whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
ListPostComments                     whole  404    404    -      404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
ListPostComments of a third person   whole  -      -      -      -      whole  whole  -      -      | whole  whole  whole  whole  -      -      whole  -      -
ListPickComments                     whole  404    404    -      404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
ListPostReactions                    named  404    404    -      404    named  named  404    404    | named  named  named  named  404    404    named  404    404
ListPostReactions of a third person  named  -      -      -      -      named  named  -      -      | named  named  named  named  -      -      named  -      -
ListPickReactions                    named  404    404    -      404    named  named  404    404    | named  named  named  named  404    404    named  404    404
ListBookmarks                        whole  -      -      -      -      whole  whole  -      -
GetFollowing                         whole  -      -      -      -      whole  whole  -      -
GetFeed                              whole  -      -      -      -      whole  whole  -      -
GetTrending                          whole  -      -      -      -      whole  whole  -      -
ListNotifications                    named  -      -      -      named  named  -      -      -
ListConversations                    whole  whole  whole  whole  whole  whole  whole  whole  -
GetConversation                      whole  whole  whole  whole  whole  whole  whole  whole  404
ListMessages                         whole  whole  whole  whole  whole  whole  whole  whole  404
ReadMessages                         done   done   done   done   done   done   done   done   404
ListFollowRequests                   named  -      -      named  named  named  -      -      -
ListBlocks                           -      -      named  -      -      -      -      -      -
ListMutes                            -      -      -      named  -      -      -      -      -
ListFollowers                        -      404    404    -      404    -      -      404    404
ListFollowers of a third person      named  -      -      named  named  named  -      -      -
ListFollowing                        -      404    404    -      404    -      -      404    404
ListFollowing of a third person      named  -      -      named  named  named  -      -      -
EditPick                             403    404    404    403    404    403    403    404    404
WithdrawPick                         403    404    404    403    404    403    403    404    404
EditPost                             403    404    404    403    404    403    403    404    404
DeletePost                           403    404    404    403    404    403    403    404    404
EditComment                          403    404    404    403    404    403    403    404    404
DeleteComment                        403    404    404    403    404    403    403    404    404
ReactToPost                          done   404    404    done   404    done   done   404    404
ReactToPick                          done   404    404    done   404    done   done   404    404
UnreactToPost                        done   done   done   done   done   done   done   done   done
UnreactToPick                        done   done   done   done   done   done   done   done   done
CommentOnPost                        done   404    404    done   404    done   done   404    404
CommentOnPick                        done   404    404    done   404    done   done   404    404
CreatePost that shows their pick     done   404    404    done   404    done   done   404    404
BookmarkPost                         done   404    404    done   404    done   done   404    404
BookmarkPick                         done   404    404    done   404    done   done   404    404
UnbookmarkPost                       done   done   done   done   done   done   done   done   done
UnbookmarkPick                       done   done   done   done   done   done   done   done   done
MutePost                             done   404    404    done   404    done   done   404    404
MutePick                             done   404    404    done   404    done   done   404    404
UnmutePost                           done   done   done   done   done   done   done   done   done
UnmutePick                           done   done   done   done   done   done   done   done   done
GiveFeedback                         done   404    404    404    404    done   done   404    404
ReportSubject a user                 done   404    404    done   done   done   done   404    404
ReportSubject a post                 done   404    404    done   404    done   done   404    404
ReportSubject a pick                 done   404    404    done   404    done   done   404    404
ReportSubject a comment              done   404    404    done   404    done   done   404    404
ReportSubject a message              done   done   done   done   done   done   done   done   400
ListReports                          403    403    403    403    403    403    403    403    403
DecideReport                         403    403    403    403    403    403    403    403    403
BanUser                              403    403    403    403    403    403    403    403    403
LiftBan                              403    403    403    403    403    403    403    403    403
SetTier                              403    403    403    403    403    403    403    403    403
ListReceipts                         404    404    404    404    404    404    404    404    400
EditMessage                          403    403    403    403    403    403    403    403    400
DeleteMessage                        403    403    403    403    403    403    403    403    400
AcceptConversation                   done   done   done   done   done   done   done   done   404
DeclineConversation                  409    409    409    409    409    409    409    409    404
SearchMessages                       -      -      -      -      -      -      -      -      -
ReactToMessage                       done   403    403    done   done   done   done   done   400
UnreactToMessage                     done   done   done   done   done   done   done   done   400
SetConversation                      done   done   done   done   done   done   done   done   404
PinMessage                           done   403    403    done   done   done   done   done   400
UnpinMessage                         done   403    403    done   done   done   done   done   400
SendMessage                          done   403    403    done   done   done   done   done   404
CreateConversation                   done   done   done   done   done   done   done   done   404
GenerateDeepLink                     done   404    404    done   404    done   done   404    404
RingBell                             done   404    404    done   409    done   done   404    404
RequestContact                       done   404    404    done   done   done   done   404    404
ListContacts                         named  -      -      named  named  named  -      -      -
MuteUser                             done   404    404    done   done   done   done   404    404
FollowUser                           done   404    404    done   done   done   done   404    404
BlockUser                            done   404    done   done   done   done   done   404    404
`;
