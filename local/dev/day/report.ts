import type { ReplyData } from '../../../schemas/contract.ts';
import { GetLeaderboard, GetUserStats } from '../../../schemas/stats.ts';
import { auditAll } from '../../cli/audit-all.ts';
import { dim, green, red } from '../../cli/colours.ts';
import { CommandError } from '../../cli/command.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import { enter } from '../cloud/enter.ts';
import { say, signed, table } from './print.ts';

type Client = Pick<ReturnType<typeof connect>, 'call' | 'page'>;
type StatsByHandle = ReadonlyMap<string, ReplyData<typeof GetUserStats>>;

/** Prints everyone's record, with the change of profit since `before` if it is given. */
export async function printRecords(
  { call }: Client,
  people: readonly Person[],
  title: string,
  before?: StatsByHandle,
): Promise<StatsByHandle> {
  const stats = await Promise.all(
    // Each reads their own: an answer to a caller without a token may be 30 seconds old.
    people.map(async (as) => [as.handle, await call(GetUserStats, { as, params: { user: as.handle }, query: {} })] as const),
  );
  const rows = stats.map(([handle, { wins, losses, pushes, profitUnits, roiPercent, winRatePercent, streak, quoted }]) => {
    const earlier = before?.get(handle);
    const change = earlier ? [signed(String(Number(profitUnits) - Number(earlier.profitUnits)), ' u')] : [];
    const run = streak === 0 ? '–' : `${streak > 0 ? 'W' : 'L'}${Math.abs(streak)}`;
    return [
      `@${handle}`,
      `${wins}-${losses}-${pushes}`,
      signed(profitUnits, ' u'),
      signed(roiPercent, ' %'),
      signed(winRatePercent, ' %'),
      run,
      `${quoted.wins}-${quoted.losses}-${quoted.pushes}`,
      ...change,
    ];
  });
  table(title, ['', 'W-L-P', 'profit', 'ROI', 'win rate', 'streak', 'on boards', ...(before ? ['today'] : [])], rows);
  return new Map(stats);
}

/** Prints the first five ranks of the board, and the ranks of `people`. */
export async function printBoard({ page }: Client, people: readonly Person[], title: string): Promise<void> {
  const { items } = await page(GetLeaderboard, { query: { metric: 'roi', timeframe: '30d', limit: 100 } });
  const userIds = new Set(people.map(({ userId }) => userId));
  const rows = items
    .filter(({ rank, user }) => rank <= 5 || userIds.has(user.id))
    .map(({ rank, user, decided, roiPercent, score }) => [
      `${String(rank).padStart(2)}  @${user.handle}`,
      String(decided),
      signed(roiPercent, ' %'),
      signed(String(Number(score) * 100), ' %'),
    ]);
  table(title, ['', 'decided', 'ROI', 'ranked by'], rows);
}

/** Runs the audit on the local stack and prints its differences. @throws CommandError when there is one */
export async function printAudit(): Promise<void> {
  await enter('local');
  const { count, audited } = await auditAll(({ of, field, is, should }) =>
    say('', red(`${of} ${field} is ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`)),
  );
  say('Audit', dim(audited));
  if (count > 0) throw new CommandError(`${count} differences`);
  say('Audit', green('0 differences'));
}
