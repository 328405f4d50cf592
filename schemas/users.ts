import * as z from 'zod';
import { Avatar, Handle, Instant, UserId, UserRef } from './common.ts';
import { contract } from './contract.ts';
import { CoveredSportName } from './events.ts';
import { FollowView } from './graph.ts';
import { ROLES } from './permissions.ts';
import { UserStats } from './stats.ts';
import { text } from './text.ts';
import { TEXT_BOUNDS } from './text-bounds.ts';

export const DisplayName = text(TEXT_BOUNDS.displayName);

/** An empty text removes the bio. */
export const Bio = text({ ...TEXT_BOUNDS.bio, least: 0, lines: 'several' });

/** A calendar day, `1990-05-17`. */
export const DateOfBirth = z.iso.date();

export const Channel = z.enum(['email', 'sms']).meta({ id: 'Channel' });
export type Channel = z.infer<typeof Channel>;

export const Role = z.enum(ROLES).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/**
 * The scopes of a ban. `all` refuses every call and hides the person from search; `posting` refuses words that others read and reactions;
 * `messaging` refuses messages to one another.
 */
export const BanScope = z.enum(['all', 'posting', 'messaging']).meta({ id: 'BanScope' });
export type BanScope = z.infer<typeof BanScope>;

export const Tier = z.enum(['free', 'premium']).meta({ id: 'Tier' });
export type Tier = z.infer<typeof Tier>;

/** The people who may see the lists of somebody's followers and followed people. Their numbers are shown to all. */
export const ListsVisible = z.enum(['everyone', 'followers', 'me']).meta({ id: 'ListsVisible' });

/** The people who may begin a conversation with somebody, or add them to a group. */
export const WhoCan = z.enum(['everyone', 'contacts', 'nobody']).meta({ id: 'WhoCan' });
export type WhoCan = z.infer<typeof WhoCan>;

/** A bettor's public fields. */
const PublicUser = z.strictObject({
  id: UserId,
  handle: z.string(),
  displayName: z.string(),
  avatar: Avatar.nullable(),
  avatarAlt: z.string().nullable().meta({ description: 'The description of the picture, for people who do not see it.' }),
  bio: z.string(),
  private: z.boolean().meta({ description: 'Only followers see what they make.' }),
  createdAt: Instant,
});
export type PublicUser = z.infer<typeof PublicUser>;

const Count = z.int().min(0);
/** `requested` by the caller, `received` from the other one. */
export const ContactState = z.enum(['requested', 'received', 'accepted']).meta({ id: 'ContactState' });
/** The relation between the caller and a bettor. */
const Relation = z
  .strictObject({
    follow: FollowView.nullable().meta({ description: 'Your follow of them, or your request.' }),
    followsYou: z.boolean(),
    muted: z.boolean().meta({ description: 'You have muted them.' }),
    contact: ContactState.nullable(),
  })
  .meta({ id: 'Relation' });
export const Profile = z
  .strictObject({
    ...PublicUser.shape,
    counts: z.strictObject({ followers: Count, following: Count }).meta({ description: 'A few seconds behind a change.' }),
    relation: Relation.nullable().meta({ description: 'Null without a token, and for yourself.' }),
    stats: UserStats,
  })
  .meta({
    id: 'Profile',
    description:
      'A bettor with how many picks they made and how those went. The bio of a private account is empty for those who do not follow it.',
  });
export type Profile = z.infer<typeof Profile>;

/** The most sports that a reader can choose for the home feed. */
export const MOST_SPORTS = 4;
const Sports = z
  .array(CoveredSportName)
  .max(MOST_SPORTS)
  .refine((sports) => new Set(sports).size === sports.length, 'name each sport once');

/** The account as its owner sees it. */
export const Me = z
  .strictObject({
    ...PublicUser.shape,
    listsVisible: ListsVisible,
    whoCanMessage: WhoCan.meta({
      description:
        'The people who may begin a conversation with you. Of `everyone`, those who are no contacts of yours send a request first. Conversations that you have go on.',
    }),
    whoCanAdd: WhoCan.meta({ description: 'The people who may add you to a group.' }),
    sports: Sports.meta({
      description: 'The sports whose trending items your home feed shows. While empty, those of your newest 50 picks.',
    }),
    role: Role,
    tier: Tier,
    tierUntil: Instant.nullable().meta({ description: 'The end of the tier. Null for one without an end.' }),
    bans: z
      .array(z.strictObject({ scope: BanScope, reason: z.string(), endsAt: Instant.nullable() }))
      .meta({ description: 'The bans that stand against you now. Null where one stands until it is lifted.' }),
    dateOfBirth: DateOfBirth,
    addresses: z.array(z.strictObject({ channel: Channel, address: z.string(), verifiedAt: Instant })),
  })
  .meta({ id: 'Me', description: 'The account as its owner sees it, private fields included.' });
export type Me = z.infer<typeof Me>;

export const ProfileChange = z
  .strictObject({
    handle: Handle.optional(),
    displayName: DisplayName.optional(),
    bio: Bio.optional(),
    private: z.boolean().optional(),
    listsVisible: ListsVisible.optional(),
    whoCanMessage: WhoCan.optional(),
    whoCanAdd: WhoCan.optional(),
    sports: Sports.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    message: 'name at least one field to change',
    path: ['body'],
  });
export type ProfileChange = z.output<typeof ProfileChange>;

export const GetMe = contract({
  name: 'GetMe',
  method: 'GET',
  path: '/api/v1/users/me',
  summary: 'Your own account, private fields included.',
  tag: 'users',
  access: 'user',
  gated: 'none',
  terms: 'any',
  replies: { 200: Me },
  errors: ['NOT_FOUND'],
});

export const UpdateMe = contract({
  name: 'UpdateMe',
  method: 'PATCH',
  path: '/api/v1/users/me',
  summary:
    'Change your handle, display name, bio, the sports of your home feed, or who sees what you make and may write to you. A private account hides its picks, older ones too, from all who do not follow it. A handle changes once in 7 days, freely on the first day; the one that you left last is held for you for 30 days.',
  tag: 'users',
  access: 'user',
  body: ProfileChange,
  replies: { 200: Me },
  errors: ['NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 60, seconds: 3600 }],
});

export const GetUser = contract({
  name: 'GetUser',
  method: 'GET',
  path: '/api/v1/users/{user}',
  summary: "A bettor's public profile.",
  tag: 'users',
  access: 'public',
  params: z.strictObject({ user: UserRef }),
  replies: { 200: Profile },
  errors: ['NOT_FOUND'],
});
