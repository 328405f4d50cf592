import * as z from 'zod';
import { Handle, Instant, UserId } from './common.ts';
import { contract } from './contract.ts';
import { ROLES } from './permissions.ts';
import { UserStats } from './stats.ts';
import { text } from './text.ts';

export const DisplayName = text({ graphemes: 50, bytes: 200 });

/** An empty text removes the bio. */
export const Bio = text({ graphemes: 300, bytes: 1_200, least: 0, lines: 'several' });

/** A calendar day, `1990-05-17`. */
export const DateOfBirth = z.iso.date();

export const Channel = z.enum(['email', 'sms']);
export type Channel = z.infer<typeof Channel>;

export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const Tier = z.enum(['free', 'premium']);
export type Tier = z.infer<typeof Tier>;

/** A bettor's public fields. */
const PublicUser = z.strictObject({
  id: UserId,
  handle: z.string(),
  displayName: z.string(),
  bio: z.string(),
  createdAt: Instant,
});
export type PublicUser = z.infer<typeof PublicUser>;

export const Profile = z
  .strictObject({ ...PublicUser.shape, stats: UserStats })
  .meta({ id: 'Profile', description: 'A bettor as anyone may see them, with how many picks they made and how those went.' });
export type Profile = z.infer<typeof Profile>;

/** The account as its owner sees it. */
export const Me = z
  .strictObject({
    ...PublicUser.shape,
    role: Role,
    tier: Tier,
    dateOfBirth: DateOfBirth,
    addresses: z.array(z.strictObject({ channel: Channel, address: z.string(), verifiedAt: Instant })),
  })
  .meta({ id: 'Me', description: 'The account as its owner sees it, private fields included.' });
export type Me = z.infer<typeof Me>;

export const ProfileChange = z
  .strictObject({ handle: Handle.optional(), displayName: DisplayName.optional(), bio: Bio.optional() })
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
  replies: { 200: Me },
  errors: ['NOT_FOUND'],
});

export const UpdateMe = contract({
  name: 'UpdateMe',
  method: 'PATCH',
  path: '/api/v1/users/me',
  summary:
    'Change your handle, display name or bio. A handle changes once in 7 days, freely on the first day; the one that you left last is held for you for 30 days.',
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
  path: '/api/v1/users/{handle}',
  summary: "A bettor's public profile.",
  tag: 'users',
  access: 'public',
  params: z.strictObject({ handle: Handle }),
  replies: { 200: Profile },
  errors: ['NOT_FOUND'],
});
