import { randomUUID } from 'node:crypto';
import type { User } from '#actor';
import { ListMessages, SendMessage } from '#schemas/chat-messages';
import {
  AppealBan,
  BanUser,
  DecideReport,
  LiftBan,
  ListReports,
  type ReportableType,
  type ReportReason,
  ReportSubject,
  SetTier,
} from '#schemas/moderation';
import { CreatePost } from '#schemas/posts';
import { ListAuditTrail } from '#schemas/trail';
import { http, job, queue, recordsOf, stream } from '../doors.ts';
import { type Scenario, world } from '../scenario.ts';
import { bettor, game, placed } from '../world.ts';
import { group } from './talks.ts';

const reason = 'Three people lost money to this.';
const report = (as: User, subject: { type: ReportableType; id: string }, why: ReportReason = 'scam') =>
  http(ReportSubject, { as, body: { subject: subject as never, reason: why, note: 'He asked me for money and then was gone.' } });

/** A moderator, somebody with a pick, and somebody who reports. */
async function people() {
  const [mo, mal, ann] = [await bettor('mo_d', { role: 'moderator' }), await bettor('mal'), await bettor('ann')];
  return { mo, mal, ann, pick: (await placed(mal, [await game()])).pickId as string };
}

/** A pick of which there is an open case. */
async function reported() {
  const made = await people();
  await report(made.ann, { type: 'pick', id: made.pick });
  const [one] = await http(ListReports, { as: made.mo });
  return { ...made, caseId: one?.id ?? '' };
}

/** A message in a group of 16, with as many before it as a report copies. */
async function spoken() {
  const { as: mal, other: ann, id } = await group(16);
  for (let n = 0; n < 6; n++)
    await http(SendMessage, {
      as: n % 2 === 0 ? ann : mal,
      params: { conversationId: id },
      body: { type: 'text', text: 'Pay me, and I tell you the winner.', clientMessageId: randomUUID() },
    });
  const { entries } = await http(ListMessages, { as: mal, params: { conversationId: id } });
  return { mo: await bettor('mo_d', { role: 'moderator' }), ann, message: entries.at(-1)?.id ?? '' };
}

/** Open cases of as many people, each with two reports. */
const cases = world('open cases', async (count) => {
  const mo = await bettor('mo_d', { role: 'moderator' });
  for (let n = 0; n < count; n++) {
    const [owner, one, other] = [await bettor(`mal_${n}`), await bettor(`ann_${n}`), await bettor(`ben_${n}`)];
    for (const as of [one, other]) await report(as, { type: 'user', id: owner.userId }, n % 2 === 0 ? 'scam' : 'spam');
  }
  return mo;
});

const decide = (name: string, action: 'dismiss' | 'hide' | 'ban'): Scenario => ({
  name,
  group: 'moderation',
  of: ['DecideReport'],
  async prepare() {
    const { mo: as, caseId } = await reported();
    return () => http(DecideReport, { as, params: { caseId }, body: { action, reason } });
  },
});

