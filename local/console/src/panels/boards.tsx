import { useState } from 'preact/hooks';
import { GetLeaderboard, GetUserStats } from '../../../../client/index.ts';
import { runJob } from '../jobs.ts';
import { call, page, sessions } from '../session.ts';
import { Button, Items, Outcome, Time, useAction, useLoad } from '../ui.tsx';

const METRICS = { roi: 'ROI', winrate: 'Win rate' } as const;
const TIMEFRAMES = { '7d': '7 days', '30d': '30 days', '90d': '90 days', season: 'This year', all: 'All time' } as const;

/** `12.345000` as `12.3 %`. */
const percent = (text: string | null): string => (text === null ? '–' : `${Number(text).toFixed(1)} %`);

export function Boards() {
  const action = useAction();
  const [metric, setMetric] = useState<keyof typeof METRICS>('roi');
  const [timeframe, setTimeframe] = useState<keyof typeof TIMEFRAMES>('30d');
  const board = useLoad(() => page(GetLeaderboard, { query: { metric, timeframe } }), [metric, timeframe]);
  const me = sessions.value.current;
  const own = useLoad(
    me === null ? null : () => call(GetUserStats, { params: { user: me }, query: { timeframe } }),
    [me, timeframe],
    {
      on: ['pick.settled'],
    },
  );
  const rebuild = async () => {
    await runJob('update-boards');
    await board.reload();
    return 'The boards are built anew.';
  };
  return (
    <>
      <div class="row">
        <label class="short">
          <span>By</span>
          <select value={metric} onChange={({ currentTarget }) => setMetric(currentTarget.value as 'roi')}>
            {Object.entries(METRICS).map(([name, text]) => (
              <option key={name} value={name}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label class="short">
          <span>Over</span>
          <select value={timeframe} onChange={({ currentTarget }) => setTimeframe(currentTarget.value as '7d')}>
            {Object.entries(TIMEFRAMES).map(([name, text]) => (
              <option key={name} value={name}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <Button {...{ action }} name="rebuild" work={rebuild} kind="main">
          Build the boards now
        </Button>
      </div>
      <Outcome {...{ action }} />
      {own.data && (
        <section class="card current" aria-label="Your record">
          <h2>@{me}</h2>
          <p>
            {own.data.wins} won, {own.data.losses} lost, {own.data.pushes} pushed, {own.data.voids} void: profit{' '}
            {own.data.profitUnits} of {own.data.turnoverUnits} units, ROI {percent(own.data.roiPercent)}
          </p>
        </section>
      )}
      <Items of={{ ...board, data: board.data?.items }} none="Nobody has ten decided picks at quoted prices in this time.">
        {(rows) => (
          <div class="scroll">
            <table>
              <caption>Built {board.data?.meta.asOf && <Time at={board.data.meta.asOf} />}</caption>
              <thead>
                <tr>
                  <th class="number">#</th>
                  <th>Bettor</th>
                  <th class="number">Won–lost</th>
                  <th class="number">ROI</th>
                  <th class="number">Win rate</th>
                  <th class="number wide">Profit</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ rank, user, wins, losses, roiPercent, winRatePercent, profitUnits }) => (
                  <tr key={user.id} aria-current={user.handle === me ? 'true' : undefined}>
                    <td class="number">{rank}</td>
                    <td>@{user.handle}</td>
                    <td class="number">
                      {wins}–{losses}
                    </td>
                    <td class="number">{percent(roiPercent)}</td>
                    <td class="number">{percent(winRatePercent)}</td>
                    <td class="number wide">{Number(profitUnits).toFixed(2)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Items>
    </>
  );
}
