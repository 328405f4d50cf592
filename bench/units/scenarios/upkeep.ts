import type { User } from '#actor';
import { ReportSubject } from '#schemas/moderation';
import { CreatePost } from '#schemas/posts';
import { SUBJECTS_PER_AUDIT } from '../../../core/upkeep/run-upkeep.ts';
import { UPKEEP_NAMES, upkeepOf } from '../../../core/upkeep/upkeeps.ts';
import { http, job, queue, recordsOf, stream } from '../doors.ts';
import { at } from '../fixed.ts';
import { type Scenario, world } from '../scenario.ts';
import { bettor, finished, game, later, pageOf, placed } from '../world.ts';
import { known } from './known.ts';

/** Bettors with a post and one settled pick each on one game, each pick of which is reported: as many as one audit message takes. */
const bettors = world('bettors of upkeep', async () => {
  const one = await game(['main', 'alternate', 'players']);
  const people: User[] = [];
  while (people.length < SUBJECTS_PER_AUDIT) people.push(await bettor(`bettor_${people.length}`));
  const picks = [];
  for (const as of people) {
    picks.push(await placed(as, [one]));
    await http(CreatePost, { as, body: { kind: 'text', text: 'Every pick is posted before kick-off.' } });
  }
  for (const [n, as] of people.entries()) {
    const subject = { type: 'pick' as const, id: picks.at(n - 1)?.pickId ?? '' };
    await http(ReportSubject, { as, body: { subject, reason: 'spam' } });
  }
  for (const pick of picks) await stream('betting', await recordsOf('pick', async () => pick));
  at(await finished(one));
  const pages = new Map(picks.map((pick) => [pageOf(pick).shard, pageOf(pick)]));
  const outcomes = await recordsOf('outcome', async () => {
    for (const page of pages.values()) await queue('settle-event', page);
  });
  await stream('betting', outcomes);
});

/** The day after, when all is settled. */
const dayAfter = (): void => at(later(24 * 60));

const list = (upkeep: string, scope: 'all' | 'recent') => ({ upkeep, scope, secondLookAfter: 900, cursor: null });
const audit = (upkeep: string, subjects: readonly string[]) => ({ upkeep, secondLookAfter: 900, look: 'first', subjects });

export const UPKEEP: readonly Scenario[] = [
  {
    name: 'start a walk',
    group: 'upkeep',
    of: ['schedules/start-upkeep'],
    prepare: async () => () => job('schedules/start-upkeep', { scope: 'recent' }),
  },
  {
    name: 'the first message of a walk',
    group: 'upkeep',
    of: ['queues/run-upkeep'],
    prepare: async () => () => queue('run-upkeep', { scope: 'recent', secondLookAfter: 900 }),
  },
  ...UPKEEP_NAMES.flatMap((upkeep): Scenario[] => [
    {
      name: `\`${upkeep}\`: a list message`,
      group: 'upkeep',
      of: ['queues/run-upkeep'],
      on: bettors,
      async prepare() {
        dayAfter();
        return () => queue('run-upkeep', list(upkeep, 'all'));
      },
    },
    ...(upkeepOf(upkeep).recent
      ? [
          {
            name: `\`${upkeep}\`: a list message of the hourly walk`,
            group: 'upkeep' as const,
            of: ['queues/run-upkeep'],
            on: bettors,
            async prepare() {
              dayAfter();
              return () => queue('run-upkeep', list(upkeep, 'recent'));
            },
          },
        ]
      : []),
    {
      name: `\`${upkeep}\`: an audit message of 25`,
      group: 'upkeep',
      of: ['queues/run-upkeep'],
      on: bettors,
      async prepare() {
        dayAfter();
        const subjects: string[] = [];
        for (let cursor: string | null = null, more = true; more; ) {
          const page: Awaited<ReturnType<ReturnType<typeof upkeepOf>['subjects']>> = await upkeepOf(upkeep).subjects(cursor);
          subjects.push(...page.items);
          cursor = page.cursor;
          more = cursor !== null;
        }
        return () => queue('run-upkeep', audit(upkeep, subjects.slice(0, SUBJECTS_PER_AUDIT)));
      },
    },
  ]),
  ...(['records', 'ledgers'] as const).map(
    (upkeep): Scenario => ({
      name: `\`${upkeep}\`: an audit message of one bettor`,
      group: 'upkeep',
      of: ['queues/run-upkeep'],
      growth: 'settled picks of the bettor',
      on: known,
      async prepare() {
        const { userId } = known.made();
        return () => queue('run-upkeep', audit(upkeep, [userId]));
      },
    }),
  ),
];
