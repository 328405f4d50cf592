import * as z from 'zod';
import { Reason } from './admin.ts';
import { Author, Instant, MessageId, PageQuery, UserId, UserRef } from './common.ts';
import { contract } from './contract.ts';
import { MessageType } from './entry-views.ts';
import { FileUrl, PictureUrls } from './media.ts';
import { text } from './text.ts';
import { BanScope, Tier } from './users.ts';

/** A row of the table of reasons. */
interface ReasonRow {
  /** From 1 to 4: a case of a greater one is listed first, whatever the number of reports. */
  readonly severity: 1 | 2 | 3 | 4;
  /** True where a case that waits for a day raises an alarm: money or a child may be at stake. */
  readonly alarms: boolean;
}

/** The reasons of reports. A new one is a row. */
export const REASONS = {
  spam: { severity: 1, alarms: false },
  harassment: { severity: 2, alarms: false },
  hate: { severity: 2, alarms: false },
  sexual: { severity: 3, alarms: false },
  scam: { severity: 3, alarms: true },
  underage: { severity: 4, alarms: true },
  self_harm: { severity: 4, alarms: false },
  illegal: { severity: 3, alarms: false },
  other: { severity: 1, alarms: false },
} as const satisfies Readonly<Record<string, ReasonRow>>;

export const ReportReason = z
  .enum(Object.keys(REASONS) as [keyof typeof REASONS, ...(keyof typeof REASONS)[]])
  .meta({ id: 'ReportReason' });
export type ReportReason = z.infer<typeof ReportReason>;

/** The kinds of things that can be reported. */
export const ReportableType = z.enum(['user', 'post', 'pick', 'comment', 'media', 'message']).meta({ id: 'ReportableType' });
export type ReportableType = z.infer<typeof ReportableType>;

/** The subject of a case: a thing that was reported, or a ban against which somebody appeals. */
export const CaseType = z.enum([...ReportableType.options, 'ban']).meta({ id: 'CaseType' });
export type CaseType = z.infer<typeof CaseType>;

const Subject = z.discriminatedUnion('type', [
  z.strictObject({ type: ReportableType.exclude(['message']), id: z.uuidv7().toLowerCase() }).meta({ id: 'ReportedThing' }),
  z.strictObject({ type: z.literal('message'), id: MessageId }).meta({ id: 'ReportedMessage' }),
]);

/** The most cases of reports that a person opens or joins in a day. */
const REPORTS_A_DAY = 20;

export const ReportSubject = contract({
  name: 'ReportSubject',
  method: 'POST',
  path: '/api/v1/reports',
  tag: 'moderation',
  summary:
    'Report a person, a post, a pick, a comment, what somebody uploaded, or a message of a conversation of yours, to the moderators. They see what you report as it is now, of a message also the 5 before it, and never who you are. A second report of the same while the first is open changes nothing.',
  access: 'user',
  body: z.strictObject({
    subject: Subject,
    reason: ReportReason,
    note: text({ graphemes: 500, bytes: 2_000, lines: 'several' }).optional(),
  }),
  replies: {
    202: z
      .strictObject({
        subject: z.strictObject({ type: ReportableType, id: z.string() }),
        reason: ReportReason,
        reportedAt: Instant,
        happened: z.enum(['recorded', 'already_open']),
      })
      .meta({ id: 'ReportReply' }),
  },
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
  limits: [
    { calls: 30, seconds: 60 },
    { calls: REPORTS_A_DAY, seconds: 86_400, youngCalls: 5, counts: 'accepted' },
  ],
});

const CopiedMessage = z
  .strictObject({
    type: MessageType,
    at: Instant,
    before: z
      .array(
        z.strictObject({
          speaker: z
            .int()
            .min(0)
            .meta({ description: 'The author of the reported message is 0. The others are numbered, and not named.' }),
          type: MessageType,
          at: Instant,
          text: z.string().nullable().meta({ description: 'A long one is cut. Null for none, and when its author is gone.' }),
        }),
      )
      .max(5)
      .meta({ description: 'The messages before it that the reporter saw, the oldest first.' }),
  })
  .meta({ id: 'CopiedMessage', description: 'Of a message of a conversation, which moderators do not read.' });

/** The text and the names that a subject had when it was reported. */
export const ReportedCopy = z
  .strictObject({
    at: Instant.meta({ description: 'The time at which it was first reported as it reads here.' }),
    handle: z.string().nullable(),
    displayName: z.string().nullable(),
    text: z.string().nullable().meta({ description: 'Of a person the bio, of a pick the analysis, else the text itself.' }),
    book: z.string().nullable(),
    revision: z.int().nullable(),
    message: CopiedMessage.nullable(),
  })
  .meta({ id: 'ReportedCopy' });
export type ReportedCopy = z.infer<typeof ReportedCopy>;

const CaseAction = z.enum(['dismiss', 'hide', 'restore', 'ban']).meta({ id: 'CaseAction' });
const CaseStatus = z.enum(['open', 'decided']).meta({ id: 'CaseStatus' });
export type CaseAction = z.infer<typeof CaseAction>;

