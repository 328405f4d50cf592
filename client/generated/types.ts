/** Made from the contracts by `npm run generate`. */
/** The codes of refusals. New ones come without a new version. */
export type ErrorCode = 'INVALID_INPUT' | 'CODE_WRONG' | 'CODE_EXPIRED' | 'CODE_EXHAUSTED' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'BANNED' | 'ACCOUNT_DELETING' | 'AGE_VERIFICATION_REQUIRED' | 'REGION_NOT_AVAILABLE' | 'EXCLUDED' | 'OFFER_NOT_AVAILABLE' | 'MESSAGE_NOT_ALLOWED' | 'CANNOT_ADD' | 'ROLE_REQUIRED' | 'STEP_UP_REQUIRED' | 'TERMS_REQUIRED' | 'SECOND_PROOF_REQUIRED' | 'NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'CONFLICT' | 'PICK_LOCKED' | 'IDEMPOTENCY_KEY_REUSED' | 'LIMIT_REACHED' | 'STAKE_LIMIT_REACHED' | 'GROUP_FULL' | 'EDIT_WINDOW_CLOSED' | 'MESSAGE_DELETED' | 'FEED_SESSION_EXPIRED' | 'UNSUPPORTED_MEDIA_TYPE' | 'RATE_LIMITED' | 'INTERNAL' | 'UNAVAILABLE';

/** A time in UTC: `2026-11-29T18:00:00.000Z`. */
export type Instant = string;
/** A day: `2026-11-29`. */
export type CalendarDay = string;
/** A UUID, of which case does not matter. */
export type Uuid = string;
/** An absolute URL. */
export type Url = string;

export type SocketMessage = Ping | SessionRenew | MessageSend | MessageDelivered | MessageRead | Typing | PresenceWatch;

export type ServerMessage = PingAck | SessionRenewAck | MessageSendAck | MessageDeliveredAck | MessageReadAck | TypingAck | PresenceWatchAck | ErrorMessage | FeedNew | EntryPosted | Receipt | TypingShown | ConversationGone | SessionClosing | PickLocked | PickSettled | MediaReady | MediaRefused | GroupMessage;

export type Channel = "email" | "sms";

/** The device as it describes itself at its sign-in. */
export type DeviceFacts = {
  /** One line of 1 to 60 characters (grapheme clusters) and at most 240 bytes in UTF-8. */
  readonly name: string;
  readonly platform: AppPlatform;
  /** Pattern: `^[0-9A-Za-z.+-]{1,32}$`. */
  readonly appVersion: string;
};

export type AppPlatform = "ios" | "android" | "web";

/** A version of the terms of use and one of the privacy text, by the day from which each stands. */
export type TextVersions = {
  readonly terms: CalendarDay;
  readonly privacy: CalendarDay;
};

export type IdentityProvider = "google" | "apple";

export type ListsVisible = "everyone" | "followers" | "me";

export type WhoCan = "everyone" | "contacts" | "nobody";

export type CoveredSport = "american_football" | "basketball" | "baseball" | "ice_hockey" | "soccer" | "tennis" | "mma" | "boxing" | "rugby" | "aussie_rules" | "golf";

/** `after-grace`: 14 days, in which you can cancel it. `at-once`: within the hour, and nobody can cancel it. */
export type DeletionTime = "after-grace" | "at-once";

export type AgeStore = "app_store" | "play_store";

export type StakePeriod = "day" | "week" | "month";

/** The things that you let apps use. */
export type Consents = {
  /** Mobile pushes. */
  readonly push: boolean;
  /** The region beside each of your sessions: a country or a state, nothing finer. */
  readonly location: boolean;
  /** The address book of the device. */
  readonly contacts: boolean;
  /** The pictures of the device. */
  readonly photos: boolean;
  /** The version of the text that asked. */
  readonly text: CalendarDay;
};

export type SportOrLeague = "american_football" | "basketball" | "baseball" | "ice_hockey" | "soccer" | "tennis" | "mma" | "boxing" | "rugby" | "aussie_rules" | "golf" | "nfl" | "ncaaf" | "nba" | "wnba" | "ncaab" | "mlb" | "nhl" | "epl" | "la_liga" | "bundesliga" | "serie_a" | "ligue_1" | "mls" | "champions_league" | "europa_league" | "world_cup" | "euro" | "dfb_pokal" | "atp" | "wta" | "ufc" | "nrl" | "six_nations" | "afl" | "golf_majors";

export type TicketKind = "single" | "parlay" | "same_game_parlay" | "teaser" | "round_robin";

