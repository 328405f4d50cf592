/** Made from the contracts by `npm run generate`. */
import type { Route } from '../route.ts';
import type {
  AcceptedTerms,
  AdminAction,
  AgeStore,
  AppConfig,
  AppealReply,
  Author,
  BanScope,
  BanState,
  BoardRow,
  Breakdown,
  CalendarDay,
  Care,
  CaseAction,
  CaseDecision,
  CaseStatus,
  Channel,
  ChatSettings,
  ClickCount,
  ClvSummary,
  CodeRequired,
  CodeSent,
  Comment,
  CommentOrder,
  Consents,
  ConsentsView,
  Contact,
  ConversationDetail,
  ConversationSettings,
  CoveredSport,
  Decided,
  DeepLink,
  Deletion,
  DeletionTime,
  DeviceFacts,
  Dimension,
  Entries,
  Entry,
  EventDetail,
  EventSummary,
  Excluded,
  ExportState,
  FeedItem,
  Follow,
  GroupHistory,
  Heard,
  Identity,
  IdentityProvider,
  Instant,
  Invite,
  InvitePreview,
  Item,
  Line,
  ListedConversation,
  ListedPerson,
  ListsVisible,
  MarkedPick,
  MarkedPickDetail,
  Market,
  Me,
  Media,
  MediaPurpose,
  MessageReceipts,
  Metric,
  NewAnalysisMessage,
  NewDirectConversation,
  NewFileMessage,
  NewGroup,
  NewImageMessage,
  NewInvite,
  NewLeg,
  NewMentions,
  NewPickPost,
  NewSession,
  NewSlipMessage,
  NewSlipPost,
  NewTextMessage,
  NewTextPost,
  NewVoiceMessage,
  Nonce,
  NotificationGroup,
  NotificationPreferences,
  Odds,
  OpenReview,
  OwnMarks,
  OwnMessageReaction,
  OwnReaction,
  Person,
  Pick,
  PickRevision,
  PickStatus,
  PostDetail,
  PostRevision,
  Profile,
  QuietHours,
  QuotedRecord,
  Reaction,
  ReactionName,
  Recovery,
  RegistrationRequired,
  ReportCase,
  ReportReason,
  ReportReply,
  ReportedMessage,
  ReportedThing,
  ReviewPickReply,
  Session,
  SignedIn,
  SlipLink,
  Sport,
  SportOrLeague,
  StakeLimits,
  StakePeriod,
  StakeUnits,
  Statement,
  SteppedUp,
  Sync,
  TextVersions,
  Ticket,
  TicketKind,
  Tier,
  TierState,
  Timeframe,
  TrendingItem,
  UnreadCount,
  UploadTicket,
  UploadType,
  Url,
  Uuid,
  WaitingEvent,
  WhoCan,
} from './types.ts';

/** Send a code to an address. The reply is the same whether anyone has it or not. Refusals: `CONFLICT`. */
export const SendCode: Route<{
  readonly body: {
    readonly channel: Channel;
    /** An e-mail address, or a phone number as `+12015550123`. At most 320 characters. */
    readonly address: string;
    /** Of an earlier call: the same code is sent again, while it is good. At most 512 characters. */
    readonly attemptToken?: string;
    /** Of a sign-in on this device. At most 512 characters. */
    readonly deviceToken?: string;
  };
  readonly data: CodeSent;
}> = { method: 'POST', path: '/api/v1/auth/otp/send', tokenless: true };

/** @deprecated The older name of `POST /auth/otp/send`. Refusals: `CONFLICT`. */
export const Login: Route<{
  readonly body: {
    readonly channel: Channel;
    /** An e-mail address, or a phone number as `+12015550123`. At most 320 characters. */
    readonly address: string;
    /** Of an earlier call: the same code is sent again, while it is good. At most 512 characters. */
    readonly attemptToken?: string;
    /** Of a sign-in on this device. At most 512 characters. */
    readonly deviceToken?: string;
  };
  readonly data: CodeSent;
}> = { method: 'POST', path: '/api/v1/auth/login', tokenless: true };

/** @deprecated The oldest name of `POST /auth/otp/send`. Refusals: `CONFLICT`. */
export const SendOtp: Route<{
  readonly body: {
    readonly channel: Channel;
    /** An e-mail address, or a phone number as `+12015550123`. At most 320 characters. */
    readonly address: string;
    /** Of an earlier call: the same code is sent again, while it is good. At most 512 characters. */
    readonly attemptToken?: string;
    /** Of a sign-in on this device. At most 512 characters. */
    readonly deviceToken?: string;
  };
  readonly data: CodeSent;
}> = { method: 'POST', path: '/api/v1/auth/otp', tokenless: true };

/** Prove an address with its code: signs in, or says that registration comes next. Refusals: `CODE_WRONG`, `CODE_EXPIRED`, `CODE_EXHAUSTED`, `UNAUTHENTICATED`, `BANNED`, `ACCOUNT_DELETING`, `SECOND_PROOF_REQUIRED`, `CONFLICT`. */
export const VerifyCode: Route<{
  readonly body: {
    readonly channel: Channel;
    /** An e-mail address, or a phone number as `+12015550123`. At most 320 characters. */
    readonly address: string;
    /** At most 512 characters. */
    readonly attemptToken: string;
    /** Pattern: `^\d{6}(\d{2})?$`. */
    readonly code: string;
    readonly device?: DeviceFacts;
    /** Of an earlier sign-in on this device. Without one your other devices are told of a new device. At most 512 characters. */
    readonly deviceToken?: string;
    /** Of a sign-in by Apple or Google that asked for this code: its account is linked to the one that has the address. At most 512 characters. */
    readonly linkToken?: string;
  };
  readonly data: NewSession | RegistrationRequired;
}> = { method: 'POST', path: '/api/v1/auth/otp/verify', tokenless: true };

/** @deprecated The older name of `POST /auth/otp/verify`. Refusals: `CODE_WRONG`, `CODE_EXPIRED`, `CODE_EXHAUSTED`, `UNAUTHENTICATED`, `BANNED`, `ACCOUNT_DELETING`, `SECOND_PROOF_REQUIRED`, `CONFLICT`. */
export const VerifyOtp: Route<{
  readonly body: {
    readonly channel: Channel;
    /** An e-mail address, or a phone number as `+12015550123`. At most 320 characters. */
    readonly address: string;
    /** At most 512 characters. */
    readonly attemptToken: string;
    /** Pattern: `^\d{6}(\d{2})?$`. */
    readonly code: string;
    readonly device?: DeviceFacts;
    /** Of an earlier sign-in on this device. Without one your other devices are told of a new device. At most 512 characters. */
    readonly deviceToken?: string;
    /** Of a sign-in by Apple or Google that asked for this code: its account is linked to the one that has the address. At most 512 characters. */
    readonly linkToken?: string;
  };
  readonly data: NewSession | RegistrationRequired;
}> = { method: 'POST', path: '/api/v1/auth/verify-otp', tokenless: true };

/** Make an account for a proven address, or for a proven account at Apple or Google, and sign in. Refusals: `UNAUTHENTICATED`, `AGE_VERIFICATION_REQUIRED`, `TERMS_REQUIRED`, `CONFLICT`, `BANNED`. */
export const Register: Route<{
  readonly body: {
    /** At most 512 characters. */
    readonly registrationToken: string;
    /** Pattern: `^[a-z0-9_A-Z]{3,20}$`. */
    readonly handle: string;
    /** One line of 1 to 50 characters (grapheme clusters) and at most 200 bytes in UTF-8. */
    readonly displayName: string;
    readonly dateOfBirth: CalendarDay;
    /** The versions that stand: `GET /terms` names them. */
    readonly accepts: TextVersions;
    /** The region and zone in which you live. `PUT /users/me/region` states them later, and changes them. */
    readonly place?: {
      /** A country, `GB`; of the United States and Canada the state or province, `US-NJ`. Pattern: `^([ABD-TV-Z][A-Z]|C[B-Z]|U[A-RT-Z]|(CA|US)-[A-Z]{2})$`. */
      readonly region: string;
      /** Rule: must be a time zone such as America/New_York. Pattern: `^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$`. */
      readonly timeZone: string;
    };
    readonly device?: DeviceFacts;
  };
  readonly data: NewSession;
}> = { method: 'POST', path: '/api/v1/auth/register', tokenless: true };

/** New tokens for an old refresh token, which is good once; a retry within 60 seconds gets the same successor. At most 30 calls an hour of a session. Refusals: `UNAUTHENTICATED`, `BANNED`. */
export const Refresh: Route<{
  readonly body: {
    /** At most 512 characters. */
    readonly refreshToken: string;
  };
  readonly data: SignedIn;
}> = { method: 'POST', path: '/api/v1/auth/refresh', tokenless: true };

/** End this session and close its sockets. Ending it twice is ending it once. Refusals: `UNAUTHENTICATED`. */
export const Logout: Route<{
  readonly body: {
    /** At most 512 characters. */
    readonly refreshToken: string;
  };
  readonly data: {
    readonly signedOut: true;
  };
}> = { method: 'POST', path: '/api/v1/auth/logout', tokenless: true };

/** Your sessions that go on, newest first, at most 50. */
export const ListSessions: Route<{
  readonly data: readonly Session[];
}> = { method: 'GET', path: '/api/v1/users/me/sessions' };