const ReportCase = z
  .strictObject({
    id: z.uuidv7(),
    subject: z.strictObject({ type: CaseType, id: z.string() }),
    owner: Author.nullable(),
    status: CaseStatus,
    severity: z.int(),
    reasons: z.array(z.strictObject({ reason: ReportReason, count: z.int() })),
    reporters: z.int().meta({ description: 'Distinct people. Their number alone decides nothing.' }),
    weight: z.number().meta({ description: 'The sum of the shares of their earlier reports that were upheld.' }),
    openedAt: Instant,
    copies: z.array(ReportedCopy),
    media: z
      .strictObject({ urls: PictureUrls.nullable(), file: FileUrl.nullable() })
      .nullable()
      .meta({ description: 'Of a report of an upload, or of a message with one, as long as it is shown: its addresses.' }),
    notes: z.array(z.strictObject({ reason: ReportReason, note: z.string().nullable(), at: Instant })).meta({
      description: 'The newest 20 reports, without the reporters.',
    }),
    ban: z
      .strictObject({ scope: BanScope, reason: z.string(), startsAt: Instant, endsAt: Instant.nullable() })
      .nullable()
      .meta({ description: 'Of an appeal: the ban that it is against.' }),
    decisions: z.array(
      z.strictObject({
        action: CaseAction,
        reason: z.string(),
        by: UserId,
        at: Instant,
        scope: BanScope.nullable(),
        until: Instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'ReportCase', description: 'All reports of one thing since the last decision on it, or an appeal against a ban.' });

export const ListReports = contract({
  name: 'ListReports',
  method: 'GET',
  path: '/api/v1/admin/reports',
  tag: 'admin',
  summary:
    'The cases that wait for a moderator: by severity, then by distinct reporters, each weighted by the share of their earlier reports that were upheld. Or the decided ones, newest first.',
  access: 'user',
  permission: 'content:moderate',
  stepUp: true,
  query: z.strictObject({ ...PageQuery.shape, status: CaseStatus.default('open') }),
  replies: { 200: z.array(ReportCase) },
  paged: true,
  errors: [],
});

export const DecideReport = contract({
  name: 'DecideReport',
  method: 'POST',
  path: '/api/v1/admin/reports/{caseId}/decide',
  tag: 'admin',
  summary:
    'Decide a case: dismiss it, hide the thing, ban its owner (which hides the thing too), or restore what an earlier decision hid or banned. A message that is hidden is deleted for everyone: its words do not come back, and restoring it records that the decision was wrong and lifts the ban. An appeal is dismissed, or restored, by another moderator than the one who banned.',
  access: 'user',
  permission: 'content:moderate',
  stepUp: true,
  params: z.strictObject({ caseId: z.uuidv7().toLowerCase() }),
  body: z
    .strictObject({
      action: CaseAction,
      reason: Reason,
      scope: BanScope.optional().meta({ description: 'With `ban`; `all` by default.' }),
      until: Instant.optional().meta({ description: 'With `ban`: its end. Without it the ban stands until it is lifted.' }),
    })
    .refine(({ action, scope, until }) => action === 'ban' || (scope === undefined && until === undefined), {
      path: ['scope'],
      message: 'goes with the action ban, as until does',
    }),
  replies: {
    200: z
      .strictObject({
        id: z.uuidv7(),
        action: CaseAction,
        happened: z.enum(['recorded', 'unchanged']).meta({ description: '`unchanged`: it was decided so already.' }),
      })
      .meta({ id: 'CaseDecision' }),
  },
  errors: ['NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED'],
});

const OfUser = z.strictObject({ user: UserRef });

const BanState = z
  .strictObject({ userId: UserId, scope: BanScope, banned: z.boolean(), endsAt: Instant.nullable() })
  .meta({ id: 'BanState', description: 'The ban of this scope that stands after the call.' });

export const BanUser = contract({
  name: 'BanUser',
  method: 'POST',
  path: '/api/v1/admin/users/{user}/ban',
  tag: 'admin',
  summary:
    'Ban somebody: from everything, from posting, or from messages. Moderators ban users, admins moderators too. The same again changes nothing.',
  access: 'user',
  permission: 'users:ban',
  stepUp: true,
  params: OfUser,
  body: z.strictObject({ scope: BanScope, reason: Reason, until: Instant.optional() }),
  replies: { 200: BanState },
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
});

export const LiftBan = contract({
  name: 'LiftBan',
  method: 'DELETE',
  path: '/api/v1/admin/users/{user}/ban',
  tag: 'admin',
  summary: 'Lift the bans of a scope. Where none stands nothing changes.',
  access: 'user',
  permission: 'users:ban',
  stepUp: true,
  params: OfUser,
  body: z.strictObject({ scope: BanScope, reason: Reason }),
  replies: { 200: BanState },
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
});

export const SetTier = contract({
  name: 'SetTier',
  method: 'PUT',
  path: '/api/v1/admin/users/{user}/tier',
  tag: 'admin',
  summary: 'Give somebody a tier, until an instant or for good. Their tokens name it from the next refresh on.',
  access: 'user',
  permission: 'users:tier',
  stepUp: true,
  params: OfUser,
  body: z.strictObject({ tier: Tier, until: Instant.optional(), reason: Reason }),
  replies: { 200: z.strictObject({ userId: UserId, tier: Tier, until: Instant.nullable() }).meta({ id: 'TierState' }) },
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
});

export const AppealBan = contract({
  name: 'AppealBan',
  method: 'POST',
  path: '/api/v1/users/me/appeals',
  tag: 'moderation',
  summary:
    'Appeal once against a ban. Another moderator looks at it. Somebody who is banned from everything proves who they are by the `appealToken` in the refusal of their sign-in.',
  access: 'public',
  gated: 'none',
  forgivesToken: true,
  body: z.strictObject({
    text: text({ graphemes: 1_000, bytes: 4_000, least: 3, lines: 'several' }),
    scope: BanScope.optional().meta({ description: 'Of several bans the one that is meant. Default: the widest.' }),
    appealToken: z.string().min(1).max(512).optional(),
  }),
  replies: { 202: z.strictObject({ scope: BanScope, appealedAt: Instant }).meta({ id: 'AppealReply' }) },
  errors: ['UNAUTHENTICATED', 'CONFLICT'],
  limits: [{ calls: 10, seconds: 3600 }],
});