/** A leg of a pick. Each market takes its own selections, which `GET /sports` lists by sport; `line` is needed where the market has a line, and refused elsewhere. */
export type NewLeg = {
  readonly eventId: Uuid;
  readonly market: Market;
  /** Pattern: `^(game|H[12]|Q[1-4]|P[1-3]|I[1-9]|I[12]\d|F5|S[1-5]|OT|SO)$`. `"game"` where left out. */
  readonly period?: string;
  /** Pattern: `^\S(.*\S)?$`. */
  readonly selection: string;
  readonly line?: Line;
  /** The player of a player market, or the competitor of `make_cut`: as the event lists him. One line of 1 to 100 characters (grapheme clusters) and at most 400 bytes in UTF-8. */
  readonly subject?: string;
  /** The statistic of the player, as the event lists it. One line of 1 to 100 characters (grapheme clusters) and at most 400 bytes in UTF-8. */
  readonly stat?: string;
  /** The others of a duel or a group, as the event lists them: exactly one of a duel. 1 to 9 items. */
  readonly opponents?: readonly string[];
  /** Of a line in tennis: games unless it says sets. */
  readonly lineUnit?: LineUnit;
  /** In baseball, at least one of both: void unless these start. */
  readonly pitchers?: {
    /** One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
    readonly home?: string;
    /** One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
    readonly away?: string;
  };
  /** Of a moneyline whose book also quotes the draw: a draw then loses. */
  readonly drawPrice?: boolean;
  /** Left out where the ticket is priced as a whole: a same-game parlay, a teaser. */
  readonly odds?: Odds;
};

export type Market = "moneyline" | "three_way" | "draw_no_bet" | "double_chance" | "spread" | "three_way_handicap" | "total" | "team_total" | "both_teams_to_score" | "odd_even" | "correct_score" | "first_to" | "race_to" | "player_total" | "player_yes_no" | "to_advance" | "half_time_full_time" | "corners_spread" | "corners_total" | "cards_spread" | "cards_total" | "fight_method" | "fight_round" | "head_to_head" | "group" | "outright" | "top_n" | "make_cut";

/** A line in steps of a quarter. Pattern: `^[+-]?(0|[1-9]\d{0,3})(\.(0|00|5|50|25|75))?$`. */
export type Line = string;

export type LineUnit = "games" | "sets";

/** A price in the form in which it was entered. */
export type Odds = {
  readonly format: "american";
  /** Rule: odds above decimal 10,000 are not accepted. Pattern: `^[+-]?[1-9]\d{2,5}$`. */
  readonly price: string;
} | {
  readonly format: "decimal";
  /** Rule: decimal odds must be over 1; odds above decimal 10,000 are not accepted. Pattern: `^[1-9]\d{0,4}(\.\d{1,4})?$`. */
  readonly price: string;
} | {
  readonly format: "fractional";
  /** Rule: odds above decimal 10,000 are not accepted. Pattern: `^[1-9]\d{0,5}\/[1-9]\d{0,5}$`. */
  readonly price: string;
};

/** Units at stake, 0.01 to 100 with at most two places. Of a round robin on each combination. Rule: a stake lies between 0.01 and 100 units. Pattern: `^(0|[1-9]\d{0,2})(\.\d{1,2})?$`. */
export type StakeUnits = string;

/** `open` until the first start of its events, then `locked`; `needs_review` when its result cannot be read and nothing counts yet. */
export type PickStatus = "open" | "locked" | "needs_review" | "settled" | "withdrawn";

export type NewTextPost = {
  readonly kind: "text";
  /** Text of 1 to 2000 characters (grapheme clusters) and at most 8000 bytes in UTF-8. */
  readonly text: string;
  /** `[]` where left out. */
  readonly mentions?: NewMentions;
  /** `"everyone"` where left out. */
  readonly visibility?: PostVisibility;
  /** `"everyone"` where left out. */
  readonly whoMayComment?: WhoMayComment;
};

/** Places in the text, trimmed and in NFC, in UTF-16 units. Each reads @ and the present handle of the person. Rule: mentions stand in the order of the text and do not overlap. At most 10 items. */
export type NewMentions = readonly {
  /** From 0 to 8000. */
  readonly start: number;
  /** From 1 to 8000. */
  readonly end: number;
  readonly userId: Uuid;
}[];

export type PostVisibility = "everyone" | "followers";

export type WhoMayComment = "everyone" | "followers" | "nobody";

export type NewPickPost = {
  readonly kind: "pick";
  readonly pickId: Uuid;
  /** Text of 1 to 2000 characters (grapheme clusters) and at most 8000 bytes in UTF-8. */
  readonly text?: string;
  /** `[]` where left out. */
  readonly mentions?: NewMentions;
  /** `"everyone"` where left out. */
  readonly visibility?: PostVisibility;
  /** `"everyone"` where left out. */
  readonly whoMayComment?: WhoMayComment;
};

export type NewSlipPost = {
  readonly kind: "slip";
  /** Rule: a pick is named once. 2 to 12 items. */
  readonly pickIds: readonly Uuid[];
  /** Text of 1 to 2000 characters (grapheme clusters) and at most 8000 bytes in UTF-8. */
  readonly text?: string;
  /** `[]` where left out. */
  readonly mentions?: NewMentions;
  /** `"everyone"` where left out. */
  readonly visibility?: PostVisibility;
  /** `"everyone"` where left out. */
  readonly whoMayComment?: WhoMayComment;
};

export type CommentOrder = "newest" | "oldest";

export type ReactionName = "fire" | "up" | "down" | "laugh" | "wow" | "money";

export type NewDirectConversation = {
  readonly kind: "direct";
  readonly userId: Uuid;
};

export type NewGroup = {
  readonly kind: "group";
  /** One line of 1 to 80 characters (grapheme clusters) and at most 320 bytes in UTF-8. */
  readonly name: string;
  /** Rule: a person is named once. 1 to 255 items. */
  readonly memberIds: readonly Uuid[];
  /** `"joined"` where left out. */
  readonly history?: GroupHistory;
  /** A ready upload of yours for the picture of a group. */
  readonly pictureId?: Uuid;
};

/** The messages that somebody who is added from now on sees: those since they joined, or all. */
export type GroupHistory = "joined" | "all";

export type NewTextMessage = {
  readonly type: "text";
  /** An id that the client makes. The same one again in the same conversation is the same message. */
  readonly clientMessageId: Uuid;
  /** The number of the message that it answers. */
  readonly replyTo?: number;
  /** Text of 1 to 4000 characters (grapheme clusters) and at most 16000 bytes in UTF-8. */
  readonly text: string;
  readonly mentions?: NewMentions;
};

export type NewImageMessage = {
  readonly type: "image";
  /** An id that the client makes. The same one again in the same conversation is the same message. */
  readonly clientMessageId: Uuid;
  /** The number of the message that it answers. */
  readonly replyTo?: number;
  readonly mediaId: Uuid;
  /** Text of 1 to 1000 characters (grapheme clusters) and at most 4000 bytes in UTF-8. */
  readonly text?: string;
  readonly mentions?: NewMentions;
};

export type NewFileMessage = {
  readonly type: "file";
  /** An id that the client makes. The same one again in the same conversation is the same message. */
  readonly clientMessageId: Uuid;
  /** The number of the message that it answers. */
  readonly replyTo?: number;
  readonly mediaId: Uuid;
  /** Text of 1 to 1000 characters (grapheme clusters) and at most 4000 bytes in UTF-8. */
  readonly text?: string;
  readonly mentions?: NewMentions;
};

export type NewVoiceMessage = {
  readonly type: "voice";
  /** An id that the client makes. The same one again in the same conversation is the same message. */
  readonly clientMessageId: Uuid;
  /** The number of the message that it answers. */
  readonly replyTo?: number;
  readonly mediaId: Uuid;
};

export type NewSlipMessage = {
  readonly type: "slip";
  /** An id that the client makes. The same one again in the same conversation is the same message. */
  readonly clientMessageId: Uuid;
  /** The number of the message that it answers. */
  readonly replyTo?: number;
  readonly pickId: Uuid;
  /** Text of 1 to 1000 characters (grapheme clusters) and at most 4000 bytes in UTF-8. */
  readonly text?: string;
  readonly mentions?: NewMentions;
};

export type NewAnalysisMessage = {
  readonly type: "analysis";
  /** An id that the client makes. The same one again in the same conversation is the same message. */
  readonly clientMessageId: Uuid;
  /** The number of the message that it answers. */
  readonly replyTo?: number;
  readonly eventId: Uuid;
  readonly market: Market;
  /** One line of 1 to 80 characters (grapheme clusters) and at most 320 bytes in UTF-8. */
  readonly lean: string;
  readonly confidence: Confidence;
  /** Text of 1 to 4000 characters (grapheme clusters) and at most 16000 bytes in UTF-8. */
  readonly text: string;
  readonly mentions?: NewMentions;
};

export type Confidence = "low" | "medium" | "high";

export type ChatSettings = {
  /** Contacts and fellow members see if you are there, and you see it of them. */
  readonly presence: boolean;
  /** Others see what you have got and read, and you see it of them. */
  readonly receipts: boolean;
  /** Mobile pushes show the beginning of a message. */
  readonly previews: boolean;
};

export type Timeframe = "7d" | "30d" | "90d" | "season" | "all";

export type Dimension = "sport" | "market" | "book" | "odds_band" | "month";

export type Metric = "roi" | "winrate";

export type MediaPurpose = "avatar" | "proof" | "group_picture" | "chat_image" | "chat_file" | "chat_voice";

export type UploadType = "image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/heic" | "image/heif" | "image/avif" | "application/pdf" | "text/csv" | "text/plain" | "audio/mp4" | "audio/ogg" | "audio/webm";

/** The https address of a slip that a book shares. Nothing is fetched from it. At most 500 characters. */
export type SlipLink = string;

/** Hours of each day in which no mobile push and no e-mail is sent; what happens in them is told at their end. Rule: must differ from `from`. */
export type QuietHours = {
  /** Pattern: `^([01]\d|2[0-3]):[0-5]\d$`. */
  readonly from: string;
  /** Pattern: `^([01]\d|2[0-3]):[0-5]\d$`. */
  readonly to: string;
  /** Rule: must be a time zone such as America/New_York. Pattern: `^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$`. */
  readonly timeZone: string;
};

export type ReportedThing = {
  readonly type: "user" | "post" | "pick" | "comment" | "media";
  readonly id: Uuid;
};

export type ReportedMessage = {
  readonly type: "message";
  /** The id of a message. */
  readonly id: string;
};

export type ReportReason = "spam" | "harassment" | "hate" | "sexual" | "scam" | "underage" | "self_harm" | "illegal" | "other";

export type CaseStatus = "open" | "decided";

export type CaseAction = "dismiss" | "hide" | "restore" | "ban";

export type BanScope = "all" | "posting" | "messaging";

export type Tier = "free" | "premium";

/** A statement of a game, whole: a fact that is left out beside the score is not known. Rule: at most 64000 bytes of JSON. */
export type Statement = {
  /** `"final"` where left out. */
  readonly state?: StatedState;
  readonly score?: Score;
  /** At most 40 items. */
  readonly periods?: readonly {
    /** From 0 to 1000000. */
    readonly home: number;
    /** From 0 to 1000000. */
    readonly away: number;
    /** Pattern: `^(game|H[12]|Q[1-4]|P[1-3]|I[1-9]|I[12]\d|F5|S[1-5]|OT|SO)$`. */
    readonly period: string;
    /** The home side did not bat in this inning, so that it has no run there and the inning is half a one. */
    readonly unplayed?: "home";
  }[];
  readonly minutes?: number | string;
  readonly extraTime?: boolean;
  /** The instant at which play began, if it is known. A pick that was accepted then or later is void. */
  readonly actualStart?: Instant;
  readonly suspendedAt?: Instant;
  readonly resumedAt?: Instant;
  /** The game at its suspension, beside its final `score`. It alone counts where play resumed too late (docs/settlement.md). */
  readonly atSuspension?: {
    readonly score: {
      /** From 0 to 1000000. */
      readonly home: number;
      /** From 0 to 1000000. */
      readonly away: number;
    };
    /** At most 40 items. */
    readonly periods?: readonly {
      /** From 0 to 1000000. */
      readonly home: number;
      /** From 0 to 1000000. */
      readonly away: number;
      /** Pattern: `^(game|H[12]|Q[1-4]|P[1-3]|I[1-9]|I[12]\d|F5|S[1-5]|OT|SO)$`. */
      readonly period: string;
      /** The home side did not bat in this inning, so that it has no run there and the inning is half a one. */
      readonly unplayed?: "home";
    }[];
    readonly minutes?: number | string;
    /** Innings played; 8.5 is the home side not batting in the ninth. */
    readonly innings?: number | string;
  };
  readonly facts?: {
    /** Took part, by the definition of the sport; true when a result is given. */
    readonly started?: boolean;
    /** Finishing place as published; those who are tied share one. From 1 to 10000. */
    readonly position?: number;
    /** k competitors tied for the places that are left at the edge. */
    readonly tied?: {
      /** From 2 to 1000. */
      readonly k: number;
      /** From 1 to 1000. */
      readonly places: number;
    };
    readonly won?: boolean;
    /** Strokes, or whatever else is lower for the better. */
    readonly score?: number;
    /** `none`: no cut was held. */
    readonly cut?: CutFact;
    /** The statistic of a player or a season, in the scope of the market. */
    readonly value?: number | string;
    readonly valueWithExtraTime?: number | string;
    /** Several statistics by name; the leg says which in `stat`. */
    readonly stats?: { readonly [name: string]: number | string };
    readonly happened?: boolean;
    /** False: took part, but withdrew, retired or was disqualified, so that no place is published. */
    readonly finished?: boolean;
    /** By competitor or player. */
    readonly entries?: { readonly [name: string]: {
      /** Took part, by the definition of the sport; true when a result is given. */
      readonly started?: boolean;
      /** Finishing place as published; those who are tied share one. From 1 to 10000. */
      readonly position?: number;
      /** k competitors tied for the places that are left at the edge. */
      readonly tied?: {
        /** From 2 to 1000. */
        readonly k: number;
        /** From 1 to 1000. */
        readonly places: number;
      };
      readonly won?: boolean;
      /** Strokes, or whatever else is lower for the better. */
      readonly score?: number;
      /** `none`: no cut was held. */
      readonly cut?: CutFact;
      /** The statistic of a player or a season, in the scope of the market. */
      readonly value?: number | string;
      readonly valueWithExtraTime?: number | string;
      /** Several statistics by name; the leg says which in `stat`. */
      readonly stats?: { readonly [name: string]: number | string };
      readonly happened?: boolean;
      /** False: took part, but withdrew, retired or was disqualified, so that no place is published. */
      readonly finished?: boolean;
    } };
    readonly winner?: WinnerFact;
    /** The first to reach the mark; `none` if nobody reached it. One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
    readonly first?: string;
    /** The same by mark, where there are several: who first had so many points. */
    readonly races?: { readonly [name: string]: string };
    /** The outcome, for a market on the exact one. One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
    readonly outcome?: string;
    readonly scheduleComplete?: boolean;
    /** Innings played; 8.5 is the home side not batting in the ninth. */
    readonly innings?: number | string;
    readonly scheduledInnings?: 7 | 9;
    readonly pitcherChanged?: boolean;
    /** The pitchers who started. */
    readonly pitchers?: {
      /** One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
      readonly home?: string;
      /** One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
      readonly away?: string;
    };
    /** The side that went through after a knockout tie. */
    readonly advances?: Side;
    /** The end of a fight: a technical knockout and a disqualification are `ko`; `decision` is by the judges. */
    readonly method?: FightMethod;
    /** The set that was a match tie-break: one set and one game. Pattern: `^S[1-5]$`. */
    readonly matchTiebreak?: string;
    readonly bestOf?: 3 | 5;
    /** From 1 to 15. */
    readonly endRound?: number;
    /** Time fought in the last round; absent when it went to the judges. Pattern: `^\d{1,2}:[0-5]\d$`. */
    readonly endTime?: string;
    /** The length of a round in minutes, `2` or `"2:00"`. Absent: as in the discipline (docs/settlement.md). */
    readonly roundMinutes?: number | string;
    /** From 1 to 15. */
    readonly scheduledRounds?: number;
    /** Holes completed by the field. From 0 to 144. */
    readonly holes?: number;
    /** The tour awarded the trophy. */
    readonly trophy?: boolean;
    /** The league has ruled whether the result is official. */
    readonly leagueOfficial?: boolean;
    /** `swapped`: home is no longer home. */
    readonly venue?: VenueFact;
    /** Played at the ground of neither side. Which side stands as home then means nothing, so that `swapped` voids no pick. */
    readonly neutralGround?: boolean;
    readonly playoff?: boolean;
    /** Corners that were taken in the 90 minutes. */
    readonly corners?: {
      /** From 0 to 99. */
      readonly home: number;
      /** From 0 to 99. */
      readonly away: number;
    };
    /** Yellow cards of the 90 minutes, without a second one of the same player, which is a red card. */
    readonly yellowCards?: {
      /** From 0 to 99. */
      readonly home: number;
      /** From 0 to 99. */
      readonly away: number;
    };
    /** Red cards of the 90 minutes, also by a second yellow one. */
    readonly redCards?: {
      /** From 0 to 99. */
      readonly home: number;
      /** From 0 to 99. */
      readonly away: number;
    };
  };
  /** Text of 3 to 500 characters (grapheme clusters) and at most 2000 bytes in UTF-8. */
  readonly reason: string;
};

/** `final` and `forfeit` need a score, `postponed`, `cancelled` and `walkover` take none. `suspended` leaves picks open until something else is said. */
export type StatedState = "final" | "postponed" | "cancelled" | "abandoned" | "suspended" | "forfeit" | "walkover" | "retired";

/** Points, goals, runs or sets, counted as the `score` of the sport says (`GET /sports`). */
export type Score = {
  /** From 0 to 999. */
  readonly home: number;
  /** From 0 to 999. */
  readonly away: number;
};

export type CutFact = "made" | "missed" | "withdrew" | "none";

export type WinnerFact = "home" | "away" | "draw" | "no_contest";

export type Side = "home" | "away";

export type FightMethod = "ko" | "submission" | "decision";

export type VenueFact = "same" | "moved" | "swapped" | "other_country";

/** Asks for an answer. One every few minutes keeps the socket from ending as idle; it does not prolong the two hours. */
export type Ping = {
  readonly action: "ping";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
};

/** Keeps the socket for 16 minutes from the issue of a new ticket of the same session. Without it, nothing is served on the socket after 16 minutes. */
export type SessionRenew = {
  readonly action: "session.renew";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  /** Pattern: `^[0-9]{1,4}\.[A-Za-z0-9_-]{100,500}$`. */
  readonly ticket: string;
};

/** Sends a message, as `POST /conversations/{conversationId}/messages` does. */
export type MessageSend = {
  readonly action: "message.send";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  readonly message: NewTextMessage | NewImageMessage | NewFileMessage | NewVoiceMessage | NewSlipMessage | NewAnalysisMessage;
};

/** Says up to which entry your device has a conversation: once in 5 seconds, and never back. */
export type MessageDelivered = {
  readonly action: "message.delivered";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  readonly seq: number;
};

/** Says up to which entry you have read a conversation: once in 5 seconds, and never back. */
export type MessageRead = {
  readonly action: "message.read";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  readonly seq: number;
};

/** Says that you type, every 3 seconds while you do. In a group of more than 16 nobody is told. */
export type Typing = {
  readonly action: "typing";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  /** The id of a conversation. */
  readonly conversationId: string;
};

/** Asks for the presence of the other members of a conversation, or of up to 50 of your contacts. Who does not show it is not in the answer. Once in 30 seconds for each conversation, and once in 60 for contacts. */
export type PresenceWatch = {
  readonly action: "presence.watch";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  /** The id of a conversation. */
  readonly conversationId?: string;
  /** 1 to 50 items. */
  readonly userIds?: readonly Uuid[];
};

export type CodeSent = {
  readonly sent: true;
  /** Needed with the code. It has five guesses, which nobody else can spend. */
  readonly attemptToken: string;
  /** Seconds for which the code is good. */
  readonly expiresIn: number;
  /** Seconds after which another code may be asked for; 0 for at once. */
  readonly nextIn: number;
};

export type ErrorDetails = {
  /** The bad input, such as `legs.0.line`; the first of `fields`. */
  readonly field?: string;
  /** All bad inputs, at most 20, each with what is wrong, to show at its field. */
  readonly fields?: readonly {
    readonly field: string;
    readonly message: string;
  }[];
  /** Seconds after which a call may succeed. */
  readonly retryAfter?: number;
  /** Of `CODE_WRONG`: the guesses that the code takes yet. */
  readonly guessesLeft?: number;
  /** Of `CONFLICT`: the newest revision of the thing. */
  readonly revision?: number;
  /** Of `CONFLICT`: the state of the thing, which does not allow this. */
  readonly state?: string;
  /** Of `CONFLICT`: the decision of a case that was decided before. */
  readonly action?: string | null;
  /** Of `CONFLICT`: the start of the event now. */
  readonly startsAt?: Instant | null;
  /** Of `CONFLICT`: the time from which on a higher limit can be confirmed. */
  readonly from?: Instant | null;
  /** Of `CONFLICT`: the version of the text that stands. */
  readonly text?: string;
  /** Of `BANNED`: the part that is banned, `all`, `posting` or `messaging`. */
  readonly scope?: string;
  /** The end of a ban, of a break or of the period of a limit. Null for a ban without one. */
  readonly endsAt?: Instant | null;
  /** Of `BANNED` at a sign-in: proves who you are to `POST /users/me/appeals`. */
  readonly appealToken?: string;
  /** Of `ACCOUNT_DELETING`: the time from which on everything is erased. */
  readonly erasesAt?: Instant | null;
  /** Of `ACCOUNT_DELETING`: keeps the account, by `POST /auth/deletion/cancel`. */
  readonly cancelToken?: string;
  /** Of `TERMS_REQUIRED`: the version of the terms of use that stands. */
  readonly terms?: string;
  /** Of `TERMS_REQUIRED`: the version of the privacy text that stands. */
  readonly privacy?: string;
  /** Of `AGE_VERIFICATION_REQUIRED` and `OFFER_NOT_AVAILABLE`: the least age. */
  readonly minimumAge?: number;
  /** Of `REGION_NOT_AVAILABLE` and `OFFER_NOT_AVAILABLE`: a word for the cause. */
  readonly reason?: string;
  /** Of `STAKE_LIMIT_REACHED`: the period of the limit, `day`, `week` or `month`. */
  readonly period?: string;
  /** Of `STAKE_LIMIT_REACHED`: the limit. */
  readonly limitUnits?: string;
  /** Of `STAKE_LIMIT_REACHED`: units that are left in the period. */
  readonly leftUnits?: string;
  /** Of `ROLE_REQUIRED`: the least role in the group. */
  readonly role?: string;
  /** Of `EDIT_WINDOW_CLOSED`: the time at which the window closed. */
  readonly until?: Instant | null;
  /** Of `INTERNAL`: names the call, to tell us. */
  readonly requestId?: string;
} & { readonly [name: string]: unknown };

/** A session has begun. */
export type NewSession = {
  readonly status: "signed_in";
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds that the access token is good for. */
  readonly expiresIn: number;
  readonly user: Me;
  /** Keep it on the device for 180 days and send it when asking for a code: the device has sends of its own then. */
  readonly deviceToken: string;
};

/** The account as its owner sees it, private fields included. */
export type Me = {
  readonly id: Uuid;
  readonly handle: string;
  readonly displayName: string;
  readonly avatar: Avatar | null;
  /** The description of the picture, for people who do not see it. */
  readonly avatarAlt: string | null;
  readonly bio: string;
  /** Only followers see what they make. */
  readonly private: boolean;
  readonly createdAt: Instant;
  readonly listsVisible: ListsVisible;
  /** The people who may begin a conversation with you. Of `everyone`, those who are no contacts of yours send a request first. Conversations that you have go on. */
  readonly whoCanMessage: WhoCan;
  /** The people who may add you to a group. */
  readonly whoCanAdd: WhoCan;
  /** The sports whose trending items your home feed shows. While empty, those of your newest 50 picks. Rule: name each sport once. At most 4 items. */
  readonly sports: readonly CoveredSport[];
  readonly role: Role;
  readonly tier: Tier;
  /** The end of the tier. Null for one without an end. */
  readonly tierUntil: Instant | null;
  /** The bans that stand against you now. Null where one stands until it is lifted. */
  readonly bans: readonly ({
    readonly scope: BanScope;
    readonly reason: string;
    readonly endsAt: Instant | null;
  })[];
  readonly dateOfBirth: CalendarDay;
  readonly addresses: readonly {
    readonly channel: Channel;
    readonly address: string;
    readonly verifiedAt: Instant;
  }[];
};

export type Avatar = {
  readonly 96: Url;
  readonly 256: Url;
};

export type Role = "user" | "moderator" | "admin";

/** You have proven an address or an identity that nobody has yet: register with this token within ten minutes, once. */
export type RegistrationRequired = {
  readonly status: "registration_required";
  readonly registrationToken: string;
};

/** A session has begun, or goes on with these tokens. */
export type SignedIn = {
  readonly status: "signed_in";
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds that the access token is good for. */
  readonly expiresIn: number;
  readonly user: Me;
};

/** A device, or an app on it, that is signed in. */
export type Session = {
  readonly id: Uuid;
  readonly createdAt: Instant;
  /** The time of its last refresh; of its beginning, until then. */
  readonly lastUsedAt: Instant;
  /** True for the session of the access token that asks. */
  readonly current: boolean;
  /** As the device described itself at its sign-in; null when it did not. */
  readonly device: DeviceFacts | null;
  /** The country or state of its sign-in. Null unless you let it be kept before (`PUT /users/me/permissions`). */
  readonly region: string | null;
};

/** This session may do for a while all that a fresh sign-in allows. */
export type SteppedUp = {
  /** The end of the step-up. */
  readonly until: Instant;
};

export type AcceptedTerms = {
  readonly terms: CalendarDay;
  readonly privacy: CalendarDay;
  readonly acceptedAt: Instant;
};

export type Nonce = {
  /** At most 512 characters. */
  readonly nonce: string;
  readonly expiresAt: Instant;
};

/** The provider does not own the e-mail address that it names. Send a code to the address, and give `linkToken` with the code, within ten minutes. */
export type CodeRequired = {
  readonly status: "code_required";
  readonly linkToken: string;
  /** The e-mail address that the ID token names. */
  readonly address: string;
};

/** An account at Apple or Google by which you sign in. */
export type Identity = {
  readonly provider: IdentityProvider;
  readonly linkedAt: Instant;
};

export type Heard = {
  readonly heard: true;
};

export type Recovery = {
  /** `waiting`: another admin has to ask for the same. */
  readonly state: "waiting" | "done";
};

/** The account is hidden and signed out everywhere. */
export type Deletion = {
  /** The instant from which on everything is erased. */
  readonly erasesAt: Instant;
};

/** A bettor with how many picks they made and how those went. The bio of a private account is empty for those who do not follow it. */
export type Profile = {
  readonly id: Uuid;
  readonly handle: string;
  readonly displayName: string;
  readonly avatar: Avatar | null;
  /** The description of the picture, for people who do not see it. */
  readonly avatarAlt: string | null;
  readonly bio: string;
  /** Only followers see what they make. */
  readonly private: boolean;
  readonly createdAt: Instant;
  /** A few seconds behind a change. */
  readonly counts: {
    readonly followers: number;
    readonly following: number;
  };
  /** Null without a token, and for yourself. */
  readonly relation: Relation | null;
  readonly stats: UserStats;
};

export type Relation = {
  /** Your follow of them, or your request. */
  readonly follow: Follow | null;
  readonly followsYou: boolean;
  /** You have muted them. */
  readonly muted: boolean;
  readonly contact: ContactState | null;
};

export type Follow = {
  /** `requested`: a private account has to accept it. */
  readonly state: "following" | "requested";
  readonly since: Instant;
  /** You are told of each new item. */
  readonly bell: boolean;
};

export type ContactState = "requested" | "received" | "accepted";

export type UserStats = {
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
};

/** Closing line value: taken price / closing price - 1, of single picks with a close that was confirmed within 15 minutes of the start. It always says how many picks it covers. */
export type ClvSummary = {
  /** The mean raw closing line value of these picks; null where none has one. */
  readonly mean: string | null;
  /** Picks with a known close. */
  readonly n: number;
  /** Wins, losses and pushes, with a known close or without. */
  readonly total: number;
};

/** The part of the record that counts on boards: picks at prices that books quoted, at the lower of the entered price and the best quote; of several picks on the same event, market, period and statistic of a player the first one that stands, and of equal tickets the first. */
export type QuotedRecord = {
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
  /** Of the decided picks, those that are the first on their event. Boards need ten. */
  readonly events: number;
  /** Decided picks at prices above what books quoted, which are not in this record. With more than a fifth of them a bettor is on no board. */
  readonly above: number;
};

/** Your region, your age, what is open to you by them and by what you chose, and where help is. */
export type Care = {
  readonly region: {
    /** The region that this call came from. It is not kept. */
    readonly proven: string | null;
    /** The region in which you said that you live. */
    readonly declared: string | null;
    readonly timeZone: string | null;
  };
  /** The least age that your date of birth and the signals of app stores allow. */
  readonly age: {
    /** From 0 to 150. */
    readonly years: number;
    readonly signals: readonly ({
      readonly store: AgeStore;
      readonly upper: number | null;
      readonly at: Instant;
    })[];
  };
  readonly gates: readonly ({
    readonly gate: "account" | "boards" | "odds" | "offers";
    /** Null while your region is not known. */
    readonly minimumAge: number | null;
    readonly closedBy: {
      readonly code: "REGION_NOT_AVAILABLE" | "AGE_VERIFICATION_REQUIRED" | "EXCLUDED";
      readonly message: string;
    } | null;
  })[];
  /** The end of the exclusion or cool-off that you chose. */
  readonly excludedUntil: Instant | null;
  /** Minutes of use after which your apps remind you; null for never. */
  readonly realityMinutes: number | null;
  /** Show it wherever betting content is. */
  readonly helpline: Helpline;
};

/** Help for people whose betting hurts them, free and confidential. */
export type Helpline = {
  readonly name: string;
  readonly phone: string | null;
  readonly url: Url;
};

/** A break from prices, boards, picks of others, links and offers of books. */
export type Excluded = {
  /** Until then it cannot be ended, also not by us. */
  readonly excludedUntil: Instant;
};

/** Your limits on what you stake in a day, a week from Monday on, and a month. */
export type StakeLimits = {
  readonly timeZone: string;
  readonly limits: readonly ({
    readonly period: StakePeriod;
    /** The limit that holds; null for none. */
    readonly limitUnits: string | null;
    /** The stakes of your picks of this period. Null while you have no limit at all. */
    readonly stakedUnits: string | null;
    /** Null without a limit. */
    readonly leftUnits: string | null;
    /** The end of the period. After a change of your time zone one period is longer. */
    readonly endsAt: Instant | null;
    /** A higher limit that you have asked for. It holds once you confirm it. */
    readonly raise: {
      /** Null for no limit. */
      readonly toUnits: string | null;
      readonly confirmFrom: Instant;
      readonly confirmUntil: Instant;
    } | null;
  })[];
};

export type ConsentsView = {
  /** The version of the text that stands. */
  readonly text: CalendarDay;
  /** Null before you have said anything: nothing is let then. */
  readonly now: Consented | null;
  /** The newest first, with the one that holds. At most 50 items. */
  readonly history: readonly Consented[];
};

export type Consented = {
  /** Mobile pushes. */
  readonly push: boolean;
  /** The region beside each of your sessions: a country or a state, nothing finer. */
  readonly location: boolean;
  /** The address book of the device. */
  readonly contacts: boolean;
  /** The pictures of the device. */
  readonly photos: boolean;
  /** The version of the text that asked. */
  readonly text: CalendarDay;
  readonly at: Instant;
};

export type ListedPerson = {
  readonly user: Person;
  /** The time at which the follow, the request or the block began. */
  readonly since: Instant;
};

export type Person = {
  readonly id: Uuid;
  readonly handle: string;
  readonly displayName: string;
  readonly avatar: Avatar | null;
  /** Only followers see what they make. */
  readonly private: boolean;
};

export type Contact = {
  readonly user: Person;
  /** `requested` by you, `received` from the other one. */
  readonly state: ContactState;
  readonly since: Instant;
};

export type EventSummary = {
  readonly id: Uuid;
  readonly sport: SportName;
  /** A league, such as `nfl`. Leagues come and go: `GET /sports` lists them. */
  readonly league: string;
  /** The side at home; null where a field of competitors plays. */
  readonly home: string | null;
  readonly away: string | null;
  /** The name of an event with a field of competitors: `Masters Tournament`. Null where two sides play. */
  readonly title: string | null;
  readonly startsAt: Instant;
  readonly status: EventStatus;
  /** From this instant no pick is taken: the start in force. */
  readonly lockAt: Instant;
  readonly result: Result | null;
  readonly markets: readonly MarketSummary[];
};

export type SportName = "american_football" | "basketball" | "baseball" | "ice_hockey" | "soccer" | "tennis" | "mma" | "boxing" | "golf" | "motor_racing" | "rugby" | "aussie_rules" | "horse_racing";

/** `upcoming` before the start and `live` after it, by the clock; `final` with a result; `needs_review` when the provider has gone silent; `suspended` may go on; `postponed`, `cancelled`, `abandoned`, `walkover`, `forfeit` and `retired` void what they leave undecided. */
export type EventStatus = "upcoming" | "live" | "final" | "needs_review" | "postponed" | "cancelled" | "abandoned" | "suspended" | "forfeit" | "walkover" | "retired";

/** A final score; a corrected one is a new version. Without a score where a field plays: its places are `details`. */
export type Result = {
  readonly home: number | null;
  readonly away: number | null;
  readonly version: number;
  readonly recordedAt: Instant;
};

export type MarketSummary = {
  readonly market: Market;
  /** A spread from the home side, or a total. */
  readonly line: Line | null;
  /** Of an outright the ten shortest prices; `GET /events/{eventId}` shows the whole field. */
  readonly selections: readonly ({
    /** As a pick writes it: `home`, `draw`, `over`, `yes`, or the name of a competitor. */
    readonly selection: string;
    readonly line: Line | null;
    readonly best: Quote;
  })[];
};

/** The price of one book, in all three forms. */
export type Quote = {
  readonly book: string;
  readonly title: string;
  readonly odds: OddsDisplay;
};

/** One price in all three forms. */
export type OddsDisplay = {
  readonly american: string;
  readonly decimal: string;
  /** Of a price that was worked out, exact: a parlay may pay `31400/11433`. */
  readonly fractional: string;
  /** Decimal, as an app shows it: two places, three under 1.10, four under 1.01, rounded half-even. */
  readonly printed: string;
};

export type EventDetail = {
  readonly id: Uuid;
  readonly sport: SportName;
  /** A league, such as `nfl`. Leagues come and go: `GET /sports` lists them. */
  readonly league: string;
  /** The side at home; null where a field of competitors plays. */
  readonly home: string | null;
  readonly away: string | null;
  /** The name of an event with a field of competitors: `Masters Tournament`. Null where two sides play. */
  readonly title: string | null;
  readonly startsAt: Instant;
  readonly status: EventStatus;
  /** From this instant no pick is taken: the start in force. */
  readonly lockAt: Instant;
  readonly result: Result | null;
  readonly markets: readonly MarketDetail[];
  /** Since when the prices are as they are. */
  readonly pricesChangedAt: Instant | null;
  /** The time at which the provider last showed them. */
  readonly pricesConfirmedAt: Instant | null;
  readonly startTimeHistory: readonly {
    readonly version: number;
    readonly startsAt: Instant;
    readonly recordedAt: Instant;
  }[];
  readonly resultVersions: readonly Result[];
  /** Facts of the newest result beside its score: periods, a suspension, corners. Null for a score alone. */
  readonly details: {
    /** At most 40 items. */
    readonly periods?: readonly {
      /** From 0 to 1000000. */
      readonly home: number;
      /** From 0 to 1000000. */
      readonly away: number;
      /** Pattern: `^(game|H[12]|Q[1-4]|P[1-3]|I[1-9]|I[12]\d|F5|S[1-5]|OT|SO)$`. */
      readonly period: string;
      /** The home side did not bat in this inning, so that it has no run there and the inning is half a one. */
      readonly unplayed?: "home";
    }[];
    readonly minutes?: number | string;
    readonly extraTime?: boolean;
    /** The instant at which play began, if it is known. A pick that was accepted then or later is void. */
    readonly actualStart?: Instant;
    readonly suspendedAt?: Instant;
    readonly resumedAt?: Instant;
    /** The game at its suspension, beside its final `score`. It alone counts where play resumed too late (docs/settlement.md). */
    readonly atSuspension?: {
      readonly score: {
        /** From 0 to 1000000. */
        readonly home: number;
        /** From 0 to 1000000. */
        readonly away: number;
      };
      /** At most 40 items. */
      readonly periods?: readonly {
        /** From 0 to 1000000. */
        readonly home: number;
        /** From 0 to 1000000. */
        readonly away: number;
        /** Pattern: `^(game|H[12]|Q[1-4]|P[1-3]|I[1-9]|I[12]\d|F5|S[1-5]|OT|SO)$`. */
        readonly period: string;
        /** The home side did not bat in this inning, so that it has no run there and the inning is half a one. */
        readonly unplayed?: "home";
      }[];
      readonly minutes?: number | string;
      /** Innings played; 8.5 is the home side not batting in the ninth. */
      readonly innings?: number | string;
    };
    readonly facts?: {
      /** Took part, by the definition of the sport; true when a result is given. */
      readonly started?: boolean;
      /** Finishing place as published; those who are tied share one. From 1 to 10000. */
      readonly position?: number;
      /** k competitors tied for the places that are left at the edge. */
      readonly tied?: {
        /** From 2 to 1000. */
        readonly k: number;
        /** From 1 to 1000. */
        readonly places: number;
      };
      readonly won?: boolean;
      /** Strokes, or whatever else is lower for the better. */
      readonly score?: number;
      /** `none`: no cut was held. */
      readonly cut?: CutFact;
      /** The statistic of a player or a season, in the scope of the market. */
      readonly value?: number | string;
      readonly valueWithExtraTime?: number | string;
      /** Several statistics by name; the leg says which in `stat`. */
      readonly stats?: { readonly [name: string]: number | string };
      readonly happened?: boolean;
      /** False: took part, but withdrew, retired or was disqualified, so that no place is published. */
      readonly finished?: boolean;
      /** By competitor or player. */
      readonly entries?: { readonly [name: string]: {
        /** Took part, by the definition of the sport; true when a result is given. */
        readonly started?: boolean;
        /** Finishing place as published; those who are tied share one. From 1 to 10000. */
        readonly position?: number;
        /** k competitors tied for the places that are left at the edge. */
        readonly tied?: {
          /** From 2 to 1000. */
          readonly k: number;
          /** From 1 to 1000. */
          readonly places: number;
        };
        readonly won?: boolean;
        /** Strokes, or whatever else is lower for the better. */
        readonly score?: number;
        /** `none`: no cut was held. */
        readonly cut?: CutFact;
        /** The statistic of a player or a season, in the scope of the market. */
        readonly value?: number | string;
        readonly valueWithExtraTime?: number | string;
        /** Several statistics by name; the leg says which in `stat`. */
        readonly stats?: { readonly [name: string]: number | string };
        readonly happened?: boolean;
        /** False: took part, but withdrew, retired or was disqualified, so that no place is published. */
        readonly finished?: boolean;
      } };
      readonly winner?: WinnerFact;
      /** The first to reach the mark; `none` if nobody reached it. */
      readonly first?: string;
      /** The same by mark, where there are several: who first had so many points. */
      readonly races?: { readonly [name: string]: string };
      /** The outcome, for a market on the exact one. */
      readonly outcome?: string;
      readonly scheduleComplete?: boolean;
      /** Innings played; 8.5 is the home side not batting in the ninth. */
      readonly innings?: number | string;
      readonly scheduledInnings?: 7 | 9;
      readonly pitcherChanged?: boolean;
      /** The pitchers who started. */
      readonly pitchers?: {
        /** One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
        readonly home?: string;
        /** One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
        readonly away?: string;
      };
      /** The side that went through after a knockout tie. */
      readonly advances?: Side;
      /** The end of a fight: a technical knockout and a disqualification are `ko`; `decision` is by the judges. */
      readonly method?: FightMethod;
      /** The set that was a match tie-break: one set and one game. Pattern: `^S[1-5]$`. */
      readonly matchTiebreak?: string;
      readonly bestOf?: 3 | 5;
      /** From 1 to 15. */
      readonly endRound?: number;
      /** Time fought in the last round; absent when it went to the judges. Pattern: `^\d{1,2}:[0-5]\d$`. */
      readonly endTime?: string;
      /** The length of a round in minutes, `2` or `"2:00"`. Absent: as in the discipline (docs/settlement.md). */
      readonly roundMinutes?: number | string;
      /** From 1 to 15. */
      readonly scheduledRounds?: number;
      /** Holes completed by the field. From 0 to 144. */
      readonly holes?: number;
      /** The tour awarded the trophy. */
      readonly trophy?: boolean;
      /** The league has ruled whether the result is official. */
      readonly leagueOfficial?: boolean;
      /** `swapped`: home is no longer home. */
      readonly venue?: VenueFact;
      /** Played at the ground of neither side. Which side stands as home then means nothing, so that `swapped` voids no pick. */
      readonly neutralGround?: boolean;
      readonly playoff?: boolean;
      /** Corners that were taken in the 90 minutes. */
      readonly corners?: {
        /** From 0 to 99. */
        readonly home: number;
        /** From 0 to 99. */
        readonly away: number;
      };
      /** Yellow cards of the 90 minutes, without a second one of the same player, which is a red card. */
      readonly yellowCards?: {
        /** From 0 to 99. */
        readonly home: number;
        /** From 0 to 99. */
        readonly away: number;
      };
      /** Red cards of the 90 minutes, also by a second yellow one. */
      readonly redCards?: {
        /** From 0 to 99. */
        readonly home: number;
        /** From 0 to 99. */
        readonly away: number;
      };
    };
  } | null;
};

export type MarketDetail = {
  readonly market: Market;
  /** A spread from the home side, or a total. */
  readonly line: Line | null;
  /** The player, of a market on one; null of a market on the game. */
  readonly subject: string | null;
  /** The statistic of the player: `receptions`, `touchdowns`, `goals`. */
  readonly stat: string | null;
  /** True for the line that most books quote. */
  readonly main: boolean;
  /** Of an outright the shortest price first, at most 200 competitors. */
  readonly selections: readonly ({
    /** As a pick writes it: `home`, `draw`, `over`, `yes`, or the name of a competitor. */
    readonly selection: string;
    readonly line: Line | null;
    readonly best: Quote;
    readonly books: readonly Quote[];
  })[];
};

export type Sport = {
  readonly sport: SportName;
  readonly title: string;
  /** Its events have two `sides`, home and away, or a `field` of competitors under a title. */
  readonly competitors: "sides" | "field";
  /** The rule by which a score counts: `with_overtime`, also a shoot-out, which is one goal; `regulation`, without extra time; `sets`; `none` where who won is stated by name. */
  readonly score: "with_overtime" | "regulation" | "sets" | "none";
  readonly markets: readonly SportMarket[];
  readonly leagues: readonly League[];
};

export type SportMarket = {
  readonly market: Market;
  /** `game` is the whole game. */
  readonly periods: readonly string[];
  /** Empty where a selection is a score such as `2-1`, or the name of a competitor. */
  readonly selections: readonly string[];
  /** A market on a player names him and his statistic. One on a competitor of a field names him as its selection, or in `subject` where the selections are listed. */
  readonly on: "game" | "player" | "competitor";
  /** The number of others whom a pick names in `opponents`: one of a duel. Null: it names none. */
  readonly opponents: {
    readonly least: number;
    readonly most: number;
  } | null;
  /** The finest step of its line; null: it has none. */
  readonly lineStep: "whole" | "half" | "quarter" | null;
};

export type League = {
  readonly league: string;
  readonly title: string;
  /** The time zone whose calendar its game days follow. */
  readonly zone: string;
  /** The odds provider lists it now. */
  readonly inSeason: boolean;
  /** Its competitions in season: of a tour its tournaments by name. */
  readonly competitions: readonly string[];
  /** A final score can be level. */
  readonly endsLevel: boolean;
  /** Markets that have other periods than in its sport; without any, the league has no such market. */
  readonly exceptions: readonly {
    readonly market: Market;
    /** `game` is the whole game. */
    readonly periods: readonly string[];
  }[];
};

export type Pick = {
  readonly id: Uuid;
  readonly author: Author;
  readonly kind: TicketKind;
  readonly status: PickStatus;
  /** Empty where the pick is sealed for you. */
  readonly legs: readonly PickLeg[];
  /** Legs in each combination of a round robin. */
  readonly size: number | null;
  /** The price of the whole; null for a round robin, which is many. */
  readonly odds: Price | null;
  readonly teaserPrices: { readonly [name: string]: Odds } | null;
  /** A teaser of which any tie voids the whole. */
  readonly superTeaser: boolean;
  readonly stakeUnits: string;
  readonly book: string | null;
  readonly analysis: string | null;
  /** True where a long analysis is shown by its beginning, as in lists. */
  readonly analysisCut: boolean;
  readonly priceCheck: PriceCheck;
  /** The best price that was quoted for it: by the named book where the feed carries it, else by any. Of a parlay the product. Null where nothing could be compared. */
  readonly bestQuoted: OddsDisplay | null;
  /** Until then it can be changed: the first start of its events. It moves when a start moves, but nothing ever unlocks. */
  readonly lockAt: Instant;
  readonly revision: number;
  readonly placedAt: Instant;
  readonly editedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  readonly outcome: PickOutcome | null;
  readonly receipt: PickReceipt | null;
  /** True on your own pick whose analysis and book a moderator has hidden: nobody else sees them. */
  readonly wordsHidden: boolean;
  /** Oldest first. At most 4 items. */
  readonly proof: readonly Proof[];
  /** True with a picture as proof that is ready. Its bytes were here before the first start. */
  readonly verified: boolean;
  readonly sharedToFeed: boolean;
  /** There while the pick is sealed, for its author too. */
  readonly sealed?: PickSeal;
  readonly counts: ItemCounts;
};

export type Author = {
  readonly id: Uuid;
  readonly handle: string;
  readonly displayName: string;
  readonly avatar: Avatar | null;
};

export type PickLeg = {
  readonly event: {
    readonly id: Uuid;
    readonly sport: SportName;
    /** A league, such as `nfl`. Leagues come and go: `GET /sports` lists them. */
    readonly league: string;
    /** The side at home; null where a field of competitors plays. */
    readonly home: string | null;
    readonly away: string | null;
    /** The name of an event with a field of competitors: `Masters Tournament`. Null where two sides play. */
    readonly title: string | null;
    readonly startsAt: Instant;
  };
  readonly market: Market;
  readonly period: string;
  readonly selection: string;
  /** From the picked side; a European handicap's from the home side. */
  readonly line: string | null;
  /** The player, or the competitor of `make_cut`. */
  readonly subject: string | null;
  /** The statistic of the player. */
  readonly stat: string | null;
  /** The others of a duel or a group. */
  readonly opponents: readonly string[] | null;
  /** Of a line in tennis; null: games. */
  readonly lineUnit: LineUnit | null;
  /** The listed pitchers; null: the leg has action whoever starts. */
  readonly pitchers: {
    /** One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
    readonly home?: string;
    /** One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
    readonly away?: string;
  } | null;
  /** A draw loses, since its book quoted the draw too. */
  readonly drawPrice: boolean;
  /** Null where the ticket is priced as a whole. */
  readonly odds: Price | null;
  readonly priceCheck: PriceCheck;
  /** The best price that was quoted for it: by the named book where the feed carries it, else by any. Of a parlay the product. Null where nothing could be compared. */
  readonly bestQuoted: OddsDisplay | null;
  readonly result: PickResult;
};

/** A price in all three forms; `entered` is null where it was worked out from others. */
export type Price = {
  readonly entered: Odds | null;
  readonly american: string;
  readonly decimal: string;
  /** Of a price that was worked out, exact: a parlay may pay `31400/11433`. */
  readonly fractional: string;
  /** Decimal, as an app shows it: two places, three under 1.10, four under 1.01, rounded half-even. */
  readonly printed: string;
};

/** `quoted`: at most 3 % above the best price that a book quoted for the selection and line (5 % from decimal 6 on), from 15 minutes before the placing to the first poll after it. `above`: more. `unquoted`: nothing to compare with. */
export type PriceCheck = "quoted" | "above" | "unquoted";

/** `open`: not decided, or open again after a correction. `ungradeable`: somebody has to look. Neither counts anywhere. */
export type PickResult = "win" | "loss" | "push" | "void" | "half_win" | "half_loss" | "dead_heat" | "half_face" | "open" | "ungradeable";

export type PickOutcome = {
  readonly result: PickResult;
  /** Pattern: `^-?\d+\.\d{6}$`. */
  readonly profitUnits: string;
  /** Counts the gradings of this pick. */
  readonly version: number;
  /** The time at which the fact that first decided it was recorded; null until then. */
  readonly settledAt: Instant | null;
  /** A code where the result alone does not say why, as LATE or POSTPONED. */
  readonly reason: string | null;
  /** From then on a correction needs two admins; null while it is not decided. */
  readonly finalAt: Instant | null;
  /** A code that says why somebody is asked to look at the newest facts; null otherwise. */
  readonly review: string | null;
};

export type PickReceipt = {
  /** The settlement policy that this pick was accepted under. */
  readonly policyVersion: string;
  readonly rule: string;
  /** The exact return for each unit staked; null while it is not decided. */
  readonly R: string | null;
  /** A single's; tickets have R. */
  readonly fractions: Fractions | null;
  readonly legs: readonly LegReceipt[];
  /** How many of our reviewers' decisions on this pick it took into account. */
  readonly reviews: number;
  /** The time at which the fact behind this grading was recorded. */
  readonly gradedAt: Instant;
};

/** Parts of the stake, as `1/2`. */
export type Fractions = {
  readonly won: string;
  readonly returned: string;
  readonly lost: string;
};

export type LegReceipt = {
  readonly result: PickResult;
  readonly fractions: Fractions | null;
  /** The rule that decided, as `spread.quarter`. */
  readonly rule: string;
  readonly reason: string | null;
  /** The version of the event's result that it was graded from; null when decided without one. */
  readonly resultVersion: number | null;
  /** The version of the facts of its event. */
  readonly gradingVersion: number;
  /** Null without a close that was confirmed within 15 minutes of the start. */
  readonly clv: PickClv | null;
};

/** Closing line value. */
export type PickClv = {
  /** D / D_close - 1. */
  readonly raw: string | null;
  /** The same against the close without its margin. */
  readonly fair: string | null;
  /** 1/D_close - 1/D. */
  readonly probability: string | null;
  /** Points by which the taken line was better. */
  readonly line: string | null;
  readonly method: string;
  /** The book of the close. */
  readonly book: string;
};

/** Proof that a bettor showed before the first start of the events of the pick. */
export type Proof = {
  readonly kind: "picture" | "link";
  /** A link is `ready` at once. */
  readonly state: "processing" | "ready" | "refused";
  /** The reason for which a picture was refused. */
  readonly reason: RefusalReason | null;
  readonly mediaId: Uuid | null;
  /** The address of a link; null of a picture. */
  readonly url: Url | null;
  /** Of the bytes that the phone sent; null of a link. */
  readonly sentSha256: string | null;
  /** Of the bytes of `full`; null until it is ready. */
  readonly sha256: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly colour: string | null;
  /** The description of a picture. */
  readonly alt: string | null;
  readonly addedAt: Instant;
  /** The revision of the pick at that instant. */
  readonly revision: number;
  /** The time at which a newer proof of the same kind took its place. A replaced one stays, with its hashes. */
  readonly replacedAt: Instant | null;
  /** Of a picture that is ready and was not replaced. */
  readonly urls: PictureUrls | null;
};

/** `TYPE_NOT_ALLOWED`: of a kind that is not taken here: another codec, a PDF with scripts, forms that send or files in it. `TOO_LARGE`: it unpacks to more than it may. `NOT_WHAT_IT_SAYS`: its bytes are no picture, no PDF, no text in UTF-8 or no recording. `TOO_MANY_PIXELS`: more than 50 million. `MALWARE`: the scan found a threat. `NOT_SCANNED`: the scan could not read it. `BLOCKED`: a moderator has removed it, or the same before. `UNREADABLE`: cut off, broken, or encrypted. `TOO_LONG`: a recording of more than 10 minutes. `EXPIRED`: it did not arrive, or hung on nothing, for 24 hours. */
export type RefusalReason = "TYPE_NOT_ALLOWED" | "TOO_LARGE" | "NOT_WHAT_IT_SAYS" | "TOO_MANY_PIXELS" | "MALWARE" | "NOT_SCANNED" | "BLOCKED" | "UNREADABLE" | "TOO_LONG" | "EXPIRED";

/** WebP at most so many pixels wide and high; `full` has at most 2,048. Nothing is enlarged. */
export type PictureUrls = {
  readonly 96: Url;
  readonly 256: Url;
  readonly 1024: Url;
  readonly full: Url;
  /** The whole picture as JPEG; of a proof only. */
  readonly jpeg: Url | null;
  /** Null where the addresses do not expire. */
  readonly expiresAt: Instant | null;
};

/** Until then its author alone sees the terms. To others `legs`, revisions and gradings are empty, and prices, book, analysis and receipt null. */
export type PickSeal = {
  /** The lock of the pick. It moves with it. */
  readonly until: Instant;
  /** The events of its legs, each once. */
  readonly events: readonly ({
    readonly id: Uuid;
    readonly sport: SportName;
    /** A league, such as `nfl`. Leagues come and go: `GET /sports` lists them. */
    readonly league: string;
    /** The side at home; null where a field of competitors plays. */
    readonly home: string | null;
    readonly away: string | null;
    /** The name of an event with a field of competitors: `Masters Tournament`. Null where two sides play. */
    readonly title: string | null;
    readonly startsAt: Instant;
  })[];
};

/** Acts of the last seconds may not be counted yet. */
export type ItemCounts = {
  readonly comments: number;
  readonly reactions: {
    readonly fire: number;
    readonly up: number;
    readonly down: number;
    readonly laugh: number;
    readonly wow: number;
    readonly money: number;
  };
};

export type MarkedPick = {
  readonly id: Uuid;
  readonly author: Author;
  readonly kind: TicketKind;
  readonly status: PickStatus;
  /** Empty where the pick is sealed for you. */
  readonly legs: readonly PickLeg[];
  /** Legs in each combination of a round robin. */
  readonly size: number | null;
  /** The price of the whole; null for a round robin, which is many. */
  readonly odds: Price | null;
  readonly teaserPrices: { readonly [name: string]: Odds } | null;
  /** A teaser of which any tie voids the whole. */
  readonly superTeaser: boolean;
  readonly stakeUnits: string;
  readonly book: string | null;
  readonly analysis: string | null;
  /** True where a long analysis is shown by its beginning, as in lists. */
  readonly analysisCut: boolean;
  readonly priceCheck: PriceCheck;
  /** The best price that was quoted for it: by the named book where the feed carries it, else by any. Of a parlay the product. Null where nothing could be compared. */
  readonly bestQuoted: OddsDisplay | null;
  /** Until then it can be changed: the first start of its events. It moves when a start moves, but nothing ever unlocks. */
  readonly lockAt: Instant;
  readonly revision: number;
  readonly placedAt: Instant;
  readonly editedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  readonly outcome: PickOutcome | null;
  readonly receipt: PickReceipt | null;
  /** True on your own pick whose analysis and book a moderator has hidden: nobody else sees them. */
  readonly wordsHidden: boolean;
  /** Oldest first. At most 4 items. */
  readonly proof: readonly Proof[];
  /** True with a picture as proof that is ready. Its bytes were here before the first start. */
  readonly verified: boolean;
  readonly sharedToFeed: boolean;
  /** There while the pick is sealed, for its author too. */
  readonly sealed?: PickSeal;
  readonly counts: ItemCounts;
  readonly own: OwnMarks;
};

/** Your own marks on an item. Without a token none. */
export type OwnMarks = {
  readonly reactions: readonly ReactionName[];
  readonly bookmarked: boolean;
  readonly muted: boolean;
};

export type MarkedPickDetail = {
  readonly id: Uuid;
  readonly author: Author;
  readonly kind: TicketKind;
  readonly status: PickStatus;
  /** Empty where the pick is sealed for you. */
  readonly legs: readonly PickLeg[];
  /** Legs in each combination of a round robin. */
  readonly size: number | null;
  /** The price of the whole; null for a round robin, which is many. */
  readonly odds: Price | null;
  readonly teaserPrices: { readonly [name: string]: Odds } | null;
  /** A teaser of which any tie voids the whole. */
  readonly superTeaser: boolean;
  readonly stakeUnits: string;
  readonly book: string | null;
  readonly analysis: string | null;
  /** True where a long analysis is shown by its beginning, as in lists. */
  readonly analysisCut: boolean;
  readonly priceCheck: PriceCheck;
  /** The best price that was quoted for it: by the named book where the feed carries it, else by any. Of a parlay the product. Null where nothing could be compared. */
  readonly bestQuoted: OddsDisplay | null;
  /** Until then it can be changed: the first start of its events. It moves when a start moves, but nothing ever unlocks. */
  readonly lockAt: Instant;
  readonly revision: number;
  readonly placedAt: Instant;
  readonly editedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  readonly outcome: PickOutcome | null;
  readonly receipt: PickReceipt | null;
  /** True on your own pick whose analysis and book a moderator has hidden: nobody else sees them. */
  readonly wordsHidden: boolean;
  /** Oldest first. At most 4 items. */
  readonly proof: readonly Proof[];
  /** True with a picture as proof that is ready. Its bytes were here before the first start. */
  readonly verified: boolean;
  readonly sharedToFeed: boolean;
  /** There while the pick is sealed, for its author too. */
  readonly sealed?: PickSeal;
  readonly counts: ItemCounts;
  /** The newest 10, oldest first. All of them are a list of their own. At most 10 items. */
  readonly revisions: readonly PickRevision[];
  readonly outcomes: readonly PickGrading[];
  readonly reviews: readonly PickReview[];
  readonly own: OwnMarks;
};

export type PickRevision = {
  readonly revision: number;
  readonly at: Instant;
  readonly legs: readonly ({
    readonly selection: string;
    /** The others of a duel or a group. */
    readonly opponents: readonly string[] | null;
    /** From the picked side; a European handicap's from the home side. */
    readonly line: string | null;
    /** Null where the ticket is priced as a whole. */
    readonly odds: Price | null;
  })[];
  /** Legs in each combination of a round robin. */
  readonly size: number | null;
  /** The price of the whole; null for a round robin, which is many. */
  readonly odds: Price | null;
  readonly teaserPrices: { readonly [name: string]: Odds } | null;
  /** A teaser of which any tie voids the whole. */
  readonly superTeaser: boolean;
  readonly stakeUnits: string;
  readonly book: string | null;
  readonly analysis: string | null;
  /** True where a long analysis is shown by its beginning, as in lists. */
  readonly analysisCut: boolean;
};

/** One grading. The newest one counts; earlier ones stay to be read. */
export type PickGrading = {
  readonly result: PickResult;
  /** Pattern: `^-?\d+\.\d{6}$`. */
  readonly profitUnits: string;
  /** Counts the gradings of this pick. */
  readonly version: number;
  /** The time at which the fact that first decided it was recorded; null until then. */
  readonly settledAt: Instant | null;
  /** A code where the result alone does not say why, as LATE or POSTPONED. */
  readonly reason: string | null;
  /** From then on a correction needs two admins; null while it is not decided. */
  readonly finalAt: Instant | null;
  /** A code that says why somebody is asked to look at the newest facts; null otherwise. */
  readonly review: string | null;
  /** The settlement policy that this pick was accepted under. */
  readonly policyVersion: string;
  readonly rule: string;
  /** The exact return for each unit staked; null while it is not decided. */
  readonly R: string | null;
  /** A single's; tickets have R. */
  readonly fractions: Fractions | null;
  readonly legs: readonly LegReceipt[];
  /** How many of our reviewers' decisions on this pick it took into account. */
  readonly reviews: number;
  /** The time at which the fact behind this grading was recorded. */
  readonly gradedAt: Instant;
};

/** A decision of a reviewer of ours where no rule could decide, or after it was final. */
export type PickReview = {
  /** The leg by its number, from 0; null: the whole ticket. */
  readonly leg: number | null;
  readonly result: PickResult;
  readonly fractions: Fractions;
  readonly reason: string;
  readonly at: Instant;
  /** False while the correction of a final pick waits for a second admin. */
  readonly counts: boolean;
};

export type PostDetail = {
  readonly id: Uuid;
  readonly author: Author;
  readonly kind: PostKind;
  readonly text: string | null;
  /** At most 10 items. */
  readonly mentions: readonly Mention[];
  /** True where a long text is shown by its beginning, as in lists. */
  readonly textCut: boolean;
  readonly visibility: PostVisibility;
  readonly whoMayComment: WhoMayComment;
  /** At most 12 items. */
  readonly picks: readonly QuotedPick[];
  readonly counts: ItemCounts;
  readonly revision: number;
  readonly createdAt: Instant;
  readonly editedAt: Instant | null;
  /** True on your own text that a moderator has hidden: nobody else sees it. */
  readonly hidden: boolean;
  readonly own: OwnMarks;
};

export type PostKind = "text" | "pick" | "slip";

/** A place in the text, in UTF-16 units, that reads @ and the present handle of the person. */
export type Mention = {
  /** From 0 to 8000. */
  readonly start: number;
  /** From 1 to 8000. */
  readonly end: number;
  readonly user: Author;
};

/** A pick as it stands now. Null and unavailable where you may not see it. */
export type QuotedPick = {
  readonly id: Uuid;
  readonly unavailable: boolean;
  readonly pick: Pick | null;
};

export type PostRevision = {
  readonly revision: number;
  readonly at: Instant;
  readonly text: string | null;
  /** At most 10 items. */
  readonly mentions: readonly Mention[];
};

export type Comment = {
  readonly id: Uuid;
  readonly item: {
    readonly type: ItemType;
    readonly id: Uuid;
  };
  readonly parentId: Uuid | null;
  /** Null for a comment that is deleted, and shown for its replies alone. */
  readonly author: Author | null;
  readonly text: string | null;
  /** At most 10 items. */
  readonly mentions: readonly Mention[];
  readonly deleted: boolean;
  /** True on your own text that a moderator has hidden: nobody else sees it. */
  readonly hidden: boolean;
  readonly replies: number;
  readonly createdAt: Instant;
  readonly editedAt: Instant | null;
};

export type ItemType = "post" | "pick";

export type OwnReaction = {
  readonly name: ReactionName;
  readonly reacted: boolean;
};

/** A person and their reactions to an item. */
export type Reaction = {
  readonly user: Author;
  readonly names: readonly ReactionName[];
};

export type Item = PostItem | PickItem;

export type PostItem = {
  readonly type: "post";
  readonly post: Post;
  readonly own: OwnMarks;
};

export type Post = {
  readonly id: Uuid;
  readonly author: Author;
  readonly kind: PostKind;
  readonly text: string | null;
  /** At most 10 items. */
  readonly mentions: readonly Mention[];
  /** True where a long text is shown by its beginning, as in lists. */
  readonly textCut: boolean;
  readonly visibility: PostVisibility;
  readonly whoMayComment: WhoMayComment;
  /** At most 12 items. */
  readonly picks: readonly QuotedPick[];
  readonly counts: ItemCounts;
  readonly revision: number;
  readonly createdAt: Instant;
  readonly editedAt: Instant | null;
};

export type PickItem = {
  readonly type: "pick";
  readonly pick: Pick;
  readonly own: OwnMarks;
};

export type ConversationDetail = {
  /** The id of a conversation. */
  readonly id: string;
  readonly kind: ConversationKind;
  /** Of a group. */
  readonly name: string | null;
  /** Of a group. Its addresses open for 5 minutes at most. */
  readonly picture: PictureUrls | null;
  /** The other person of a direct conversation; null in a group, or when the account is gone. */
  readonly other: Author | null;
  /** Your own. */
  readonly role: MemberRole;
  /** Of a direct conversation that one of you has asked for: `sent` by you, who waits for an answer, `received` by you, or `declined` by you. Null once it is accepted. */
  readonly request: ChatRequest | null;
  /** The number of the newest entry; 0 in a direct conversation without a message. */
  readonly lastSeq: number;
  readonly lastMessage: LastMessage | null;
  readonly createdAt: Instant;
  readonly settings: ConversationSettings;
  /** The numbers of the pinned messages that you see. At most 5 items. */
  readonly pinned: readonly number[];
  readonly history: GroupHistory | null;
  /** At most 256 items. */
  readonly members: readonly ConversationMember[];
};

export type ConversationKind = "direct" | "group";

export type MemberRole = "owner" | "admin" | "member";

export type ChatRequest = "sent" | "received" | "declined";

export type LastMessage = {
  readonly type: MessageType;
  readonly sender: Author | null;
  /** The beginning of its text, at most 100 bytes. */
  readonly preview: string | null;
  readonly at: Instant;
};

export type MessageType = "text" | "image" | "file" | "voice" | "slip" | "analysis";

/** Your own settings of a conversation. Nobody else learns of them. */
export type ConversationSettings = {
  /** You are told of nothing. */
  readonly muted: {
    /** Null: until you take it back. */
    readonly until: Instant | null;
    /** You are still told of messages that mention you. `false` where left out. */
    readonly exceptMentions: boolean;
  } | null;
  /** Listed first. */
  readonly pinned: boolean;
  /** Listed apart. */
  readonly archived: boolean;
  /** Until you read or write. */
  readonly markedUnread: boolean;
};

export type ConversationMember = {
  /** Null when the account is gone. */
  readonly user: Author | null;
  readonly role: MemberRole;
};

export type ListedConversation = {
  /** The id of a conversation. */
  readonly id: string;
  readonly kind: ConversationKind;
  /** Of a group. */
  readonly name: string | null;
  /** Of a group. Its addresses open for 5 minutes at most. */
  readonly picture: PictureUrls | null;
  /** The other person of a direct conversation; null in a group, or when the account is gone. */
  readonly other: Author | null;
  /** Your own. */
  readonly role: MemberRole;
  /** Of a direct conversation that one of you has asked for: `sent` by you, who waits for an answer, `received` by you, or `declined` by you. Null once it is accepted. */
  readonly request: ChatRequest | null;
  /** The number of the newest entry; 0 in a direct conversation without a message. */
  readonly lastSeq: number;
  readonly lastMessage: LastMessage | null;
  readonly createdAt: Instant;
  readonly settings: ConversationSettings;
  /** Messages after the one that you have read or sent last, at most 999. */
  readonly unread: number;
  /** Messages that mention you after the one that you have read or sent last, at most 99. */
  readonly mentions: number;
  /** The number up to which you have read; 0 for nothing. */
  readonly readSeq: number;
};

export type OwnMessageReaction = {
  readonly name: ReactionName;
  readonly reacted: boolean;
};

export type Entry = TextMessage | ImageMessage | FileMessage | VoiceMessage | SlipMessage | AnalysisMessage | DeletedMessage | ConversationChange;

export type TextMessage = {
  /** The id of the conversation, `_`, and the number of the entry. */
  readonly id: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  /** The number of an entry. The first of a conversation is 1, and none is missing. */
  readonly seq: number;
  readonly at: Instant;
  /** Null when the account is gone, and for the removal by a moderator. */
  readonly sender: Author | null;
  /** You or the sender have blocked the other. */
  readonly authorBlocked: boolean;
  /** The sender's own id; null for everybody else. */
  readonly clientMessageId: string | null;
  readonly replyTo: MessageQuote | null;
  readonly revision: number;
  readonly editedAt: Instant | null;
  /** Without those of people whom a block parts from you. */
  readonly reactions: readonly {
    readonly name: ReactionName;
    readonly count: number;
    /** You did too. */
    readonly reacted: boolean;
  }[];
  readonly type: "text";
  readonly text: string;
  /** At most 10 items. */
  readonly mentions: readonly Mention[];
};

/** The message that another one answers. */
export type MessageQuote = {
  /** The number of an entry. The first of a conversation is 1, and none is missing. */
  readonly seq: number;
  /** You may not see it, or it is no more. */
  readonly unavailable: boolean;
  readonly type: MessageType | null;
  readonly sender: Author | null;
  /** The beginning of its text. */
  readonly excerpt: string | null;
};

export type ImageMessage = {
  /** The id of the conversation, `_`, and the number of the entry. */
  readonly id: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  /** The number of an entry. The first of a conversation is 1, and none is missing. */
  readonly seq: number;
  readonly at: Instant;
  /** Null when the account is gone, and for the removal by a moderator. */
  readonly sender: Author | null;
  /** You or the sender have blocked the other. */
  readonly authorBlocked: boolean;
  /** The sender's own id; null for everybody else. */
  readonly clientMessageId: string | null;
  readonly replyTo: MessageQuote | null;
  readonly revision: number;
  readonly editedAt: Instant | null;
  /** Without those of people whom a block parts from you. */
  readonly reactions: readonly {
    readonly name: ReactionName;
    readonly count: number;
    /** You did too. */
    readonly reacted: boolean;
  }[];
  readonly type: "image";
  readonly text: string | null;
  /** At most 10 items. */
  readonly mentions: readonly Mention[];
  readonly media: ChatMedia;
};

/** A file that was sent with a message. Its addresses open for 5 minutes at most. */
export type ChatMedia = ChatImage | ChatFile | ChatVoice;

export type ChatImage = {
  readonly kind: "image";
  readonly mediaId: Uuid;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
  readonly urls: PictureUrls;
};

/** It is downloaded under its name, and never opened in place. */
export type ChatFile = {
  readonly kind: "file";
  readonly mediaId: Uuid;
  readonly bytes: number;
  readonly name: string;
  readonly contentType: "application/pdf" | "text/csv" | "text/plain";
  readonly file: FileUrl;
};

export type FileUrl = {
  readonly url: Url;
  readonly expiresAt: Instant;
};

export type ChatVoice = {
  readonly kind: "voice";
  readonly mediaId: Uuid;
  readonly bytes: number;
  readonly contentType: "audio/mp4" | "audio/ogg" | "audio/webm";
  /** Milliseconds. */
  readonly durationMs: number;
  readonly file: FileUrl;
};

export type FileMessage = {
  /** The id of the conversation, `_`, and the number of the entry. */
  readonly id: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  /** The number of an entry. The first of a conversation is 1, and none is missing. */
  readonly seq: number;
  readonly at: Instant;
  /** Null when the account is gone, and for the removal by a moderator. */
  readonly sender: Author | null;
  /** You or the sender have blocked the other. */
  readonly authorBlocked: boolean;
  /** The sender's own id; null for everybody else. */
  readonly clientMessageId: string | null;
  readonly replyTo: MessageQuote | null;
  readonly revision: number;
  readonly editedAt: Instant | null;
  /** Without those of people whom a block parts from you. */
  readonly reactions: readonly {
    readonly name: ReactionName;
    readonly count: number;
    /** You did too. */
    readonly reacted: boolean;
  }[];
  readonly type: "file";
  readonly text: string | null;
  /** At most 10 items. */
  readonly mentions: readonly Mention[];
  readonly media: ChatMedia;
};

export type VoiceMessage = {
  /** The id of the conversation, `_`, and the number of the entry. */
  readonly id: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  /** The number of an entry. The first of a conversation is 1, and none is missing. */
  readonly seq: number;
  readonly at: Instant;
  /** Null when the account is gone, and for the removal by a moderator. */
  readonly sender: Author | null;
  /** You or the sender have blocked the other. */
  readonly authorBlocked: boolean;
  /** The sender's own id; null for everybody else. */
  readonly clientMessageId: string | null;
  readonly replyTo: MessageQuote | null;
  readonly revision: number;
  readonly editedAt: Instant | null;
  /** Without those of people whom a block parts from you. */
  readonly reactions: readonly {
    readonly name: ReactionName;
    readonly count: number;
    /** You did too. */
    readonly reacted: boolean;
  }[];
  readonly type: "voice";
  readonly media: ChatMedia;
};

export type SlipMessage = {
  /** The id of the conversation, `_`, and the number of the entry. */
  readonly id: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  /** The number of an entry. The first of a conversation is 1, and none is missing. */
  readonly seq: number;
  readonly at: Instant;
  /** Null when the account is gone, and for the removal by a moderator. */
  readonly sender: Author | null;
  /** You or the sender have blocked the other. */
  readonly authorBlocked: boolean;
  /** The sender's own id; null for everybody else. */
  readonly clientMessageId: string | null;
  readonly replyTo: MessageQuote | null;
  readonly revision: number;
  readonly editedAt: Instant | null;
  /** Without those of people whom a block parts from you. */
  readonly reactions: readonly {
    readonly name: ReactionName;
    readonly count: number;
    /** You did too. */
    readonly reacted: boolean;
  }[];
  readonly type: "slip";
  readonly text: string | null;
  /** At most 10 items. */
  readonly mentions: readonly Mention[];
  readonly pickId: Uuid;
  /** The pick as it stands now; null where you may not see it. */
  readonly pick: Pick | null;
};

/** An opinion on a game. It is no pick, and counts in no record. */
export type AnalysisMessage = {
  /** The id of the conversation, `_`, and the number of the entry. */
  readonly id: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  /** The number of an entry. The first of a conversation is 1, and none is missing. */
  readonly seq: number;
  readonly at: Instant;
  /** Null when the account is gone, and for the removal by a moderator. */
  readonly sender: Author | null;
  /** You or the sender have blocked the other. */
  readonly authorBlocked: boolean;
  /** The sender's own id; null for everybody else. */
  readonly clientMessageId: string | null;
  readonly replyTo: MessageQuote | null;
  readonly revision: number;
  readonly editedAt: Instant | null;
  /** Without those of people whom a block parts from you. */
  readonly reactions: readonly {
    readonly name: ReactionName;
    readonly count: number;
    /** You did too. */
    readonly reacted: boolean;
  }[];
  readonly type: "analysis";
  readonly event: AnalysedGame | null;
  readonly market: Market;
  readonly lean: string;
  readonly confidence: Confidence;
  readonly text: string;
  /** At most 10 items. */
  readonly mentions: readonly Mention[];
};

export type AnalysedGame = {
  readonly id: Uuid;
  readonly sport: SportName;
  /** A league, such as `nfl`. Leagues come and go: `GET /sports` lists them. */
  readonly league: string;
  /** The side at home; null where a field of competitors plays. */
  readonly home: string | null;
  readonly away: string | null;
  /** The name of an event with a field of competitors: `Masters Tournament`. Null where two sides play. */
  readonly title: string | null;
  readonly startsAt: Instant;
};

/** The place of a message whose words are gone. */
export type DeletedMessage = {
  /** The id of the conversation, `_`, and the number of the entry. */
  readonly id: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  /** The number of an entry. The first of a conversation is 1, and none is missing. */
  readonly seq: number;
  readonly at: Instant;
  /** Null when the account is gone, and for the removal by a moderator. */
  readonly sender: Author | null;
  readonly type: "deleted";
};

/** A change of the group or of its members. */
export type ConversationChange = {
  /** The id of the conversation, `_`, and the number of the entry. */
  readonly id: string;
  /** The id of a conversation. */
  readonly conversationId: string;
  /** The number of an entry. The first of a conversation is 1, and none is missing. */
  readonly seq: number;
  readonly at: Instant;
  /** Null when the account is gone, and for the removal by a moderator. */
  readonly sender: Author | null;
  /** You or the sender have blocked the other. */
  readonly authorBlocked: boolean;
  readonly type: "change";
  readonly change: "created" | "accepted" | "added" | "joined" | "removed" | "left" | "role" | "owner" | "renamed" | "history" | "picture" | "edited" | "deleted" | "pinned" | "unpinned" | "reacted" | "unreacted";
  /** The person whom it is about; null for none, or when the account is gone. */
  readonly user: Author | null;
  readonly role: MemberRole | null;
  readonly name: string | null;
  readonly history: GroupHistory | null;
  readonly reaction: ReactionName | null;
  /** The number of the message that was edited, deleted, pinned or reacted to. */
  readonly target: number | null;
  /** The text before an edit; null where you do not see the message, or it is deleted. */
  readonly before: string | null;
};

export type NewInvite = {
  readonly id: Uuid;
  readonly createdAt: Instant;
  readonly endsAt: Instant;
  /** The people who have joined by it. */
  readonly uses: number;
  /** The most people who can. From 1 to 256. */
  readonly most: number;
  /** The secret of the link. It is shown here and never again. */
  readonly token: string;
};

export type Invite = {
  readonly id: Uuid;
  readonly createdAt: Instant;
  readonly endsAt: Instant;
  /** The people who have joined by it. */
  readonly uses: number;
  /** The most people who can. From 1 to 256. */
  readonly most: number;
};

export type InvitePreview = {
  readonly name: string;
  readonly picture: PictureUrls | null;
  readonly members: number;
};

export type Entries = {
  /** At most 100 items. */
  readonly entries: readonly Entry[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
};

/** Members who have switched receipts off are in neither. */
export type MessageReceipts = {
  /** Members whose device has the message, and who have not read it. */
  readonly delivered: readonly Author[];
  readonly read: readonly Author[];
};

export type Sync = {
  /** At most 50 items. */
  readonly changed: readonly ChangedConversation[];
  /** You are no member of these, or not any more. In the first reply alone. */
  readonly gone: readonly string[];
  /** Null when there is nothing more. */
  readonly cursor: string | null;
};

export type ChangedConversation = {
  /** The id of a conversation. */
  readonly conversationId: string;
  readonly lastSeq: number;
  /** The number up to which you have read; 0 for nothing. */
  readonly readSeq: number;
  /** Messages that mention you after the one that you have read or sent last, at most 99. */
  readonly mentions: number;
  /** The newest of those that you miss, in rising order. At most 20 items. */
  readonly entries: readonly Entry[];
  /** You miss earlier ones too: read them by `after` the number that you have, or by `before` the first of these. */
  readonly gap: boolean;
};

/** Most decided picks first, then by key. A ticket stands under its kind instead of a market, under `mixed` if its legs are of several sports, and under the band of its whole price. `none`: no book or price was named. Months are UTC. */
export type Breakdown = readonly BreakdownRow[];

export type BreakdownRow = {
  readonly key: string;
  /** Of a book: its name, as the oldest of these picks spells it. */
  readonly label: string | null;
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
};

export type BoardRow = {
  /** From 1 to 100. */
  readonly rank: number;
  readonly user: Author;
  /** The number that the board ranks by, as a share of one: ROI shrunk towards -5 %, or the lower bound of the win rate. */
  readonly score: string;
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
};

export type FeedItem = {
  readonly item: Item;
  readonly reason: FeedReason;
};

/** The reason for which an item stands there. `following`: you follow its author; `affinity`: and often react to them; `record`: and their record at quoted prices is good; `trending`: many react to it now; `own`: it is yours. */
export type FeedReason = "following" | "affinity" | "record" | "trending" | "own";

export type TrendingItem = {
  readonly item: Item;
  readonly reason: FeedReason;
  /** People who reacted, of the instant of the newest 5 minutes that are counted. */
  readonly score: string;
};

/** Send the bytes with PUT to `url`, with exactly these headers. The address takes exactly these bytes. A second PUT is answered with 412 while the first bytes lie there, and changes nothing afterwards: confirm the upload in either case. */
export type UploadTicket = {
  readonly uploadId: Uuid;
  readonly url: Url;
  readonly headers: { readonly [name: string]: string };
  /** The PUT has to begin before. */
  readonly expiresAt: Instant;
};

export type Media = {
  readonly mediaId: Uuid;
  readonly purpose: MediaPurpose;
  readonly state: MediaState;
  /** The reason of a refusal. */
  readonly reason: RefusalReason | null;
  /** Of the bytes that the phone sent; null of an upload of somebody else. */
  readonly sentSha256: string | null;
  /** Of the stored bytes, of a picture those of `full`; null until it is ready. */
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly width: number | null;
  readonly height: number | null;
  /** The average colour, as `#a0b1c2`, to show until the picture has loaded. */
  readonly colour: string | null;
  /** Its description, once it hangs on something. */
  readonly alt: string | null;
  /** Milliseconds of a recording. */
  readonly durationMs: number | null;
  /** Of a picture. */
  readonly urls: PictureUrls | null;
  /** Of a file or a recording. */
  readonly file: FileUrl | null;
  readonly createdAt: Instant;
};

/** `awaiting` its bytes, `processing` until it is scanned and written anew, then `ready` or `refused`. */
export type MediaState = "awaiting" | "processing" | "ready" | "refused";

export type Ticket = {
  /** Works once. Keep it out of logs. Pattern: `^[0-9]{1,4}\.[A-Za-z0-9_-]{100,500}$`. */
  readonly ticket: string;
  readonly expiresAt: Instant;
  /** The address to connect to, with the ticket in it. */
  readonly url: Url;
};

/** The news of one thing within 12 hours, until you read it: one row of the list. */
export type NotificationGroup = {
  readonly id: Uuid;
  readonly kind: "pick-locked" | "pick-settled" | "new-follower" | "follow-request" | "follow-accepted" | "contact-request" | "contact-accepted" | "content-hidden" | "content-restored" | "new-comment" | "reply" | "mention" | "reaction" | "bell" | "export-ready" | "new-device";
  readonly subject: NotificationSubject;
  /** The newest of the people who did it. At most 3 items. */
  readonly actors: readonly Author[];
  /** The newest of the picks that it happened to, or of what an author has posted and placed. At most 20 items. */
  readonly items: readonly {
    readonly type: ItemType;
    readonly id: Uuid;
  }[];
  /** The number of those who did it, or of `items`. Beyond 20 it is the counter of the thing. */
  readonly count: number;
  /** The time of the first of it. It keeps its place in the list. */
  readonly at: Instant;
  /** The time of the newest of it. */
  readonly updatedAt: Instant;
  readonly read: boolean;
};

/** The thing that the notification is about; opening it leads there. */
export type NotificationSubject = {
  readonly type: "event" | "pick" | "post" | "comment" | "user" | "session" | "media" | "message";
  /** A UUID; of a message the id of its conversation, `_`, and its number. */
  readonly id: Uuid | string;
  /** The item that the comment is on. Null for other subjects, and for a comment that a moderator has decided on. */
  readonly item: {
    readonly type: ItemType;
    readonly id: Uuid;
  } | null;
};

/** Notifications that are newer than those you have seen, up to 99. */
export type UnreadCount = {
  /** From 0 to 99. */
  readonly unread: number;
};

/** The channels of each kind of notification, and the quiet hours. */
export type NotificationPreferences = {
  readonly kinds: {
    readonly 'pick-locked': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly 'pick-settled': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly 'new-follower': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly 'follow-request': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly 'follow-accepted': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly 'contact-request': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly 'contact-accepted': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly 'content-hidden': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly 'content-restored': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly 'new-comment': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly reply: {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly mention: {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly reaction: {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly bell: {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    readonly 'export-ready': {
      readonly in_app: boolean;
      readonly push: boolean;
      readonly email: boolean;
    };
    /** Somebody writes to you in a conversation while no app of yours is connected. */
    readonly message: {
      readonly push: boolean;
    };
  };
  readonly quietHours: QuietHours | null;
};

/** Everything that is kept about you, as files to download. */
export type ExportState = {
  /** It is ready within 24 hours, and expires 7 days later. */
  readonly state: "waiting" | "ready" | "expired";
  readonly requestedAt: Instant;
  readonly readyAt: Instant | null;
  readonly expiresAt: Instant | null;
  /** ZIP files of about 1 GB at most. Each link is good for an hour; ask again for another. */
  readonly files: readonly {
    readonly url: Url;
    readonly bytes: number;
  }[];
};

/** A link to a sportsbook that may take bets where you are. It leads on for ten minutes. */
export type DeepLink = {
  readonly url: Url;
  /** The name of the book, to be shown. */
  readonly book: string;
  /** `affiliate`: the book pays us for people who come by the link. */
  readonly disclosed: "affiliate" | "none";
  /** Show it beside the link. */
  readonly disclosure: string;
  readonly expiresAt: Instant;
};

/** The links to a book that were followed on a day, in UTC. */
export type ClickCount = {
  readonly day: CalendarDay;
  readonly book: string;
  readonly clicks: number;
};

/** The facts of this environment that an app needs before anybody signs in. */
export type AppConfig = {
  /** An app of a lower version asks for its update and does nothing else. Null: every version works. */
  readonly minimumVersion: {
    readonly ios: string | null;
    readonly android: string | null;
    readonly web: string | null;
  };
  /** The parts of an app that are there. One that is false is hidden; one that is missing here is there. */
  readonly features: {
    readonly feed: boolean;
    readonly messaging: boolean;
    readonly uploads: boolean;
    readonly sportsbookLinks: boolean;
    readonly shareLinks: boolean;
    readonly signInByGoogle: boolean;
    readonly signInByApple: boolean;
    readonly browserSignInByGoogle: boolean;
    readonly browserSignInByApple: boolean;
  };
  readonly limits: {
    /** Calls over all routes. Those of each route stand in its description. */
    readonly calls: {
      readonly anonymousPerMinute: number;
      readonly freePerMinute: number;
      readonly premiumPerMinute: number;
    };
    readonly picks: {
      readonly perHour: number;
      readonly legs: number;
      readonly revisions: number;
      readonly proofs: number;
      readonly stakeUnits: {
        readonly least: string;
        readonly most: string;
      };
    };
    /** The longest texts: characters as a reader counts them, and bytes in UTF-8. */
    readonly texts: {
      readonly displayName: {
        readonly graphemes: number;
        readonly bytes: number;
      };
      readonly bio: {
        readonly graphemes: number;
        readonly bytes: number;
      };
      readonly post: {
        readonly graphemes: number;
        readonly bytes: number;
      };
      readonly comment: {
        readonly graphemes: number;
        readonly bytes: number;
      };
      readonly analysis: {
        readonly graphemes: number;
        readonly bytes: number;
      };
      readonly message: {
        readonly graphemes: number;
        readonly bytes: number;
      };
      readonly caption: {
        readonly graphemes: number;
        readonly bytes: number;
      };
      readonly groupName: {
        readonly graphemes: number;
        readonly bytes: number;
      };
    };
    readonly uploads: {
      readonly bytesPerDay: number;
      readonly purposes: {
        readonly avatar: {
          readonly bytes: number;
          readonly types: readonly UploadType[];
        };
        readonly proof: {
          readonly bytes: number;
          readonly types: readonly UploadType[];
        };
        readonly group_picture: {
          readonly bytes: number;
          readonly types: readonly UploadType[];
        };
        readonly chat_image: {
          readonly bytes: number;
          readonly types: readonly UploadType[];
        };
        readonly chat_file: {
          readonly bytes: number;
          readonly types: readonly UploadType[];
        };
        readonly chat_voice: {
          readonly bytes: number;
          readonly types: readonly UploadType[];
        };
      };
    };
    readonly messaging: {
      readonly members: number;
      readonly conversations: number;
      readonly pinned: number;
    };
  };
};

export type ReportReply = {
  readonly subject: {
    readonly type: ReportableType;
    readonly id: string;
  };
  readonly reason: ReportReason;
  readonly reportedAt: Instant;
  readonly happened: "recorded" | "already_open";
};

export type ReportableType = "user" | "post" | "pick" | "comment" | "media" | "message";

/** All reports of one thing since the last decision on it, or an appeal against a ban. */
export type ReportCase = {
  readonly id: Uuid;
  readonly subject: {
    readonly type: CaseType;
    readonly id: string;
  };
  readonly owner: Author | null;
  readonly status: CaseStatus;
  readonly severity: number;
  readonly reasons: readonly {
    readonly reason: ReportReason;
    readonly count: number;
  }[];
  /** Distinct people. Their number alone decides nothing. */
  readonly reporters: number;
  /** The sum of the shares of their earlier reports that were upheld. */
  readonly weight: number;
  readonly openedAt: Instant;
  readonly copies: readonly ReportedCopy[];
  /** Of a report of an upload, or of a message with one, as long as it is shown: its addresses. */
  readonly media: {
    readonly urls: PictureUrls | null;
    readonly file: FileUrl | null;
  } | null;
  /** The newest 20 reports, without the reporters. */
  readonly notes: readonly ({
    readonly reason: ReportReason;
    readonly note: string | null;
    readonly at: Instant;
  })[];
  /** Of an appeal: the ban that it is against. */
  readonly ban: {
    readonly scope: BanScope;
    readonly reason: string;
    readonly startsAt: Instant;
    readonly endsAt: Instant | null;
  } | null;
  readonly decisions: readonly ({
    readonly action: CaseAction;
    readonly reason: string;
    readonly by: Uuid;
    readonly at: Instant;
    readonly scope: BanScope | null;
    readonly until: Instant | null;
  })[];
};

export type CaseType = "user" | "post" | "pick" | "comment" | "media" | "message" | "ban";

export type ReportedCopy = {
  /** The time at which it was first reported as it reads here. */
  readonly at: Instant;
  readonly handle: string | null;
  readonly displayName: string | null;
  /** Of a person the bio, of a pick the analysis, else the text itself. */
  readonly text: string | null;
  readonly book: string | null;
  readonly revision: number | null;
  readonly message: CopiedMessage | null;
};

/** Of a message of a conversation, which moderators do not read. */
export type CopiedMessage = {
  readonly type: MessageType;
  readonly at: Instant;
  /** The messages before it that the reporter saw, the oldest first. At most 5 items. */
  readonly before: readonly ({
    /** The author of the reported message is 0. The others are numbered, and not named. */
    readonly speaker: number;
    readonly type: MessageType;
    readonly at: Instant;
    /** A long one is cut. Null for none, and when its author is gone. */
    readonly text: string | null;
  })[];
};

export type CaseDecision = {
  readonly id: Uuid;
  readonly action: CaseAction;
  /** `unchanged`: it was decided so already. */
  readonly happened: "recorded" | "unchanged";
};

/** The ban of this scope that stands after the call. */
export type BanState = {
  readonly userId: Uuid;
  readonly scope: BanScope;
  readonly banned: boolean;
  readonly endsAt: Instant | null;
};

export type TierState = {
  readonly userId: Uuid;
  readonly tier: Tier;
  readonly until: Instant | null;
};

export type AppealReply = {
  readonly scope: BanScope;
  readonly appealedAt: Instant;
};

/** The event as it stands after the call, and what the call did. */
export type Decided = {
  readonly eventId: Uuid;
  readonly state: StatedState;
  readonly result: {
    readonly home: number | null;
    readonly away: number | null;
    readonly version: number;
    readonly recordedAt: Instant;
    readonly details: {
      /** At most 40 items. */
      readonly periods?: readonly {
        /** From 0 to 1000000. */
        readonly home: number;
        /** From 0 to 1000000. */
        readonly away: number;
        /** Pattern: `^(game|H[12]|Q[1-4]|P[1-3]|I[1-9]|I[12]\d|F5|S[1-5]|OT|SO)$`. */
        readonly period: string;
        /** The home side did not bat in this inning, so that it has no run there and the inning is half a one. */
        readonly unplayed?: "home";
      }[];
      readonly minutes?: number | string;
      readonly extraTime?: boolean;
      /** The instant at which play began, if it is known. A pick that was accepted then or later is void. */
      readonly actualStart?: Instant;
      readonly suspendedAt?: Instant;
      readonly resumedAt?: Instant;
      /** The game at its suspension, beside its final `score`. It alone counts where play resumed too late (docs/settlement.md). */
      readonly atSuspension?: {
        readonly score: {
          /** From 0 to 1000000. */
          readonly home: number;
          /** From 0 to 1000000. */
          readonly away: number;
        };
        /** At most 40 items. */
        readonly periods?: readonly {
          /** From 0 to 1000000. */
          readonly home: number;
          /** From 0 to 1000000. */
          readonly away: number;
          /** Pattern: `^(game|H[12]|Q[1-4]|P[1-3]|I[1-9]|I[12]\d|F5|S[1-5]|OT|SO)$`. */
          readonly period: string;
          /** The home side did not bat in this inning, so that it has no run there and the inning is half a one. */
          readonly unplayed?: "home";
        }[];
        readonly minutes?: number | string;
        /** Innings played; 8.5 is the home side not batting in the ninth. */
        readonly innings?: number | string;
      };
      readonly facts?: {
        /** Took part, by the definition of the sport; true when a result is given. */
        readonly started?: boolean;
        /** Finishing place as published; those who are tied share one. From 1 to 10000. */
        readonly position?: number;
        /** k competitors tied for the places that are left at the edge. */
        readonly tied?: {
          /** From 2 to 1000. */
          readonly k: number;
          /** From 1 to 1000. */
          readonly places: number;
        };
        readonly won?: boolean;
        /** Strokes, or whatever else is lower for the better. */
        readonly score?: number;
        /** `none`: no cut was held. */
        readonly cut?: CutFact;
        /** The statistic of a player or a season, in the scope of the market. */
        readonly value?: number | string;
        readonly valueWithExtraTime?: number | string;
        /** Several statistics by name; the leg says which in `stat`. */
        readonly stats?: { readonly [name: string]: number | string };
        readonly happened?: boolean;
        /** False: took part, but withdrew, retired or was disqualified, so that no place is published. */
        readonly finished?: boolean;
        /** By competitor or player. */
        readonly entries?: { readonly [name: string]: {
          /** Took part, by the definition of the sport; true when a result is given. */
          readonly started?: boolean;
          /** Finishing place as published; those who are tied share one. From 1 to 10000. */
          readonly position?: number;
          /** k competitors tied for the places that are left at the edge. */
          readonly tied?: {
            /** From 2 to 1000. */
            readonly k: number;
            /** From 1 to 1000. */
            readonly places: number;
          };
          readonly won?: boolean;
          /** Strokes, or whatever else is lower for the better. */
          readonly score?: number;
          /** `none`: no cut was held. */
          readonly cut?: CutFact;
          /** The statistic of a player or a season, in the scope of the market. */
          readonly value?: number | string;
          readonly valueWithExtraTime?: number | string;
          /** Several statistics by name; the leg says which in `stat`. */
          readonly stats?: { readonly [name: string]: number | string };
          readonly happened?: boolean;
          /** False: took part, but withdrew, retired or was disqualified, so that no place is published. */
          readonly finished?: boolean;
        } };
        readonly winner?: WinnerFact;
        /** The first to reach the mark; `none` if nobody reached it. */
        readonly first?: string;
        /** The same by mark, where there are several: who first had so many points. */
        readonly races?: { readonly [name: string]: string };
        /** The outcome, for a market on the exact one. */
        readonly outcome?: string;
        readonly scheduleComplete?: boolean;
        /** Innings played; 8.5 is the home side not batting in the ninth. */
        readonly innings?: number | string;
        readonly scheduledInnings?: 7 | 9;
        readonly pitcherChanged?: boolean;
        /** The pitchers who started. */
        readonly pitchers?: {
          /** One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
          readonly home?: string;
          /** One line of 1 to 200 characters (grapheme clusters) and at most 800 bytes in UTF-8. */
          readonly away?: string;
        };
        /** The side that went through after a knockout tie. */
        readonly advances?: Side;
        /** The end of a fight: a technical knockout and a disqualification are `ko`; `decision` is by the judges. */
        readonly method?: FightMethod;
        /** The set that was a match tie-break: one set and one game. Pattern: `^S[1-5]$`. */
        readonly matchTiebreak?: string;
        readonly bestOf?: 3 | 5;
        /** From 1 to 15. */
        readonly endRound?: number;
        /** Time fought in the last round; absent when it went to the judges. Pattern: `^\d{1,2}:[0-5]\d$`. */
        readonly endTime?: string;
        /** The length of a round in minutes, `2` or `"2:00"`. Absent: as in the discipline (docs/settlement.md). */
        readonly roundMinutes?: number | string;
        /** From 1 to 15. */
        readonly scheduledRounds?: number;
        /** Holes completed by the field. From 0 to 144. */
        readonly holes?: number;
        /** The tour awarded the trophy. */
        readonly trophy?: boolean;
        /** The league has ruled whether the result is official. */
        readonly leagueOfficial?: boolean;
        /** `swapped`: home is no longer home. */
        readonly venue?: VenueFact;
        /** Played at the ground of neither side. Which side stands as home then means nothing, so that `swapped` voids no pick. */
        readonly neutralGround?: boolean;
        readonly playoff?: boolean;
        /** Corners that were taken in the 90 minutes. */
        readonly corners?: {
          /** From 0 to 99. */
          readonly home: number;
          /** From 0 to 99. */
          readonly away: number;
        };
        /** Yellow cards of the 90 minutes, without a second one of the same player, which is a red card. */
        readonly yellowCards?: {
          /** From 0 to 99. */
          readonly home: number;
          /** From 0 to 99. */
          readonly away: number;
        };
        /** Red cards of the 90 minutes, also by a second yellow one. */
        readonly redCards?: {
          /** From 0 to 99. */
          readonly home: number;
          /** From 0 to 99. */
          readonly away: number;
        };
      };
    } | null;
  } | null;
  readonly decidedBy: Uuid;
  readonly decidedAt: Instant;
  /** `none`: one admin is enough, within 72 hours of the first fact that could decide a pick. `waiting`: what is decided applies to picks that are final when another admin states the same. `confirmed`: one has. */
  readonly confirmation: "none" | "waiting" | "confirmed";
  readonly confirmedBy: Uuid | null;
  /** `unchanged`: you have said so already. `recorded` also where what stands was upheld against a provider. */
  readonly happened: "recorded" | "unchanged" | "confirmed";
};

export type ReviewPickReply = {
  readonly pickId: Uuid;
  /** `recorded`: it is being graded. `waiting`: the pick is final, another admin has to say the same. `confirmed`: you were the other one. `unchanged`: you have said so before. */
  readonly outcome: "recorded" | "waiting" | "confirmed" | "unchanged";
  readonly review: PickReview;
};

/** Something that waits for an admin. */
export type OpenReview = {
  readonly kind: "event" | "pick";
  /** Of a ticket, the event of its first leg. */
  readonly eventId: Uuid;
  readonly pickId: Uuid | null;
  /** Of an event: `needs_review`, the provider is silent; `suspended`, nobody has stated that it went on or was abandoned; `disputed`, the provider contradicts what an admin stated; `unconfirmed`, a late decision waits for a second admin. */
  readonly reason: string;
  readonly openedAt: Instant;
  /** The score that the provider shows against what was stated. */
  readonly claim: {
    /** From 0 to 999. */
    readonly home: number;
    /** From 0 to 999. */
    readonly away: number;
    readonly recordedAt: Instant;
  } | null;
};

/** A game that has begun, and whose result nobody has reported in time; or one that is suspended. */
export type WaitingEvent = {
  readonly eventId: Uuid;
  readonly league: string;
  /** The side at home; null where a field of competitors plays. */
  readonly home: string | null;
  readonly away: string | null;
  /** The name of an event with a field of competitors: `Masters Tournament`. Null where two sides play. */
  readonly title: string | null;
  readonly startsAt: Instant;
  readonly waitsSince: Instant;
};

/** One call of a moderator or an admin that may change something. */
export type AdminAction = {
  readonly id: Uuid;
  readonly at: Instant;
  readonly by: Uuid;
  /** That the token of the caller named. */
  readonly role: Role;
  /** The `operationId` of the route, with a capital. */
  readonly route: string;
  /** Of the path: the person or the thing. */
  readonly params: { readonly [name: string]: string };
  readonly reason: string | null;
  /** Of the reply. Null while it runs, and where it stopped halfway: it may have been done. */
  readonly status: number | null;
};

/** The answer to ping. */
export type PingAck = {
  readonly type: "ack";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  readonly data: {
    readonly at: Instant;
  };
};

/** The answer to session.renew. */
export type SessionRenewAck = {
  readonly type: "ack";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  readonly data: {
    /** From then on nothing is served on the socket. */
    readonly renewBefore: Instant;
  };
};

/** The answer to message.send. */
export type MessageSendAck = {
  readonly type: "ack";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  readonly data: Entry;
};

/** The answer to message.delivered. */
export type MessageDeliveredAck = {
  readonly type: "ack";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  readonly data: Readonly<Record<never, never>>;
};

/** The answer to message.read. */
export type MessageReadAck = {
  readonly type: "ack";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  readonly data: Readonly<Record<never, never>>;
};

/** The answer to typing. */
export type TypingAck = {
  readonly type: "ack";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  readonly data: Readonly<Record<never, never>>;
};

/** The answer to presence.watch. */
export type PresenceWatchAck = {
  readonly type: "ack";
  /** Pattern: `^[\x21-\x7e]{1,64}$`. */
  readonly requestId: string;
  readonly data: {
    readonly people: readonly PersonPresence[];
  };
};

export type PersonPresence = {
  readonly userId: Uuid;
  /** True for up to 5 minutes after a ping. */
  readonly online: boolean;
  /** Rounded down to a quarter of an hour. Null while online. */
  readonly lastSeenAt: Instant | null;
};

/** A message was refused. The socket stays open; the codes are those of the HTTP API. */
export type ErrorMessage = {
  readonly type: "error";
  /** Null when the message did not say a readable one. */
  readonly requestId: string | null;
  readonly error: {
    readonly code: "INVALID_INPUT" | "CODE_WRONG" | "CODE_EXPIRED" | "CODE_EXHAUSTED" | "UNAUTHENTICATED" | "FORBIDDEN" | "BANNED" | "ACCOUNT_DELETING" | "AGE_VERIFICATION_REQUIRED" | "REGION_NOT_AVAILABLE" | "EXCLUDED" | "OFFER_NOT_AVAILABLE" | "MESSAGE_NOT_ALLOWED" | "CANNOT_ADD" | "ROLE_REQUIRED" | "STEP_UP_REQUIRED" | "TERMS_REQUIRED" | "SECOND_PROOF_REQUIRED" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "CONFLICT" | "PICK_LOCKED" | "IDEMPOTENCY_KEY_REUSED" | "LIMIT_REACHED" | "STAKE_LIMIT_REACHED" | "GROUP_FULL" | "EDIT_WINDOW_CLOSED" | "MESSAGE_DELETED" | "FEED_SESSION_EXPIRED" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMITED" | "INTERNAL" | "UNAVAILABLE";
    readonly message: string;
    readonly details: ErrorDetails;
  };
};

/** There are new items in `GET /feed/following`. It may be lost; items of authors with 1,000 followers bring none. */
export type FeedNew = {
  readonly type: "feed.new";
  /** Items that this message is about. */
  readonly count: number;
  /** The newest of them. A message with one that you know is a repeat. */
  readonly newest: Uuid;
};

/** An entry of a conversation: a message, or a change such as an edit. Entries may come twice and in any order; who misses a number reads it with `GET /conversations/{conversationId}/messages?after=`. */
export type EntryPosted = {
  readonly type: "entry";
  /** The id of the entry. The same id is the same entry, sent again. */
  readonly id: string;
  /** The time at which it was sent on its way. */
  readonly at: Instant;
  readonly data: {
    /** The id of a conversation. */
    readonly conversationId: string;
    readonly seq: number;
    /** Null for an entry that is longer than a frame, for an upload, and for a slip whose pick has pictures, or that is sent once more: read it over HTTP. */
    readonly entry: Entry | null;
  };
};

/** A member of a conversation of two people, or of a group of up to 16, has got or read it up to an entry. It may be lost. */
export type Receipt = {
  readonly type: "receipt";
  readonly id: string;
  /** The time at which it was sent on its way. */
  readonly at: Instant;
  readonly data: {
    /** The id of a conversation. */
    readonly conversationId: string;
    readonly userId: Uuid;
    readonly kind: "delivered" | "read";
    /** The entry up to which they have got or read it. */
    readonly seq: number;
  };
};

/** A member of a conversation of two people, or of a group of up to 16, types. It may be lost. */
export type TypingShown = {
  readonly type: "typing";
  readonly id: string;
  /** The time at which it was sent on its way. */
  readonly at: Instant;
  readonly data: {
    /** The id of a conversation. */
    readonly conversationId: string;
    readonly userId: Uuid;
    /** From then on they do not type any more, unless another one comes. */
    readonly until: Instant;
  };
};

/** You are no member of this conversation any more. */
export type ConversationGone = {
  readonly type: "conversation.gone";
  readonly id: string;
  /** The time at which it was sent on its way. */
  readonly at: Instant;
  readonly data: {
    /** The id of a conversation. */
    readonly conversationId: string;
  };
};

/** The session has ended, and the socket ends with it. Do not connect again without signing in. */
export type SessionClosing = {
  readonly type: "session.closing";
  readonly id: string;
  /** The time at which it was sent on its way. */
  readonly at: Instant;
  readonly data: Readonly<Record<never, never>>;
};

/** A pick can no longer be changed: its event has started, or the first of a ticket’s, which is the one that is named. */
export type PickLocked = {
  readonly type: "pick.locked";
  /** Names this message; the same id is the same news, sent again. */
  readonly id: string;
  /** The time at which the news was sent on its way. */
  readonly at: Instant;
  readonly data: {
    readonly pickId: Uuid;
    readonly eventId: Uuid;
    readonly lockedAt: Instant;
  };
};

/** A pick was decided; or, after a correction, decided otherwise, opened again with a profit of zero, or taken into review. */
export type PickSettled = {
  readonly type: "pick.settled";
  /** Names this message; the same id is the same news, sent again. */
  readonly id: string;
  /** The time at which the news was sent on its way. */
  readonly at: Instant;
  readonly data: {
    readonly pickId: Uuid;
    /** Counts the outcomes of this pick; the highest one stands. */
    readonly version: number;
    readonly result: PickResult;
    /** Pattern: `^-?\d+\.\d{6}$`. */
    readonly profitUnits: string;
    /** The time at which the fact that first decided it was recorded; corrections do not move it. */
    readonly settledAt: Instant;
    readonly reason: string | null;
    /** A code that says why somebody is asked to look at the newest facts; what is said here counts until then. */
    readonly review: string | null;
    /** True when a decision stood until now: it changed, fell (`open`), or was taken into review. */
    readonly corrected: boolean;
  };
};

/** An upload of yours can be shown and attached: `GET /media/{mediaId}` has its addresses. */
export type MediaReady = {
  readonly type: "media.ready";
  /** Names this message; the same id is the same news, sent again. */
  readonly id: string;
  /** The time at which the news was sent on its way. */
  readonly at: Instant;
  readonly data: {
    readonly mediaId: Uuid;
    readonly purpose: MediaPurpose;
  };
};

/** An upload of yours was refused after it had arrived. One that never arrived, or hung on nothing for a day, brings none. */
export type MediaRefused = {
  readonly type: "media.refused";
  /** Names this message; the same id is the same news, sent again. */
  readonly id: string;
  /** The time at which the news was sent on its way. */
  readonly at: Instant;
  readonly data: {
    readonly mediaId: Uuid;
    readonly purpose: MediaPurpose;
    readonly reason: RefusalReason;
  };
};

/** A notification is new or has changed, as `GET /notifications` shows it. Of one, at most one comes in 10 seconds. */
export type GroupMessage = {
  readonly type: "notification";
  /** Names this message; the same id is the same news, sent again. */
  readonly id: string;
  /** The time at which the news was sent on its way. */
  readonly at: Instant;
  readonly data: NotificationGroup;
};

/** `data` of the answer to each action of a socket. */
export type SocketAnswers = {
  readonly 'ping': PingAck['data'];
  readonly 'session.renew': SessionRenewAck['data'];
  readonly 'message.send': MessageSendAck['data'];
  readonly 'message.delivered': MessageDeliveredAck['data'];
  readonly 'message.read': MessageReadAck['data'];
  readonly 'typing': TypingAck['data'];
  readonly 'presence.watch': PresenceWatchAck['data'];
};