/** End one session of yours and close its sockets. Ending it twice is ending it once. Refusals: `NOT_FOUND`. */
export const EndSession: Route<{
  readonly params: {
    /** The id of a session of yours. */
    readonly sessionId: Uuid;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/users/me/sessions/{sessionId}', empty: true };

/** End all sessions of yours but the one that asks. When more than twelve end within a quarter of an hour, the one that asks ends too. */
export const EndOtherSessions: Route<{
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/users/me/sessions', empty: true };

/** Send a code to an address of yours, for a step-up. Refusals: `CONFLICT`. */
export const SendStepUpCode: Route<{
  readonly body: {
    readonly channel: Channel;
    /** Of an earlier call: the same code is sent again, while it is good. At most 512 characters. */
    readonly attemptToken?: string;
  };
  readonly data: CodeSent;
}> = { method: 'POST', path: '/api/v1/users/me/step-up/code' };

/** Give the code of a step-up: for 5 minutes this session may call the routes that need one. Refusals: `CODE_WRONG`, `CODE_EXPIRED`, `CODE_EXHAUSTED`. */
export const StepUp: Route<{
  readonly body: {
    readonly channel: Channel;
    /** At most 512 characters. */
    readonly attemptToken: string;
    /** Pattern: `^\d{6}(\d{2})?$`. */
    readonly code: string;
  };
  readonly data: SteppedUp;
}> = { method: 'POST', path: '/api/v1/users/me/step-up' };

/** The versions of the terms of use and the privacy text that stand. */
export const GetTerms: Route<{
  readonly data: TextVersions;
}> = { method: 'GET', path: '/api/v1/terms', tagged: true, tokenless: true };

/** Accept the terms of use and the privacy text that stand. Refresh afterwards: the next token lets you go on. Twice is once. Refusals: `NOT_FOUND`, `TERMS_REQUIRED`. */
export const AcceptTerms: Route<{
  readonly body: TextVersions;
  readonly data: AcceptedTerms;
}> = { method: 'POST', path: '/api/v1/users/me/terms' };

/** A nonce to ask Apple or Google for an ID token with. It is good once, for 10 minutes. */
export const IssueNonce: Route<{
  readonly data: Nonce;
}> = { method: 'POST', path: '/api/v1/auth/oauth/nonce', tokenless: true };

/** Sign in by an ID token that the app got from Apple or Google, or learn that registration or a code comes next. Refusals: `NOT_FOUND`, `UNAUTHENTICATED`, `BANNED`, `ACCOUNT_DELETING`, `CONFLICT`. */
export const SignInNative: Route<{
  readonly params: {
    /** `google` or `apple`; any other is answered 404. At most 32 characters. */
    readonly provider: string;
  };
  readonly body: {
    /** Pattern: `^[\w-]+\.[\w-]+\.[\w-]*$`. */
    readonly idToken: string;
    /** Of `POST /auth/oauth/nonce`. The ID token has it as it is, or its SHA-256 in hex. At most 512 characters. */
    readonly nonce: string;
    /** Of Apple alone: with it we can revoke the sign-in at Apple when you unlink it or delete the account. At most 2048 characters. */
    readonly authorizationCode?: string;
    readonly device?: DeviceFacts;
    /** Of an earlier sign-in on this device. Without one your other devices are told of a new device. At most 512 characters. */
    readonly deviceToken?: string;
  };
  readonly data: NewSession | RegistrationRequired | CodeRequired;
}> = { method: 'POST', path: '/api/v1/auth/oauth/{provider}/native', tokenless: true };

/** The accounts at Apple and Google by which you sign in. `GET /users/me` has your addresses. Refusals: `NOT_FOUND`. */
export const ListIdentities: Route<{
  readonly data: readonly Identity[];
}> = { method: 'GET', path: '/api/v1/users/me/identities' };

/** Sign in by an account at Apple or Google too. Your addresses are told, with a link that undoes it. It needs a step-up. At most 10 calls a day. Refusals: `NOT_FOUND`, `UNAUTHENTICATED`, `CONFLICT`, `STEP_UP_REQUIRED`. */
export const LinkIdentity: Route<{
  readonly body: {
    readonly provider: IdentityProvider;
    /** Pattern: `^[\w-]+\.[\w-]+\.[\w-]*$`. */
    readonly idToken: string;
    /** Of `POST /auth/oauth/nonce`. The ID token has it as it is, or its SHA-256 in hex. At most 512 characters. */
    readonly nonce: string;
    /** Of Apple alone: with it we can revoke the sign-in at Apple when you unlink it or delete the account. At most 2048 characters. */
    readonly authorizationCode?: string;
  };
  readonly data: readonly Identity[];
}> = { method: 'POST', path: '/api/v1/users/me/identities' };

/** Sign in by this account no more. The last way to sign in stays. It can be undone as a change of addresses can. It needs a step-up. At most 10 calls a day. Refusals: `NOT_FOUND`, `CONFLICT`, `STEP_UP_REQUIRED`. */
export const UnlinkIdentity: Route<{
  readonly params: {
    /** `google` or `apple`; any other is answered 404. At most 32 characters. */
    readonly provider: string;
  };
  readonly data: readonly Identity[];
}> = { method: 'DELETE', path: '/api/v1/users/me/identities/{provider}' };

/** Step up by a new ID token of an account that is linked to yours, in the place of a code. Refusals: `UNAUTHENTICATED`, `CONFLICT`. */
export const StepUpNative: Route<{
  readonly body: {
    readonly provider: IdentityProvider;
    /** Pattern: `^[\w-]+\.[\w-]+\.[\w-]*$`. */
    readonly idToken: string;
    /** Of `POST /auth/oauth/nonce`. The ID token has it as it is, or its SHA-256 in hex. At most 512 characters. */
    readonly nonce: string;
  };
  readonly data: SteppedUp;
}> = { method: 'POST', path: '/api/v1/users/me/step-up/native' };

/** For Apple: somebody has withdrawn their consent, deleted their Apple account, or turned their relay address off or on. At most 30 calls an hour of a message. Refusals: `UNAUTHENTICATED`, `CONFLICT`. */
export const HearApple: Route<{
  readonly body: {
    /** Pattern: `^[\w-]+\.[\w-]+\.[\w-]*$`. */
    readonly payload: string;
  };
  readonly data: Heard;
}> = { method: 'POST', path: '/api/v1/auth/oauth/apple/notifications', tokenless: true };

/** Sign in by the `code` with which a sign-in in a browser has ended, or learn that registration or a code comes next. Refusals: `UNAUTHENTICATED`, `BANNED`, `ACCOUNT_DELETING`, `CONFLICT`. */
export const ExchangeHostedCode: Route<{
  readonly body: {
    /** It is good once, for five minutes. At most 512 characters. */
    readonly code: string;
    /** The text whose `challenge` began the sign-in. Pattern: `^[\w~.-]{43,128}$`. */
    readonly verifier: string;
    readonly device?: DeviceFacts;
    /** Of an earlier sign-in on this device. Without one your other devices are told of a new device. At most 512 characters. */
    readonly deviceToken?: string;
  };
  readonly data: NewSession | RegistrationRequired | CodeRequired;
}> = { method: 'POST', path: '/api/v1/auth/oauth/exchange', tokenless: true };

/** Send a code to an address that you want to sign in by. The reply is the same whether anyone has it or not. It needs a step-up. Refusals: `CONFLICT`, `STEP_UP_REQUIRED`. */
export const SendAddressCode: Route<{
  readonly body: {
    readonly channel: Channel;
    /** An e-mail address, or a phone number as `+12015550123`. At most 320 characters. */
    readonly address: string;
    /** Of an earlier call: the same code is sent again, while it is good. At most 512 characters. */
    readonly attemptToken?: string;
  };
  readonly data: CodeSent;
}> = { method: 'POST', path: '/api/v1/users/me/addresses/code' };

/** Prove an address and sign in by it from now on, in the place of the one of that channel before. The addresses of before are told, with a link that undoes it for 72 hours. It needs a step-up. At most 10 calls a day. Refusals: `CODE_WRONG`, `CODE_EXPIRED`, `CODE_EXHAUSTED`, `NOT_FOUND`, `CONFLICT`, `STEP_UP_REQUIRED`. */
export const SetAddress: Route<{
  readonly params: {
    /** The kind of address. */
    readonly channel: Channel;
  };
  readonly body: {
    /** An e-mail address, or a phone number as `+12015550123`. At most 320 characters. */
    readonly address: string;
    /** At most 512 characters. */
    readonly attemptToken: string;
    /** Pattern: `^\d{6}(\d{2})?$`. */
    readonly code: string;
  };
  readonly data: Me;
}> = { method: 'PUT', path: '/api/v1/users/me/addresses/{channel}' };

/** Sign in by the address of a channel no more. The last way to sign in stays. It can be undone as a change can. It needs a step-up. At most 10 calls a day. Refusals: `NOT_FOUND`, `CONFLICT`, `STEP_UP_REQUIRED`. */
export const RemoveAddress: Route<{
  readonly params: {
    /** The kind of address. */
    readonly channel: Channel;
  };
  readonly data: Me;
}> = { method: 'DELETE', path: '/api/v1/users/me/addresses/{channel}' };

/** Give an address to somebody who has lost all of theirs. It is done when another admin asks for the same within 7 days; all sessions end then. It needs a step-up. Refusals: `NOT_FOUND`, `CONFLICT`, `STEP_UP_REQUIRED`. */
export const RecoverAccount: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly body: {
    readonly channel: Channel;
    /** An e-mail address, or a phone number as `+12015550123`. At most 320 characters. */
    readonly address: string;
    /** Text of 3 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly reason: string;
  };
  readonly data: Recovery;
}> = { method: 'PUT', path: '/api/v1/admin/users/{user}/recovery' };

/** Your own account, private fields included. Refusals: `NOT_FOUND`. */
export const GetMe: Route<{
  readonly data: Me;
}> = { method: 'GET', path: '/api/v1/users/me' };

/** Change your handle, display name, bio, the sports of your home feed, or who sees what you make and may write to you. A private account hides its picks, older ones too, from all who do not follow it. Refusals: `NOT_FOUND`, `CONFLICT`. */
export const UpdateMe: Route<{
  readonly body: {
    /** Pattern: `^[a-z0-9_A-Z]{3,20}$`. */
    readonly handle?: string;
    /** One line of 1 to 50 characters (grapheme clusters) and at most 200 bytes in UTF-8. */
    readonly displayName?: string;
    /** Text of 0 to 300 characters (grapheme clusters) and at most 1200 bytes in UTF-8. */
    readonly bio?: string;
    readonly private?: boolean;
    readonly listsVisible?: ListsVisible;
    readonly whoCanMessage?: WhoCan;
    readonly whoCanAdd?: WhoCan;
    /** Rule: name each sport once. At most 4 items. */
    readonly sports?: readonly CoveredSport[];
  };
  readonly data: Me;
}> = { method: 'PATCH', path: '/api/v1/users/me' };

/** A bettor's public profile. Refusals: `NOT_FOUND`. */
export const GetUser: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly data: Profile;
}> = { method: 'GET', path: '/api/v1/users/{user}', tagged: true };

/** The parts that are open to you by your region and age, and why the rest is closed. Refusals: `NOT_FOUND`. */
export const GetCare: Route<{
  readonly data: Care;
}> = { method: 'GET', path: '/api/v1/users/me/care' };

/** Say where you live. It counts beside where your calls come from, and your age counts in that time zone. Refresh afterwards: the next token names it. At most 10 calls a day. Refusals: `NOT_FOUND`, `LIMIT_REACHED`. */
export const DeclareRegion: Route<{
  readonly body: {
    /** A country, `GB`; of the United States and Canada the state or province, `US-NJ`. Pattern: `^([ABD-TV-Z][A-Z]|C[B-Z]|U[A-RT-Z]|(CA|US)-[A-Z]{2})$`. */
    readonly region: string;
    /** Rule: must be a time zone such as America/New_York. Pattern: `^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$`. */
    readonly timeZone: string;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/users/me/region', empty: true };

/** Pass on the age range that the app store of this device signals. The least age of all that is known counts, from the next token on. At most 20 calls a day. Refusals: `NOT_FOUND`, `LIMIT_REACHED`. */
export const StateAgeSignal: Route<{
  readonly params: {
    /** The app store that signals. */
    readonly store: AgeStore;
  };
  readonly body: {
    /** The greatest age of the range; null where the store names no upper end. */
    readonly upper: number | null;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/users/me/age-signals/{store}', empty: true };

/** Exclude yourself from betting content, at once on all devices. It ends seven days after its term, never sooner; another one can only make it longer. At most 20 calls a day. Refusals: `NOT_FOUND`. */
export const Exclude: Route<{
  readonly body: {
    readonly term: "6_months" | "1_year" | "2_years" | "5_years";
  };
  readonly data: Excluded;
}> = { method: 'POST', path: '/api/v1/users/me/exclusion' };

/** Take a break of a day to six weeks from betting content, at once on all devices. It cannot be ended sooner. At most 20 calls a day. Refusals: `NOT_FOUND`. */
export const CoolOff: Route<{
  readonly body: {
    /** From 24 to 1008. */
    readonly hours: number;
  };
  readonly data: Excluded;
}> = { method: 'POST', path: '/api/v1/users/me/cool-off' };

/** Be reminded by your apps after so many minutes of use. Null ends it. At most 20 calls a day. Refusals: `NOT_FOUND`, `LIMIT_REACHED`. */
export const SetRealityCheck: Route<{
  readonly body: {
    readonly minutes: number | null;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/users/me/reality-check', empty: true };

/** Your limits on stakes, and what is left of them. Refusals: `NOT_FOUND`. */
export const GetStakeLimits: Route<{
  readonly data: StakeLimits;
}> = { method: 'GET', path: '/api/v1/users/me/stake-limits' };

/** Limit what you stake. A first or a lower limit holds at once; a higher one, or none, waits a day and for your second yes. At most 20 calls a day. Refusals: `NOT_FOUND`, `LIMIT_REACHED`. */
export const SetStakeLimit: Route<{
  readonly params: {
    /** By the calendar of your time zone; a week begins on Monday. */
    readonly period: StakePeriod;
  };
  readonly body: {
    /** Null for no limit. */
    readonly units: string | null;
  };
  readonly data: StakeLimits;
}> = { method: 'PUT', path: '/api/v1/users/me/stake-limits/{period}' };

/** Confirm a higher limit a day after you asked for it, and within the week that follows. At most 20 calls a day. Refusals: `NOT_FOUND`, `CONFLICT`, `LIMIT_REACHED`. */
export const ConfirmStakeLimit: Route<{
  readonly params: {
    /** By the calendar of your time zone; a week begins on Monday. */
    readonly period: StakePeriod;
  };
  readonly data: StakeLimits;
}> = { method: 'POST', path: '/api/v1/users/me/stake-limits/{period}/confirmation' };

/** The things that you let apps use, and your answers before. */
export const GetConsents: Route<{
  readonly data: ConsentsView;
}> = { method: 'GET', path: '/api/v1/users/me/permissions' };

/** Say what apps may use, under the text that stands. Each change is kept with its time. At most 30 calls a day. Refusals: `NOT_FOUND`, `CONFLICT`, `LIMIT_REACHED`. */
export const SetConsents: Route<{
  readonly body: Consents;
  readonly data: ConsentsView;
}> = { method: 'PUT', path: '/api/v1/users/me/permissions' };

/** Follow a bettor, or ask to where the account is private. A second call changes nothing. At most 30 calls a minute, and 400 calls a day (100 for accounts younger than 24 hours). Refusals: `NOT_FOUND`, `LIMIT_REACHED`. */
export const FollowUser: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly data: Follow;
}> = { method: 'POST', path: '/api/v1/users/{user}/follow' };

/** End a follow, or take a request back. A second call changes nothing. Refusals: `NOT_FOUND`. */
export const UnfollowUser: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/users/{user}/follow', empty: true };

/** Be told of each new item of a bettor whom you follow. It ends with the follow. At most 60 calls a minute of all people together, and 400 calls a day of all people together (100 for accounts younger than 24 hours). Refusals: `NOT_FOUND`, `CONFLICT`. */
export const RingBell: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/users/{user}/bell', empty: true };

/** Be told no more of each new item. Refusals: `NOT_FOUND`. */
export const SilenceBell: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/users/{user}/bell', empty: true };

/** Requests to follow you, newest first. */
export const ListFollowRequests: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 50. `50` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly ListedPerson[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/users/me/follow-requests', paged: true };

/** Accept a request to follow you. A second call changes nothing. Refusals: `NOT_FOUND`. */
export const AcceptFollow: Route<{
  readonly params: {
    /** The id of the other person. */
    readonly userId: Uuid;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/users/me/follow-requests/{userId}', empty: true };

/** Decline a request to follow you. The other one is not told. */
export const DeclineFollow: Route<{
  readonly params: {
    /** The id of the other person. */
    readonly userId: Uuid;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/users/me/follow-requests/{userId}', empty: true };

/** Remove a follower of yours. They are not told, and may follow again. */
export const RemoveFollower: Route<{
  readonly params: {
    /** The id of the other person. */
    readonly userId: Uuid;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/users/me/followers/{userId}', empty: true };

/** The followers of a bettor, newest first. At most 60 pages of other people's lists an hour. Not found where the account is private or hides its lists from you. Refusals: `NOT_FOUND`. */
export const ListFollowers: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 50. `50` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly ListedPerson[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/users/{user}/followers', paged: true };

/** Those whom a bettor follows, newest first. At most 60 pages of other people's lists an hour. Not found where the account is private or hides its lists from you. Refusals: `NOT_FOUND`. */
export const ListFollowing: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 50. `50` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly ListedPerson[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/users/{user}/following', paged: true };

/** Block a bettor: each of you is hidden from the other, and follows, requests and contact end. A second call changes nothing. Refusals: `NOT_FOUND`, `LIMIT_REACHED`. */
export const BlockUser: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/users/{user}/block', empty: true };

/** Take a block back. It restores nothing. At most 60 calls a minute of all people together, and 400 calls a day of all people together (100 for accounts younger than 24 hours). Refusals: `NOT_FOUND`. */
export const UnblockUser: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/users/{user}/block', empty: true };

/** Leave a bettor out of your lists. They are not told. A second call changes nothing. At most 60 calls a minute of all people together, and 400 calls a day of all people together (100 for accounts younger than 24 hours). Refusals: `NOT_FOUND`, `LIMIT_REACHED`. */
export const MuteUser: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/users/{user}/mute', empty: true };

/** Take a mute back. At most 60 calls a minute of all people together, and 400 calls a day of all people together (100 for accounts younger than 24 hours). Refusals: `NOT_FOUND`. */
export const UnmuteUser: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/users/{user}/mute', empty: true };

/** Those whom you block, in the order of their ids. */
export const ListBlocks: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 50. `50` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly ListedPerson[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/users/me/blocks', paged: true };

/** Those whom you mute, in the order of their ids. */
export const ListMutes: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 50. `50` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly Person[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/users/me/mutes', paged: true };

/** Your contacts and the requests in both directions, in the order of the other people’s ids. */
export const ListContacts: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 50. `50` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly Contact[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/contacts', paged: true };

/** Ask a bettor to be your contact. It accepts where they have asked you. A second call changes nothing. At most 60 calls a minute of all people together, and 400 calls a day of all people together (100 for accounts younger than 24 hours). Refusals: `NOT_FOUND`. */
export const RequestContact: Route<{
  readonly body: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly data: Contact;
}> = { method: 'POST', path: '/api/v1/contacts/request' };

/** Accept the request of this bettor. Only the one who was asked can. A second call changes nothing. Refusals: `NOT_FOUND`, `FORBIDDEN`. */
export const AcceptContact: Route<{
  readonly params: {
    /** The id of the other person. */
    readonly id: Uuid;
  };
  readonly data: Contact;
}> = { method: 'PUT', path: '/api/v1/contacts/{id}/accept' };

/** End a contact, decline its request or take your own back. A second call changes nothing. */
export const DeleteContact: Route<{
  readonly params: {
    /** The id of the other person. */
    readonly id: Uuid;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/contacts/{id}', empty: true };

/** Events by start. A day is the one of the league’s own calendar unless `tz` says otherwise; without a date, from today on. */
export const ListEvents: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
    /** A sport (`basketball`) or a league (`nba`). */
    readonly sport?: SportOrLeague;
    /** Games of one league. */
    readonly league?: "nfl" | "ncaaf" | "nba" | "wnba" | "ncaab" | "mlb" | "nhl" | "epl" | "la_liga" | "bundesliga" | "serie_a" | "ligue_1" | "mls" | "champions_league" | "europa_league" | "world_cup" | "euro" | "dfb_pokal" | "atp" | "wta" | "ufc" | "boxing" | "nrl" | "six_nations" | "afl" | "golf_majors";
    /** Games that start on this day of the calendar of `tz`. From today on where left out. Rule: must lie from 2000 to 2099. */
    readonly date?: CalendarDay;
    /** The time zone of `date`: that of the league of a game where left out. Rule: must be a time zone such as Europe/London. At most 64 characters. */
    readonly tz?: string;
  };
  readonly data: readonly EventSummary[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/events', paged: true, tagged: true };

/** One event: every line at every book, the markets on its players, its starts, its results. Refusals: `NOT_FOUND`. */
export const GetEvent: Route<{
  readonly params: {
    /** The id of a game. */
    readonly eventId: Uuid;
  };
  readonly data: EventDetail;
}> = { method: 'GET', path: '/api/v1/events/{eventId}', tagged: true };

/** The sports, their leagues and what is in season of each, and the markets on which picks are taken. Without a token the answer may be 30 seconds old. */
export const ListSports: Route<{
  readonly data: readonly Sport[];
}> = { method: 'GET', path: '/api/v1/sports', tagged: true };

/** Post a pick on events that have not started: a single of one leg, or a ticket of several. At most 10 accepted calls an hour. Refusals: `NOT_FOUND`, `PICK_LOCKED`, `STAKE_LIMIT_REACHED`. */
export const PlacePick: Route<{
  readonly body: {
    /** `"single"` where left out. */
    readonly kind?: TicketKind;
    /** 1 to 12 items. */
    readonly legs: readonly NewLeg[];
    /** Legs in each combination of a round robin. From 2 to 12. */
    readonly size?: number;
    /** The quoted price of a same-game parlay, or of a teaser with all its legs. */
    readonly odds?: Odds;
    /** Prices of a teaser by the number of legs that are left when others tie. */
    readonly teaserPrices?: { readonly [name: string]: Odds };
    readonly superTeaser?: boolean;
    readonly stakeUnits: StakeUnits;
    /** One line of 1 to 40 characters (grapheme clusters) and at most 160 bytes in UTF-8. */
    readonly book?: string;
    /** Text of 1 to 4000 characters (grapheme clusters) and at most 12000 bytes in UTF-8. */
    readonly analysis?: string;
    /** False keeps the pick out of all feeds. It stays on your profile. `true` where left out. */
    readonly shareToFeed?: boolean;
    /** True shows its terms to you alone until it locks. Others see that there is a pick, on which events, and its stake. */
    readonly sealed?: boolean;
  };
  readonly data: Pick;
}> = { method: 'POST', path: '/api/v1/picks', key: true };

/** One pick, with its newest 10 revisions, every outcome and its receipt. Refusals: `NOT_FOUND`. */
export const GetPick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly data: MarkedPickDetail;
}> = { method: 'GET', path: '/api/v1/picks/{pickId}', tagged: true };

/** Every revision of a pick, newest first. Refusals: `NOT_FOUND`. */
export const ListRevisions: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly PickRevision[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/picks/{pickId}/revisions', paged: true, tagged: true };

/** Change a pick before the first of its events starts. The earlier revision is kept. At most 50 revisions. At most 10 calls a minute. Refusals: `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, `PICK_LOCKED`, `LIMIT_REACHED`, `STAKE_LIMIT_REACHED`. */
export const EditPick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly body: {
    /** The revision that you saw. If there is a newer one, nothing is changed. */
    readonly revision: number;
    /** Rule: a leg is named once. 1 to 12 items. */
    readonly legs?: readonly {
      /** The leg by its number, from 0. Its event and market stay. From 0 to 11. */
      readonly leg: number;
      /** Pattern: `^\S(.*\S)?$`. */
      readonly selection?: string;
      /** With a `selection`, to take the other side: the same competitors, each in another place. 1 to 9 items. */
      readonly opponents?: readonly string[];
      readonly line?: Line;
      readonly odds?: Odds;
    }[];
    /** From 2 to 12. */
    readonly size?: number;
    readonly odds?: Odds;
    /** Prices of a teaser by the number of legs that are left when others tie. */
    readonly teaserPrices?: { readonly [name: string]: Odds };
    readonly stakeUnits?: StakeUnits;
    readonly book?: string | null;
    readonly analysis?: string | null;
  };
  readonly data: Pick;
}> = { method: 'PATCH', path: '/api/v1/picks/{pickId}' };

/** Withdraw a pick before the first of its events starts. It stays visible as withdrawn, and counts as such. Refusals: `FORBIDDEN`, `NOT_FOUND`, `PICK_LOCKED`. */
export const WithdrawPick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly data: Pick;
}> = { method: 'DELETE', path: '/api/v1/picks/{pickId}' };

/** Picks of an author or on an event, newest first. Rule: name an author or an event. Without a token the answer may be 30 seconds old. */
export const ListPicks: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
    /** A sport or a league. */
    readonly sport?: SportOrLeague;
    /** Picks on one market. */
    readonly market?: Market;
    /** Picks of one kind. */
    readonly kind?: TicketKind;
    /** Only those with this status. */
    readonly status?: PickStatus;
    /** A handle, or the id of a user. */
    readonly author?: string;
    /** The id of a game. */
    readonly event?: Uuid;
  };
  readonly data: readonly MarkedPick[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/picks', paged: true, tagged: true };

/** A bettor's picks, newest first. Without a token the answer may be 30 seconds old. Refusals: `NOT_FOUND`. */
export const ListUserPicks: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
    /** A sport or a league. */
    readonly sport?: SportOrLeague;
    /** Picks on one market. */
    readonly market?: Market;
    /** Picks of one kind. */
    readonly kind?: TicketKind;
    /** Only those with this status. */
    readonly status?: PickStatus;
    /** The id of a game. */
    readonly event?: Uuid;
  };
  readonly data: readonly MarkedPick[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/users/{user}/picks', paged: true, tagged: true };

/** Write a post: a text, or words about a pick or a slip of several picks, which are shown as they stand. At most 20 accepted calls an hour (5 for accounts younger than 24 hours). Refusals: `NOT_FOUND`. */
export const CreatePost: Route<{
  readonly body: NewTextPost | NewPickPost | NewSlipPost;
  readonly data: PostDetail;
}> = { method: 'POST', path: '/api/v1/posts', key: true };

/** One post, with the whole of its text and its picks as they stand. Refusals: `NOT_FOUND`. */
export const GetPost: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly data: PostDetail;
}> = { method: 'GET', path: '/api/v1/posts/{postId}', tagged: true };

/** Every text that a post has had, newest first. Refusals: `NOT_FOUND`. */
export const ListPostRevisions: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly PostRevision[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/posts/{postId}/revisions', paged: true, tagged: true };

/** A bettor's posts, newest first. Long texts are shown by their beginning. Refusals: `NOT_FOUND`. */
export const ListUserPosts: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly PostDetail[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/users/{user}/posts', paged: true, tagged: true };

/** Change the text of a post. The earlier text is kept. At most 50 revisions. At most 30 calls a minute of all edits together (7 for accounts younger than 24 hours). Refusals: `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, `LIMIT_REACHED`. */
export const EditPost: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly body: {
    /** Text of 1 to 2000 characters (grapheme clusters) and at most 8000 bytes in UTF-8. */
    readonly text: string;
    /** `[]` where left out. */
    readonly mentions?: NewMentions;
    /** The revision that you saw. If there is a newer one, nothing is changed. */
    readonly revision: number;
  };
  readonly data: PostDetail;
}> = { method: 'PATCH', path: '/api/v1/posts/{postId}' };

/** Delete a post. It is shown to nobody any more, nor are its comments. Refusals: `FORBIDDEN`, `NOT_FOUND`. */
export const DeletePost: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/posts/{postId}', empty: true };

/** Comment on a post, or answer a comment on it. At most 10 calls a minute of all comments together (2 for accounts younger than 24 hours). Refusals: `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`. */
export const CommentOnPost: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly body: {
    /** Text of 1 to 1000 characters (grapheme clusters) and at most 4000 bytes in UTF-8. */
    readonly text: string;
    /** `[]` where left out. */
    readonly mentions?: NewMentions;
    /** The comment that this one answers. An answer has no answers of its own. */
    readonly parentId?: Uuid;
  };
  readonly data: Comment;
}> = { method: 'POST', path: '/api/v1/posts/{postId}/comment', key: true };

/** Comment on a pick, or answer a comment on it. At most 10 calls a minute of all comments together (2 for accounts younger than 24 hours). Refusals: `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`. */
export const CommentOnPick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly body: {
    /** Text of 1 to 1000 characters (grapheme clusters) and at most 4000 bytes in UTF-8. */
    readonly text: string;
    /** `[]` where left out. */
    readonly mentions?: NewMentions;
    /** The comment that this one answers. An answer has no answers of its own. */
    readonly parentId?: Uuid;
  };
  readonly data: Comment;
}> = { method: 'POST', path: '/api/v1/picks/{pickId}/comment', key: true };

/** The comments on a post, or the answers to one of them. A deleted comment is shown while it has answers. Refusals: `NOT_FOUND`. */
export const ListPostComments: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
    /** The answers to this comment; without it the comments on the item itself. */
    readonly parentId?: Uuid;
    /** The order of the comments. `"oldest"` where left out. */
    readonly order?: CommentOrder;
  };
  readonly data: readonly Comment[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/posts/{postId}/comments', paged: true, tagged: true };

/** The comments on a pick, or the answers to one of them. A deleted comment is shown while it has answers. Refusals: `NOT_FOUND`. */
export const ListPickComments: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
    /** The answers to this comment; without it the comments on the item itself. */
    readonly parentId?: Uuid;
    /** The order of the comments. `"oldest"` where left out. */
    readonly order?: CommentOrder;
  };
  readonly data: readonly Comment[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/picks/{pickId}/comments', paged: true, tagged: true };

/** Change the text of your comment. At most 30 calls a minute of all edits together (7 for accounts younger than 24 hours). Refusals: `FORBIDDEN`, `NOT_FOUND`. */
export const EditComment: Route<{
  readonly params: {
    /** The id of a comment. */
    readonly commentId: Uuid;
  };
  readonly body: {
    /** Text of 1 to 1000 characters (grapheme clusters) and at most 4000 bytes in UTF-8. */
    readonly text: string;
    /** `[]` where left out. */
    readonly mentions?: NewMentions;
  };
  readonly data: Comment;
}> = { method: 'PATCH', path: '/api/v1/comments/{commentId}' };

/** Delete your comment, or remove one from your post or pick. It stays without its text while it has answers. Refusals: `FORBIDDEN`, `NOT_FOUND`. */
export const DeleteComment: Route<{
  readonly params: {
    /** The id of a comment. */
    readonly commentId: Uuid;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/comments/{commentId}', empty: true };

/** React to a post. A second call with the same name changes nothing. At most 60 calls a minute of all reactions together (15 for accounts younger than 24 hours). Refusals: `NOT_FOUND`. */
export const ReactToPost: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly body: {
    readonly name: ReactionName;
  };
  readonly data: OwnReaction;
}> = { method: 'POST', path: '/api/v1/posts/{postId}/react' };

/** React to a pick. A second call with the same name changes nothing. At most 60 calls a minute of all reactions together (15 for accounts younger than 24 hours). Refusals: `NOT_FOUND`. */
export const ReactToPick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly body: {
    readonly name: ReactionName;
  };
  readonly data: OwnReaction;
}> = { method: 'POST', path: '/api/v1/picks/{pickId}/react' };

/** Take a reaction to a post back. At most 60 calls a minute of all reactions together (15 for accounts younger than 24 hours). Refusals: `NOT_FOUND`. */
export const UnreactToPost: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
    /** The name of a reaction. */
    readonly name: ReactionName;
  };
  readonly data: OwnReaction;
}> = { method: 'DELETE', path: '/api/v1/posts/{postId}/react/{name}' };

/** Take a reaction to a pick back. At most 60 calls a minute of all reactions together (15 for accounts younger than 24 hours). Refusals: `NOT_FOUND`. */
export const UnreactToPick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
    /** The name of a reaction. */
    readonly name: ReactionName;
  };
  readonly data: OwnReaction;
}> = { method: 'DELETE', path: '/api/v1/picks/{pickId}/react/{name}' };

/** People who have reacted to a post, in the order of their ids. Refusals: `NOT_FOUND`. */
export const ListPostReactions: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
    /** The name of a reaction. */
    readonly name?: ReactionName;
  };
  readonly data: readonly Reaction[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/posts/{postId}/reactions', paged: true, tagged: true };

/** People who have reacted to a pick, in the order of their ids. Refusals: `NOT_FOUND`. */
export const ListPickReactions: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
    /** The name of a reaction. */
    readonly name?: ReactionName;
  };
  readonly data: readonly Reaction[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/picks/{pickId}/reactions', paged: true, tagged: true };

/** Bookmark a post. Nobody else sees that. At most 60 calls a minute of all marks together. Refusals: `NOT_FOUND`. */
export const BookmarkPost: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly data: OwnMarks;
}> = { method: 'PUT', path: '/api/v1/posts/{postId}/bookmark' };

/** Bookmark a pick. Nobody else sees that. At most 60 calls a minute of all marks together. Refusals: `NOT_FOUND`. */
export const BookmarkPick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly data: OwnMarks;
}> = { method: 'PUT', path: '/api/v1/picks/{pickId}/bookmark' };

/** Forget the bookmark of a post. At most 60 calls a minute of all marks together. Refusals: `NOT_FOUND`. */
export const UnbookmarkPost: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly data: OwnMarks;
}> = { method: 'DELETE', path: '/api/v1/posts/{postId}/bookmark' };

/** Forget the bookmark of a pick. At most 60 calls a minute of all marks together. Refusals: `NOT_FOUND`. */
export const UnbookmarkPick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly data: OwnMarks;
}> = { method: 'DELETE', path: '/api/v1/picks/{pickId}/bookmark' };

/** Your bookmarks, newest items first. Items that you may no longer see are left out. */
export const ListBookmarks: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly Item[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/users/me/bookmarks', paged: true };

/** Hear no more of the thread of a post. At most 60 calls a minute of all marks together. Refusals: `NOT_FOUND`. */
export const MutePost: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly data: OwnMarks;
}> = { method: 'PUT', path: '/api/v1/posts/{postId}/mute' };

/** Hear no more of the thread of a pick. At most 60 calls a minute of all marks together. Refusals: `NOT_FOUND`. */
export const MutePick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly data: OwnMarks;
}> = { method: 'PUT', path: '/api/v1/picks/{pickId}/mute' };

/** Hear of the thread of a post again. At most 60 calls a minute of all marks together. Refusals: `NOT_FOUND`. */
export const UnmutePost: Route<{
  readonly params: {
    /** The id of a post. */
    readonly postId: Uuid;
  };
  readonly data: OwnMarks;
}> = { method: 'DELETE', path: '/api/v1/posts/{postId}/mute' };

/** Hear of the thread of a pick again. At most 60 calls a minute of all marks together. Refusals: `NOT_FOUND`. */
export const UnmutePick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly data: OwnMarks;
}> = { method: 'DELETE', path: '/api/v1/picks/{pickId}/mute' };

/** Open the conversation with a person, the same one each time, or make a group under an Idempotency-Key, of people who let you add them: by default your contacts. At most 30 calls an hour (5 for accounts younger than 24 hours). Refusals: `NOT_FOUND`, `CANNOT_ADD`, `LIMIT_REACHED`, `CONFLICT`. */
export const CreateConversation: Route<{
  readonly body: NewDirectConversation | NewGroup;
  readonly data: ConversationDetail;
}> = { method: 'POST', path: '/api/v1/conversations', key: true };

/** Your conversations: pinned ones, then the last one active first. Requests to talk to you are in a folder of their own, and so is what you have archived. At most 30 calls a minute. */
export const ListConversations: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `50` where left out. */
    readonly limit?: number;
    /** The folder that is listed. `"inbox"` where left out. */
    readonly folder?: "inbox" | "requests" | "archived";
  };
  readonly data: readonly ListedConversation[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/conversations', paged: true };

/** A conversation of yours, with its members. At most 120 calls a minute of all reading together. Refusals: `NOT_FOUND`. */
export const GetConversation: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly data: ConversationDetail;
}> = { method: 'GET', path: '/api/v1/conversations/{conversationId}' };

/** Change a group's name, its picture, or what new members see. For its owner and admins. At most 60 calls a minute of all members together, and 1000 calls a day of all members together (100 for accounts younger than 24 hours). Refusals: `NOT_FOUND`, `ROLE_REQUIRED`, `CONFLICT`. */
export const UpdateConversation: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly body: {
    /** One line of 1 to 80 characters (grapheme clusters) and at most 320 bytes in UTF-8. */
    readonly name?: string;
    readonly history?: GroupHistory;
    /** A ready upload of yours for the picture of a group. Null takes the picture away. */
    readonly pictureId?: Uuid | null;
  };
  readonly data: ConversationDetail;
}> = { method: 'PATCH', path: '/api/v1/conversations/{conversationId}' };

/** Accept a request to talk to you, also one that you declined. An answer accepts it too. A second call changes nothing. Refusals: `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`, `MESSAGE_NOT_ALLOWED`. */
export const AcceptConversation: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly data: ConversationDetail;
}> = { method: 'POST', path: '/api/v1/conversations/{conversationId}/accept' };

/** Decline a request to talk to you, and block the one who asked if you want. They are not told. A second call changes nothing. Refusals: `NOT_FOUND`, `CONFLICT`, `LIMIT_REACHED`. */
export const DeclineConversation: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly body: {
    /** `false` where left out. */
    readonly block?: boolean;
  };
  readonly data: null;
}> = { method: 'POST', path: '/api/v1/conversations/{conversationId}/decline', empty: true };

/** Mute, pin or archive a conversation for yourself, or mark it unread. A mute may leave mentions. A field that you leave out stays. At most 120 calls a minute of all reading together. Refusals: `NOT_FOUND`. */
export const SetConversation: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly body: {
    /** You are told of nothing. */
    readonly muted?: {
      /** Null: until you take it back. */
      readonly until: Instant | null;
      /** You are still told of messages that mention you. `false` where left out. */
      readonly exceptMentions?: boolean;
    } | null;
    /** Listed first. */
    readonly pinned?: boolean;
    /** Listed apart. */
    readonly archived?: boolean;
    /** Until you read or write. */
    readonly markedUnread?: boolean;
  };
  readonly data: ConversationSettings;
}> = { method: 'PUT', path: '/api/v1/conversations/{conversationId}/me' };

/** Hide all that was said up to now from yourself, for good. The others keep it. At most 120 calls a minute of all reading together. Refusals: `NOT_FOUND`. */
export const ClearHistory: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/conversations/{conversationId}/me/history', empty: true };

/** Pin a message for all, at most 5 in a conversation. In a group for its owner and admins. At most 30 calls a minute of all pins together. Refusals: `NOT_FOUND`, `ROLE_REQUIRED`, `MESSAGE_NOT_ALLOWED`, `MESSAGE_DELETED`, `LIMIT_REACHED`. */
export const PinMessage: Route<{
  readonly params: {
    /** The id of a message. */
    readonly messageId: string;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/messages/{messageId}/pin', empty: true };

/** Unpin a message. In a group for its owner and admins. At most 30 calls a minute of all pins together. Refusals: `NOT_FOUND`, `ROLE_REQUIRED`, `MESSAGE_NOT_ALLOWED`, `MESSAGE_DELETED`, `LIMIT_REACHED`. */
export const UnpinMessage: Route<{
  readonly params: {
    /** The id of a message. */
    readonly messageId: string;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/messages/{messageId}/pin', empty: true };

/** Add somebody to a group who lets you: by default your contacts. For its owner and admins. Nobody who left or was removed can be added again. Refusals: `NOT_FOUND`, `ROLE_REQUIRED`, `CANNOT_ADD`, `GROUP_FULL`, `CONFLICT`. */
export const AddMember: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
    /** The id of the other person. */
    readonly userId: Uuid;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/conversations/{conversationId}/members/{userId}', empty: true };

/** Remove a member from a group, or leave it by your own id. An owner with other members hands over first. Refusals: `NOT_FOUND`, `ROLE_REQUIRED`, `CONFLICT`. */
export const RemoveMember: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
    /** The id of the other person. */
    readonly userId: Uuid;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/conversations/{conversationId}/members/{userId}', empty: true };

/** Make a member an admin, or an admin a member. For the owner. At most 60 calls a minute of all members together, and 1000 calls a day of all members together (100 for accounts younger than 24 hours). Refusals: `NOT_FOUND`, `ROLE_REQUIRED`, `CONFLICT`. */
export const SetMemberRole: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
    /** The id of the other person. */
    readonly userId: Uuid;
  };
  readonly body: {
    readonly role: "admin" | "member";
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/conversations/{conversationId}/members/{userId}/role', empty: true };

/** Hand a group over to a member. You stay as an admin. At most 60 calls a minute of all members together, and 1000 calls a day of all members together (100 for accounts younger than 24 hours). Refusals: `NOT_FOUND`, `ROLE_REQUIRED`, `CONFLICT`. */
export const SetOwner: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly body: {
    readonly userId: Uuid;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/conversations/{conversationId}/owner', empty: true };

/** React to a message. It is an entry of the log. A second call with the same name changes nothing. At most 60 calls a minute of all chat-reactions together (30 for accounts younger than 24 hours). Refusals: `NOT_FOUND`, `MESSAGE_NOT_ALLOWED`, `MESSAGE_DELETED`. */
export const ReactToMessage: Route<{
  readonly params: {
    /** The id of a message. */
    readonly messageId: string;
  };
  readonly body: {
    readonly name: ReactionName;
  };
  readonly data: OwnMessageReaction;
}> = { method: 'POST', path: '/api/v1/messages/{messageId}/react' };

/** Take a reaction to a message back. At most 60 calls a minute of all chat-reactions together (30 for accounts younger than 24 hours). Refusals: `NOT_FOUND`, `MESSAGE_NOT_ALLOWED`, `MESSAGE_DELETED`. */
export const UnreactToMessage: Route<{
  readonly params: {
    /** The id of a message. */
    readonly messageId: string;
    /** The name of a reaction. */
    readonly name: ReactionName;
  };
  readonly data: OwnMessageReaction;
}> = { method: 'DELETE', path: '/api/v1/messages/{messageId}/react/{name}' };

/** Find messages by the beginnings of their words, whatever case and accents, in your conversations or in one: in the newest parts first. A page may be empty and not the last: ask on with its cursor. At most 10 calls a minute. Refusals: `NOT_FOUND`. */
export const SearchMessages: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 50. `20` where left out. */
    readonly limit?: number;
    /** One word or several: messages that have all of them. One line of 2 to 100 characters (grapheme clusters) and at most 400 bytes in UTF-8. */
    readonly q: string;
    /** The id of a conversation. */
    readonly conversationId?: string;
  };
  readonly data: readonly Entry[];
  readonly meta: {
    /** Some of the entries came from the archive, which takes longer. */
    readonly archived: boolean;
    /** The age that the search has come to; null once all is searched. */
    readonly searchedThrough: Instant | null;
  };
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/search/messages', paged: true };

/** Make a link by which people join a group by themselves. For its owner and admins, at most 20 that live. At most 60 calls a minute of all links together. Refusals: `NOT_FOUND`, `ROLE_REQUIRED`, `CONFLICT`, `LIMIT_REACHED`. */
export const CreateInvite: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly body: {
    /** From 1 to 30. `7` where left out. */
    readonly days?: number;
    /** From 1 to 256. `256` where left out. */
    readonly most?: number;
  };
  readonly data: NewInvite;
}> = { method: 'POST', path: '/api/v1/conversations/{conversationId}/invites' };

/** The living links to a group, without their secrets. For its owner and admins. At most 60 calls a minute of all links together. Refusals: `NOT_FOUND`, `ROLE_REQUIRED`, `CONFLICT`. */
export const ListInvites: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly data: readonly Invite[];
}> = { method: 'GET', path: '/api/v1/conversations/{conversationId}/invites' };

/** End a link to a group. For its owner and admins. A second call changes nothing. At most 60 calls a minute of all links together. Refusals: `NOT_FOUND`, `ROLE_REQUIRED`, `CONFLICT`. */
export const RevokeInvite: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
    /** The id of a link, as the list of links shows it. */
    readonly inviteId: Uuid;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/conversations/{conversationId}/invites/{inviteId}', empty: true };

/** The group to which a link leads: its name, its picture and the number of its members. The same 404 for a link that is over. At most 60 calls a minute of all links together. Refusals: `NOT_FOUND`. */
export const PreviewInvite: Route<{
  readonly params: {
    /** The secret from the link. At most 128 characters. */
    readonly token: string;
  };
  readonly data: InvitePreview;
}> = { method: 'GET', path: '/api/v1/invites/{token}' };

/** Join a group by a link. Who left or was removed comes back in this way alone, and sees again what they saw before. A second call changes nothing. At most 60 calls a minute of all links together. Refusals: `NOT_FOUND`, `GROUP_FULL`, `LIMIT_REACHED`. */
export const JoinByInvite: Route<{
  readonly params: {
    /** The secret from the link. At most 128 characters. */
    readonly token: string;
  };
  readonly data: ConversationDetail;
}> = { method: 'POST', path: '/api/v1/invites/{token}' };

/** Entries by their numbers, in rising order: those after a number, those before one, those around one, or else the newest. Whoever asks for those after the last number they have misses nothing. Rule: one of after, before and around. Refusals: `NOT_FOUND`. */
export const ListMessages: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly query: {
    /** Entries after this number. */
    readonly after?: number;
    /** Entries before this number. */
    readonly before?: number;
    /** Entries on both sides of this number. */
    readonly around?: number;
    /** The most items of the page. From 1 to 100. `50` where left out. */
    readonly limit?: number;
  };
  readonly data: Entries;
  readonly meta: {
    /** Some of the entries came from the archive, which takes longer. */
    readonly archived: boolean;
  };
}> = { method: 'GET', path: '/api/v1/conversations/{conversationId}/messages' };

/** The members who have got or read a message of yours. Empty for who has switched receipts off. At most 30 calls a minute. Refusals: `NOT_FOUND`. */
export const ListReceipts: Route<{
  readonly params: {
    /** The id of a message. */
    readonly messageId: string;
  };
  readonly data: MessageReceipts;
}> = { method: 'GET', path: '/api/v1/messages/{messageId}/receipts' };

/** Say up to which entry you have read. It never goes back. At most 120 calls a minute of all reading together. Refusals: `NOT_FOUND`. */
export const ReadMessages: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly body: {
    readonly seq: number;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/conversations/{conversationId}/read', empty: true };

/** Send a message, once under its clientMessageId. It has the number of its place, for good. Refusals: `NOT_FOUND`, `MESSAGE_NOT_ALLOWED`, `CONFLICT`. */
export const SendMessage: Route<{
  readonly params: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
  readonly body: NewTextMessage | NewImageMessage | NewFileMessage | NewVoiceMessage | NewSlipMessage | NewAnalysisMessage;
  readonly data: Entry;
}> = { method: 'POST', path: '/api/v1/conversations/{conversationId}/messages' };

/** Change the text of your message within 15 minutes, at most 20 times. The earlier text is kept in the log. At most 30 calls a minute of all edits together (7 for accounts younger than 24 hours). Refusals: `NOT_FOUND`, `FORBIDDEN`, `MESSAGE_NOT_ALLOWED`, `EDIT_WINDOW_CLOSED`, `MESSAGE_DELETED`, `CONFLICT`, `LIMIT_REACHED`. */
export const EditMessage: Route<{
  readonly params: {
    /** The id of a message. */
    readonly messageId: string;
  };
  readonly body: {
    /** Text of 1 to 4000 characters (grapheme clusters) and at most 16000 bytes in UTF-8. */
    readonly text: string;
    /** Those of the new text; none where it is left out. */
    readonly mentions?: NewMentions;
    /** The revision that you saw. If there is a newer one, nothing is changed. */
    readonly revision: number;
  };
  readonly data: Entry;
}> = { method: 'PATCH', path: '/api/v1/messages/{messageId}' };

/** Delete your message for everyone, or one of a member of your group. Its words are erased, with those before edits. Refusals: `NOT_FOUND`, `FORBIDDEN`. */
export const DeleteMessage: Route<{
  readonly params: {
    /** The id of a message. */
    readonly messageId: string;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/messages/{messageId}', empty: true };

/** All that you miss after the numbers that you have, when an app wakes: 50 changed conversations a call, the newest 20 entries each. A conversation that you do not name is new to you. At most 30 calls a minute. */
export const SyncConversations: Route<{
  readonly body: {
    /** The number of the newest entry that you have of each conversation, without a gap before it. Rule: at most 500 conversations. */
    readonly known: { readonly [name: string]: number };
    /** From the reply before. `known` is the same as in the first call. At most 1024 characters. */
    readonly cursor?: string;
  };
  readonly data: Sync;
  readonly meta: {
    /** Some of the entries came from the archive, which takes longer. */
    readonly archived: boolean;
  };
}> = { method: 'POST', path: '/api/v1/sync' };

/** The things that others learn of you in conversations. At most 120 calls a minute of all reading together. */
export const GetChatSettings: Route<{
  readonly data: ChatSettings;
}> = { method: 'GET', path: '/api/v1/conversations/settings' };

/** Choose what others learn of you in conversations. All is on at first. At most 30 calls a minute of all edits together (7 for accounts younger than 24 hours). */
export const SetChatSettings: Route<{
  readonly body: ChatSettings;
  readonly data: ChatSettings;
}> = { method: 'PUT', path: '/api/v1/conversations/settings' };

/** A bettor's record, and what it consists of. It equals a recomputation from their settled picks. Without a token the answer may be 30 seconds old. Refusals: `NOT_FOUND`. */
export const GetUserStats: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly query: {
    /** The days that are counted. `"all"` where left out. */
    readonly timeframe?: Timeframe;
    /** The dimension by which the record is split. */
    readonly by?: Dimension;
  };
  readonly data: {
    readonly timeframe: Timeframe;
    readonly wins: number;
    readonly losses: number;
    readonly pushes: number;
    /** Picks that are neither push nor void. */
    readonly decided: number;
    /** Stakes of the decided picks. Pattern: `^-?\d+\.\d{6}$`. */
    readonly turnoverUnits: string;
    /** Pattern: `^-?\d+\.\d{6}$`. */
    readonly profitUnits: string;
    /** 100 · profit / turnover; null without turnover. */
    readonly roiPercent: string | null;
    /** 100 · wins / (wins + losses); null without either. */
    readonly winRatePercent: string | null;
    readonly voids: number;
    readonly clv: ClvSummary;
    readonly quoted: QuotedRecord;
    /** The run of wins (+) or losses (-) that ends now, within the newest thousand settled picks; pushes and voids are skipped. */
    readonly streak: number;
    /** Picks ever placed, over all time. */
    readonly placed: number;
    /** Of these, withdrawn before the start. */
    readonly withdrawn: number;
    /** Null unless `by` asks for one. */
    readonly breakdown: {
      readonly by: Dimension;
      readonly rows: Breakdown;
      /** Null: breakdowns cover the whole timeframe, and add up to the record beside them. Otherwise there is more than they can hold, and they cover the newest settled picks, from this settlement on: 10,000 of your own, 2,500 of anybody. */
      readonly since: Instant | null;
    } | null;
  };
}> = { method: 'GET', path: '/api/v1/users/{user}/stats', tagged: true };

/** Your record in every breakdown. */
export const GetMyAnalytics: Route<{
  readonly query: {
    /** The days that are counted. `"all"` where left out. */
    readonly timeframe?: Timeframe;
  };
  readonly data: {
    readonly timeframe: Timeframe;
    readonly wins: number;
    readonly losses: number;
    readonly pushes: number;
    /** Picks that are neither push nor void. */
    readonly decided: number;
    /** Stakes of the decided picks. Pattern: `^-?\d+\.\d{6}$`. */
    readonly turnoverUnits: string;
    /** Pattern: `^-?\d+\.\d{6}$`. */
    readonly profitUnits: string;
    /** 100 · profit / turnover; null without turnover. */
    readonly roiPercent: string | null;
    /** 100 · wins / (wins + losses); null without either. */
    readonly winRatePercent: string | null;
    readonly voids: number;
    readonly clv: ClvSummary;
    readonly quoted: QuotedRecord;
    /** The run of wins (+) or losses (-) that ends now, within the newest thousand settled picks; pushes and voids are skipped. */
    readonly streak: number;
    /** Picks ever placed, over all time. */
    readonly placed: number;
    /** Of these, withdrawn before the start. */
    readonly withdrawn: number;
    readonly breakdowns: {
      readonly sport: Breakdown;
      readonly market: Breakdown;
      readonly book: Breakdown;
      readonly odds_band: Breakdown;
      readonly month: Breakdown;
    };
    /** Null: breakdowns cover the whole timeframe, and add up to the record beside them. Otherwise there is more than they can hold, and they cover the newest settled picks, from this settlement on: 10,000 of your own, 2,500 of anybody. */
    readonly since: Instant | null;
  };
}> = { method: 'GET', path: '/api/v1/analytics/me' };

/** The hundred best by ROI or win rate, rebuilt every 15 minutes. At least 10 decided picks at quoted prices, on 10 events, in the timeframe. */
export const GetLeaderboard: Route<{
  readonly query: {
    /** The number that ranks. `"roi"` where left out. */
    readonly metric?: Metric;
    /** The days that are counted. `"30d"` where left out. */
    readonly timeframe?: Timeframe;
    /** The most items of the page. From 1 to 100. `100` where left out. */
    readonly limit?: number;
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** A page by number, from 1; a cursor stays with one version of the board, a page does not. From 1 to 100. */
    readonly page?: number;
  };
  readonly data: readonly BoardRow[];
  readonly meta: {
    /** The time at which this version of the board was built; null before the first one. */
    readonly asOf: Instant | null;
  };
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/leaderboard', paged: true, tagged: true };

/** Posts and picks of those whom you follow, newest first, of the last 30 days and at most 400. A page may be short although more follow. At most 30 calls a minute of all feeds together. */
export const GetFollowing: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 20. `20` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly Item[];
  readonly meta: {
    /** The feed has everything that was posted since then by those whom you follow. */
    readonly completeSince: Instant;
  };
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/feed/following', paged: true };

/** Your home feed: items of people whom you follow, your own, and trending ones of your sports, ranked once for all of its pages. A cursor is good for 30 minutes. Items that have changed or gone since are shown as they are. Refusals: `FEED_SESSION_EXPIRED`. */
export const GetFeed: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 20. `20` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly FeedItem[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/feed', paged: true };

/** The 200 items to which most people react now: each person counts once for an item, and half as much every 6 hours. Built every 5 minutes; a cursor stays with its version. At most 30 calls a minute of all feeds together. Refusals: `FEED_SESSION_EXPIRED`. */
export const GetTrending: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 20. `20` where left out. */
    readonly limit?: number;
    /** One sport; all where left out. */
    readonly sport?: CoveredSport;
  };
  readonly data: readonly TrendingItem[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/feed/trending', paged: true };

/** Ask your feeds for less of an item’s author (`less`), or not to show the item again (`hide`). Both count for 90 days. At most 30 calls a minute, and 200 calls a day. Refusals: `NOT_FOUND`. */
export const GiveFeedback: Route<{
  readonly body: {
    readonly itemId: Uuid;
    readonly feedback: "less" | "hide";
  };
  readonly data: null;
}> = { method: 'POST', path: '/api/v1/feed/feedback', empty: true };

/** Find people by the beginning of a word of their handle, display name or bio, whatever its case and accents. The owner of that very handle comes first. At most 60 calls a minute (15 for accounts younger than 24 hours). */
export const SearchUsers: Route<{
  readonly query: {
    /** One word of two letters or more, or several: people who have all of them. One line of 2 to 50 characters (grapheme clusters) and at most 200 bytes in UTF-8. */
    readonly q: string;
  };
  readonly data: readonly Author[];
}> = { method: 'GET', path: '/api/v1/search/users' };

/** Ask for an address to which a phone uploads a file straight away. With `uploadId` the address is given anew, as long as nothing has arrived. At most 60 new uploads an hour go to conversations, and 20 elsewhere. At most 80 calls an hour. Refusals: `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, `MESSAGE_NOT_ALLOWED`. */
export const PresignUpload: Route<{
  readonly body: {
    readonly purpose: MediaPurpose;
    readonly contentType: UploadType;
    /** From 1 to 25000000. */
    readonly bytes: number;
    /** Pattern: `^[0-9a-f]{64}$`. */
    readonly sha256: string;
    /** The name under which it is downloaded: of a `chat_file`, and of no other. One line of 1 to 120 characters (grapheme clusters) and at most 255 bytes in UTF-8. */
    readonly name?: string;
    /** Of an upload that is sent to a conversation, and of no other. */
    readonly conversationId?: string;
    /** Of an earlier upload of the same bytes. */
    readonly uploadId?: Uuid;
  };
  readonly data: UploadTicket;
}> = { method: 'POST', path: '/api/v1/uploads/presigned' };

/** Say that the bytes of an upload were sent. It changes nothing that the arrival itself does not change. At most 120 calls an hour. Refusals: `NOT_FOUND`, `CONFLICT`. */
export const ConfirmUpload: Route<{
  readonly body: {
    readonly uploadId: Uuid;
  };
  readonly data: Media;
}> = { method: 'POST', path: '/api/v1/uploads/confirm' };

/** The state of an upload, and its addresses once it is ready: of your own, and of what you see the thing that it hangs on. An upload of somebody else is the same as none while it hangs on nothing. Refusals: `NOT_FOUND`. */
export const GetMedia: Route<{
  readonly params: {
    /** The id of an upload. */
    readonly mediaId: Uuid;
  };
  readonly data: Media;
}> = { method: 'GET', path: '/api/v1/media/{mediaId}' };

/** Show an uploaded picture beside your name from now on, instead of an earlier one. The same one again with another `alt` is described anew. At most 20 calls an hour of all pictures together. Refusals: `NOT_FOUND`, `CONFLICT`. */
export const SetAvatar: Route<{
  readonly body: {
    readonly mediaId: Uuid;
    /** Text of 1 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly alt?: string;
  };
  readonly data: Media;
}> = { method: 'PUT', path: '/api/v1/users/me/avatar' };

/** Show no picture beside your name. Without one nothing changes. At most 20 calls an hour of all pictures together. Refusals: `NOT_FOUND`, `CONFLICT`. */
export const RemoveAvatar: Route<{
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/users/me/avatar', empty: true };

/** Show a slip as proof of your pick, before the first of its events starts: an uploaded picture, or a link. It takes the place of the one of its kind before. At most 4 in all. At most 20 calls an hour of all pictures together. Refusals: `NOT_FOUND`, `CONFLICT`, `PICK_LOCKED`, `LIMIT_REACHED`. */
export const AddProof: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly body: {
    readonly mediaId?: Uuid;
    /** Text of 1 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly alt?: string;
    readonly url?: SlipLink;
  };
  readonly data: Pick;
}> = { method: 'PUT', path: '/api/v1/picks/{pickId}/proof' };

/** A ticket that opens one socket within 30 seconds: connect to its `url`. At most 60 calls a minute. Refusals: `BANNED`. */
export const IssueTicket: Route<{
  readonly data: Ticket;
}> = { method: 'POST', path: '/api/v1/realtime/tickets' };

/** Your notifications of the last 60 days, newest first. */
export const ListNotifications: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly NotificationGroup[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/notifications', paged: true };

/** The number of notifications that are newer than those you have seen. */
export const CountUnread: Route<{
  readonly data: UnreadCount;
}> = { method: 'GET', path: '/api/v1/notifications/unread-count' };

/** You have seen the list down from this notification: it and all older ones count as unread no more. */
export const MarkSeen: Route<{
  readonly body: {
    /** The newest notification that was shown. */
    readonly through: Uuid;
  };
  readonly data: UnreadCount;
}> = { method: 'PUT', path: '/api/v1/notifications/seen' };

/** You have opened a notification. What happens to the same thing from now on is a new one. Refusals: `NOT_FOUND`. */
export const MarkRead: Route<{
  readonly params: {
    /** The id of a notification. */
    readonly notificationId: Uuid;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/notifications/{notificationId}/read', empty: true };

/** The channels of each kind of notification, and your quiet hours. */
export const GetPreferences: Route<{
  readonly data: NotificationPreferences;
}> = { method: 'GET', path: '/api/v1/users/me/notification-preferences' };

/** Replace the channels of each kind of notification, and your quiet hours. At most 30 calls a minute. */
export const SetPreferences: Route<{
  readonly body: {
    /** Kinds that are left out keep the default of the house. */
    readonly kinds: {
      readonly 'pick-locked'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly 'pick-settled'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly 'new-follower'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly 'follow-request'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly 'follow-accepted'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly 'contact-request'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly 'contact-accepted'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly 'content-hidden'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly 'content-restored'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly 'new-comment'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly reply?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly mention?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly reaction?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly bell?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      readonly 'export-ready'?: {
        readonly in_app: boolean;
        readonly push: boolean;
        readonly email: boolean;
      };
      /** Somebody writes to you in a conversation while no app of yours is connected. */
      readonly message?: {
        readonly push: boolean;
      };
    };
    readonly quietHours: QuietHours | null;
  };
  readonly data: NotificationPreferences;
}> = { method: 'PUT', path: '/api/v1/users/me/notification-preferences' };

/** End all e-mails about notifications, by the link in the List-Unsubscribe header of each of them. It needs no session. At most 30 calls a minute. Refusals: `NOT_FOUND`. */
export const StopMails: Route<{
  readonly params: {
    /** The secret from the link. Pattern: `^\d{1,3}\.[A-Za-z0-9_-]{20,200}$`. */
    readonly token: string;
  };
  readonly data: null;
}> = { method: 'POST', path: '/api/v1/unsubscribe/{token}', empty: true };

/** Have mobile pushes sent to this device, until its session ends. A device belongs to whoever registered its token last; you have at most 10. At most 30 calls an hour. */
export const PutDevice: Route<{
  readonly params: {
    /** Of the installation: the app makes it once and keeps it. */
    readonly deviceId: Uuid;
  };
  readonly body: {
    readonly platform: "ios" | "android";
    /** The platform's token for this installation. Pattern: `^[A-Za-z0-9_:-]+$`. */
    readonly token: string;
    /** The language of the texts, as in BCP 47; English where there are none in it. Pattern: `^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`. */
    readonly locale: string;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/users/me/devices/{deviceId}', empty: true };

/** Send no more mobile pushes to this device. Removing it twice is removing it once. */
export const RemoveDevice: Route<{
  readonly params: {
    /** Of the installation: the app makes it once and keeps it. */
    readonly deviceId: Uuid;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/users/me/devices/{deviceId}', empty: true };

/** Ask for everything that is kept about you. You are told when it is ready. One at a time, and 4 in 30 days. It needs a step-up. Refusals: `CONFLICT`, `LIMIT_REACHED`, `STEP_UP_REQUIRED`. */
export const RequestExport: Route<{
  readonly data: ExportState;
}> = { method: 'POST', path: '/api/v1/users/me/export' };

/** The state of your newest export, and the links to its files. It needs a step-up. Refusals: `NOT_FOUND`, `STEP_UP_REQUIRED`. */
export const GetExport: Route<{
  readonly data: ExportState;
}> = { method: 'GET', path: '/api/v1/users/me/export' };

/** Delete your account and everything about you. It is hidden at once, and every device is signed out. It needs a step-up. Refusals: `CONFLICT`, `STEP_UP_REQUIRED`. */
export const DeleteMe: Route<{
  readonly query: {
    /** `after-grace`: 14 days, in which you can cancel it. `at-once`: within the hour, and nobody can cancel it. `"after-grace"` where left out. */
    readonly when?: DeletionTime;
  };
  readonly data: Deletion;
}> = { method: 'DELETE', path: '/api/v1/users/me' };

/** Delete the account of an address that a code proves, without signing in. Banned people can do so too. At most 30 calls an hour. Refusals: `CODE_WRONG`, `CODE_EXPIRED`, `CODE_EXHAUSTED`, `NOT_FOUND`, `CONFLICT`. */
export const DeleteByCode: Route<{
  readonly body: {
    readonly channel: Channel;
    /** An e-mail address, or a phone number as `+12015550123`. At most 320 characters. */
    readonly address: string;
    /** At most 512 characters. */
    readonly attemptToken: string;
    /** Pattern: `^\d{6}(\d{2})?$`. */
    readonly code: string;
    readonly when: DeletionTime;
  };
  readonly data: Deletion;
}> = { method: 'POST', path: '/api/v1/auth/deletion', tokenless: true };

/** Keep your account after all, by the token that comes with the refusal of a sign-in. Then sign in with a new code. At most 30 calls an hour. Refusals: `NOT_FOUND`. */
export const CancelDeletion: Route<{
  readonly body: {
    /** At most 512 characters. */
    readonly cancelToken: string;
  };
  readonly data: null;
}> = { method: 'POST', path: '/api/v1/auth/deletion/cancel', empty: true, tokenless: true };

/** Keep everything about a person, also after they have asked for its deletion, since a law or a court asks for it. It needs a step-up. Refusals: `NOT_FOUND`, `CONFLICT`, `STEP_UP_REQUIRED`. */
export const PlaceLegalHold: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly body: {
    /** Text of 3 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly reason: string;
  };
  readonly data: null;
}> = { method: 'PUT', path: '/api/v1/admin/users/{user}/legal-hold', empty: true };

/** Keep a person no longer. A deletion that has waited goes on within a day. It needs a step-up. Refusals: `NOT_FOUND`, `STEP_UP_REQUIRED`. */
export const EndLegalHold: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly body: {
    /** Text of 3 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly reason: string;
  };
  readonly data: null;
}> = { method: 'DELETE', path: '/api/v1/admin/users/{user}/legal-hold', empty: true };

/** A link to a sportsbook, by your region, your age and the store of your app; to the league of a game or of a pick where you name one. At most 60 calls an hour. Refusals: `NOT_FOUND`, `OFFER_NOT_AVAILABLE`. */
export const GenerateDeepLink: Route<{
  readonly body: {
    /** One line of 1 to 40 characters (grapheme clusters) and at most 160 bytes in UTF-8. */
    readonly book: string;
    /** The store that your app comes from. `"web"` where left out. */
    readonly store?: "app_store" | "play_store" | "web";
    readonly eventId?: Uuid;
    readonly pickId?: Uuid;
  };
  readonly data: DeepLink;
}> = { method: 'POST', path: '/api/v1/deeplinks/generate' };

/** Followed links to sportsbooks by day and book, of a month. Kept for two years. It needs a step-up. Refusals: `STEP_UP_REQUIRED`. */
export const ListClicks: Route<{
  readonly query: {
    /** In UTC; this month when left out. Pattern: `^20\d\d-(0[1-9]|1[0-2])$`. */
    readonly month?: string;
  };
  readonly data: readonly ClickCount[];
}> = { method: 'GET', path: '/api/v1/admin/deeplinks/clicks' };

/** The least version of each app, the parts of an app that are there, and the limits of what people enter. The same for everybody: a cache may keep it for 300 seconds. */
export const GetConfig: Route<{
  readonly data: AppConfig;
}> = { method: 'GET', path: '/api/v1/config', tagged: true, tokenless: true };

/** Report a person, a post, a pick, a comment, what somebody uploaded, or a message of a conversation of yours, to the moderators. They see what you report as it is now, of a message also the 5 before it, and never who you are. Refusals: `NOT_FOUND`, `LIMIT_REACHED`. */
export const ReportSubject: Route<{
  readonly body: {
    readonly subject: ReportedThing | ReportedMessage;
    readonly reason: ReportReason;
    /** Text of 1 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly note?: string;
  };
  readonly data: ReportReply;
}> = { method: 'POST', path: '/api/v1/reports' };

/** The cases that wait for a moderator: by severity, then by distinct reporters, each weighted by the share of their earlier reports that were upheld. Or the decided ones, newest first. It needs a step-up. Refusals: `STEP_UP_REQUIRED`. */
export const ListReports: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
    /** Only those with this status. `"open"` where left out. */
    readonly status?: CaseStatus;
  };
  readonly data: readonly ReportCase[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/admin/reports', paged: true };

/** Decide a case: dismiss it, hide the thing, ban its owner (which hides the thing too), or restore what an earlier decision hid or banned. Refusals: `NOT_FOUND`, `CONFLICT`, `LIMIT_REACHED`, `STEP_UP_REQUIRED`. */
export const DecideReport: Route<{
  readonly params: {
    /** The id of a case of reports. */
    readonly caseId: Uuid;
  };
  readonly body: {
    readonly action: CaseAction;
    /** Text of 3 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly reason: string;
    /** With `ban`; `all` by default. */
    readonly scope?: BanScope;
    /** With `ban`: its end. Without it the ban stands until it is lifted. */
    readonly until?: Instant;
  };
  readonly data: CaseDecision;
}> = { method: 'POST', path: '/api/v1/admin/reports/{caseId}/decide' };

/** Ban somebody: from everything, from posting, or from messages. Moderators ban users, admins moderators too. The same again changes nothing. It needs a step-up. Refusals: `NOT_FOUND`, `LIMIT_REACHED`, `STEP_UP_REQUIRED`. */
export const BanUser: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly body: {
    readonly scope: BanScope;
    /** Text of 3 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly reason: string;
    readonly until?: Instant;
  };
  readonly data: BanState;
}> = { method: 'POST', path: '/api/v1/admin/users/{user}/ban' };

/** Lift the bans of a scope. Where none stands nothing changes. It needs a step-up. Refusals: `NOT_FOUND`, `LIMIT_REACHED`, `STEP_UP_REQUIRED`. */
export const LiftBan: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly body: {
    readonly scope: BanScope;
    /** Text of 3 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly reason: string;
  };
  readonly data: BanState;
}> = { method: 'DELETE', path: '/api/v1/admin/users/{user}/ban' };

/** Give somebody a tier, until an instant or for good. Their tokens name it from the next refresh on. It needs a step-up. Refusals: `NOT_FOUND`, `LIMIT_REACHED`, `STEP_UP_REQUIRED`. */
export const SetTier: Route<{
  readonly params: {
    /** A handle, or the id of a user. */
    readonly user: string;
  };
  readonly body: {
    readonly tier: Tier;
    readonly until?: Instant;
    /** Text of 3 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly reason: string;
  };
  readonly data: TierState;
}> = { method: 'PUT', path: '/api/v1/admin/users/{user}/tier' };

/** Appeal once against a ban. Another moderator looks at it. Somebody who is banned from everything proves who they are by the `appealToken` in the refusal of their sign-in. At most 10 calls an hour. Refusals: `UNAUTHENTICATED`, `CONFLICT`. */
export const AppealBan: Route<{
  readonly body: {
    /** Text of 3 to 1000 characters (grapheme clusters) and at most 4000 bytes in UTF-8. */
    readonly text: string;
    /** Of several bans the one that is meant. Default: the widest. */
    readonly scope?: BanScope;
    /** At most 512 characters. */
    readonly appealToken?: string;
  };
  readonly data: AppealReply;
}> = { method: 'POST', path: '/api/v1/users/me/appeals', tokenless: true };

/** State what became of a game. From then on no provider changes it; saying the same again does nothing. It needs a step-up. Refusals: `NOT_FOUND`, `CONFLICT`, `LIMIT_REACHED`, `STEP_UP_REQUIRED`. */
export const DecideEvent: Route<{
  readonly params: {
    /** The id of a game. */
    readonly eventId: Uuid;
  };
  readonly body: Statement;
  readonly data: Decided;
}> = { method: 'PUT', path: '/api/v1/admin/events/{eventId}/result' };

/** Decide a leg, or a whole ticket, that no rule could read; or correct a final pick, which takes two admins. It needs a step-up. Refusals: `NOT_FOUND`, `CONFLICT`, `LIMIT_REACHED`, `STEP_UP_REQUIRED`. */
export const ReviewPick: Route<{
  readonly params: {
    /** The id of a pick. */
    readonly pickId: Uuid;
  };
  readonly body: {
    /** The leg by its number, from 0. Without it a single is meant, or the whole of a ticket: won at its price, lost, or returned. From 0 to 11. */
    readonly leg?: number;
    readonly result: "win" | "loss" | "push" | "void" | "half_win" | "half_loss" | "dead_heat";
    /** The number of those who tied, and of the places, which are fewer; with `dead_heat` and no other result. */
    readonly deadHeat?: {
      /** From 2 to 1000. */
      readonly tied: number;
      /** From 1 to 999. */
      readonly places: number;
    };
    /** Why. Anyone who reads the pick can read it. Text of 3 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
    readonly reason: string;
  };
  readonly data: ReviewPickReply;
}> = { method: 'POST', path: '/api/v1/admin/picks/{pickId}/review' };

/** The picks that wait for an admin, the oldest first. It needs a step-up. Refusals: `STEP_UP_REQUIRED`. */
export const ListReviews: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
  };
  readonly data: readonly OpenReview[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/admin/reviews', paged: true };

/** Games that wait for a result, those that wait longest first. It needs a step-up. Refusals: `STEP_UP_REQUIRED`. */
export const ListWaitingEvents: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
    /** `result`: games that have begun, and whose result nobody has reported in time, and suspended games. `"result"` where left out. */
    readonly waiting?: "result";
  };
  readonly data: readonly WaitingEvent[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/admin/events', paged: true };

/** The acts of moderators and admins in a month, newest first. Kept for two years. It needs a step-up. Refusals: `STEP_UP_REQUIRED`. */
export const ListAuditTrail: Route<{
  readonly query: {
    /** `meta.pagination.cursor` of the page before. Leave it out for the first page. At most 1024 characters. */
    readonly cursor?: string;
    /** The most items of the page. From 1 to 100. `20` where left out. */
    readonly limit?: number;
    /** In UTC; this month when left out. Pattern: `^20\d\d-(0[1-9]|1[0-2])$`. */
    readonly month?: string;
  };
  readonly data: readonly AdminAction[];
}> & { readonly paged: true } = { method: 'GET', path: '/api/v1/admin/audit-trail', paged: true };