export const MODERATION: readonly Scenario[] = [
  {
    name: 'report a bettor for the first time',
    group: 'moderation',
    of: ['ReportSubject'],
    async prepare() {
      const { ann, mal } = await people();
      return () => report(ann, { type: 'user', id: mal.userId });
    },
  },
  {
    name: 'report a pick that somebody has reported',
    group: 'moderation',
    of: ['ReportSubject'],
    async prepare() {
      const { pick } = await reported();
      const ben = await bettor('ben');
      return () => report(ben, { type: 'pick', id: pick });
    },
  },
  {
    name: 'report a post of somebody for the first time',
    group: 'moderation',
    of: ['ReportSubject'],
    async prepare() {
      const { ann, mal } = await people();
      const post = await http(CreatePost, { as: mal, body: { kind: 'text', text: 'Pay me, and I tell you the winner.' } });
      return () => report(ann, { type: 'post', id: post.id });
    },
  },
  {
    name: 'report a message of a group for the first time',
    group: 'moderation',
    of: ['ReportSubject'],
    async prepare() {
      const { ann, message } = await spoken();
      return () => report(ann, { type: 'message', id: message });
    },
  },
  {
    name: 'remove a message of a group',
    group: 'moderation',
    of: ['DecideReport'],
    async prepare() {
      const { mo: as, ann, message } = await spoken();
      await report(ann, { type: 'message', id: message });
      const [one] = await http(ListReports, { as });
      return () => http(DecideReport, { as, params: { caseId: one?.id ?? '' }, body: { action: 'hide', reason } });
    },
  },
  {
    name: 'hide a post',
    group: 'moderation',
    of: ['DecideReport'],
    async prepare() {
      const { mo: as, ann, mal } = await people();
      const post = await http(CreatePost, { as: mal, body: { kind: 'text', text: 'Pay me, and I tell you the winner.' } });
      await report(ann, { type: 'post', id: post.id });
      const [one] = await http(ListReports, { as });
      return () => http(DecideReport, { as, params: { caseId: one?.id ?? '' }, body: { action: 'hide', reason } });
    },
  },
  {
    name: '20 cases that wait, with all that they show',
    group: 'moderation',
    of: ['ListReports'],
    growth: 'open cases',
    most: 100,
    on: cases,
    async prepare() {
      const as = cases.made();
      return () => http(ListReports, { as });
    },
  },
  decide('dismiss a case', 'dismiss'),
  decide('hide the words of a pick', 'hide'),
  decide('hide the words of a pick and ban its author', 'ban'),
  {
    name: 'the stream: a case that was decided',
    group: 'moderation',
    of: ['tellDecisions'],
    async prepare() {
      const { mo: as, caseId } = await reported();
      const records = await recordsOf('reportcase', () =>
        http(DecideReport, { as, params: { caseId }, body: { action: 'hide', reason } }),
      );
      return () => stream('social', records);
    },
  },
  {
    name: 'tell somebody that their pick was hidden, to nobody who listens',
    group: 'moderation',
    of: ['queues/deliver-standard'],
    async prepare() {
      const { mo: as, mal, pick, caseId } = await reported();
      await http(DecideReport, { as, params: { caseId }, body: { action: 'hide', reason } });
      const facts = [{ by: pick, mark: '00000000' }];
      const told = { task: 'tell', key: '0a0b0c0d', userId: mal.userId, kind: 'content-hidden', subject: `pick#${pick}`, facts };
      return () => queue('deliver-standard', told);
    },
  },
  {
    name: 'restore what was hidden and banned',
    group: 'moderation',
    of: ['DecideReport'],
    async prepare() {
      const { mo: as, caseId } = await reported();
      await http(DecideReport, { as, params: { caseId }, body: { action: 'ban', reason } });
      return () => http(DecideReport, { as, params: { caseId }, body: { action: 'restore', reason } });
    },
  },
  {
    name: 'ban somebody from posting',
    group: 'moderation',
    of: ['BanUser'],
    async prepare() {
      const { mo: as, mal } = await people();
      return () => http(BanUser, { as, params: { user: mal.userId }, body: { scope: 'posting', reason } });
    },
  },
  {
    name: 'lift a ban from posting',
    group: 'moderation',
    of: ['LiftBan'],
    async prepare() {
      const { mo: as, mal } = await people();
      await http(BanUser, { as, params: { user: mal.userId }, body: { scope: 'posting', reason } });
      return () => http(LiftBan, { as, params: { user: mal.userId }, body: { scope: 'posting', reason } });
    },
  },
  {
    name: 'the trail of a month, 20 actions to a page',
    group: 'moderation',
    of: ['ListAuditTrail'],
    async prepare() {
      const [as, mal] = [await bettor('adele', { role: 'admin' }), await bettor('mal')];
      for (let n = 0; n < 25; n++) await http(SetTier, { as, params: { user: mal.userId }, body: { tier: 'premium', reason } });
      return () => http(ListAuditTrail, { as });
    },
  },
  {
    name: 'give a tier',
    group: 'moderation',
    of: ['SetTier'],
    async prepare() {
      const [as, mal] = [await bettor('ada', { role: 'admin' }), await bettor('mal')];
      return () => http(SetTier, { as, params: { user: mal.userId }, body: { tier: 'premium', reason } });
    },
  },
  {
    name: 'appeal against a ban',
    group: 'moderation',
    of: ['AppealBan'],
    async prepare() {
      const { mo, mal } = await people();
      await http(BanUser, { as: mo, params: { user: mal.userId }, body: { scope: 'posting', reason } });
      return () => http(AppealBan, { as: mal, body: { text: 'I have paid all of it back.' } });
    },
  },
  {
    name: 'look for cases that wait too long',
    group: 'moderation',
    of: ['schedules/sweep-reports'],
    growth: 'open cases',
    most: 100,
    on: cases,
    prepare: async () => () => job('schedules/sweep-reports'),
  },
];
