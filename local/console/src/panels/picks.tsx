import { useState } from 'preact/hooks';
import { GetPick, ListUserPicks, WithdrawPick } from '../../../../client/index.ts';
import { call, type DataOf, sessions } from '../session.ts';
import { Button, gameName, Items, Outcome, Raw, Time, useAction, useLoad } from '../ui.tsx';

type Pick = DataOf<typeof ListUserPicks>[number];

const CHANGES = ['pick.locked', 'pick.settled'];

export function Picks() {
  const action = useAction();
  const user = sessions.value.current ?? '';
  const picks = useLoad(() => call(ListUserPicks, { params: { user }, query: { limit: 30 } }), [user], {
    every: 20_000,
    on: CHANGES,
  });
  return (
    <>
      <Outcome {...{ action }} />
      <Items of={picks} none="No picks yet: place one in Events.">
        {(items) => (
          <ul class="cards">
            {items.map((pick) => (
              <PickCard key={pick.id} {...{ pick, action }} onChange={picks.reload} />
            ))}
          </ul>
        )}
      </Items>
    </>
  );
}

/** The legs of a pick, one line each; of a pick that is sealed for its reader, the games. */
export const Legs = ({ of: { legs, sealed } }: { readonly of: Partial<Pick> & { readonly legs: Pick['legs'] } }) => (
  <ul class="plain">
    {sealed && (
      <li>
        <span class="badge">sealed</span> until <Time at={sealed.until} />{' '}
        {legs.length === 0 && <span class="faint">{sealed.events.map(gameName).join(', ')}</span>}
      </li>
    )}
    {legs.map(({ event, market, selection, line, odds, subject, opponents }) => (
      <li key={`${event.id} ${market} ${selection} ${subject}`}>
        <b>
          {subject} {selection} {line} {odds?.american}
        </b>{' '}
        {opponents && <span>against {opponents.join(', ')} </span>}
        <span class="faint">
          {market}, {gameName(event)}
        </span>
      </li>
    ))}
  </ul>
);

interface PickCardProps {
  readonly pick: Pick;
  readonly action: ReturnType<typeof useAction>;
  readonly onChange: () => Promise<void>;
}

function PickCard({ pick, action, onChange }: PickCardProps) {
  const [isOpen, setOpen] = useState(false);
  const { id, kind, status, stakeUnits, outcome, lockAt, placedAt } = pick;
  const withdraw = async () => {
    await call(WithdrawPick, { params: { pickId: id } });
    await onChange();
    return 'Withdrawn. It stays visible as such.';
  };
  return (
    <li class="card" data-pick={id}>
      <h3>
        {kind} <span class={`badge ${status}`}>{status}</span>{' '}
        {outcome && <span class={`badge ${outcome.result}`}>{outcome.result}</span>}
      </h3>
      <Legs of={pick} />
      <p class="faint">
        {stakeUnits} units{outcome && `, profit ${outcome.profitUnits}`} · placed <Time at={placedAt} />
        {status === 'open' && (
          <>
            {' '}
            · locks <Time at={lockAt} />
          </>
        )}
      </p>
      <div class="row">
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Receipt
        </button>
        {status === 'open' && (
          <Button {...{ action }} name={`withdraw-${id}`} work={withdraw} kind="danger">
            Withdraw
          </Button>
        )}
      </div>
      {isOpen && <Receipt pickId={id} />}
    </li>
  );
}

function Receipt({ pickId }: { readonly pickId: Pick['id'] }) {
  const { data, error } = useLoad(() => call(GetPick, { params: { pickId } }), [pickId], { on: CHANGES });
  if (error !== null) return <p class="error">{error}</p>;
  if (data === undefined) return <p class="faint">Reading …</p>;
  return (
    <>
      {data.receipt === null && <p class="faint">Not graded yet.</p>}
      {data.outcomes.map(({ version, result, profitUnits, rule, R, fractions, legs, reason, review, gradedAt }) => (
        <section key={version} aria-label={`Grading ${version}`}>
          <h4>
            Grading {version}: {result}
          </h4>
          <dl>
            <dt>Profit</dt>
            <dd>{profitUnits} units</dd>
            <dt>Rule</dt>
            <dd>{rule}</dd>
            {R !== null && (
              <>
                <dt>Comes back</dt>
                <dd>{R} for each unit</dd>
              </>
            )}
            {fractions && (
              <>
                <dt>Parts</dt>
                <dd>
                  {fractions.won} won, {fractions.returned} returned, {fractions.lost} lost
                </dd>
              </>
            )}
            {[reason, review].map(
              (code) =>
                code !== null && (
                  <>
                    <dt>Why</dt>
                    <dd>{code}</dd>
                  </>
                ),
            )}
            <dt>Graded</dt>
            <dd>
              <Time at={gradedAt} />
            </dd>
            {legs.map((leg, i) => (
              <>
                <dt>Leg {i + 1}</dt>
                <dd>
                  {leg.result} by {leg.rule}, result version {leg.resultVersion ?? 'none'}
                  {leg.clv?.raw && `, closing line value ${leg.clv.raw}`}
                </dd>
              </>
            ))}
          </dl>
        </section>
      ))}
      <Raw value={data} />
    </>
  );
}
