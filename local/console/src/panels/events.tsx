import { useState } from 'preact/hooks';
import { ListEvents, PlacePick } from '../../../../client/index.ts';
import { call, type DataOf } from '../session.ts';
import { Button, Choice, gameName, Input, Items, Outcome, Raw, Time, useAction, useLoad } from '../ui.tsx';

type Event = DataOf<typeof ListEvents>[number];
type ListedMarket = Event['markets'][number];

interface Chosen {
  readonly event: Event;
  readonly market: ListedMarket['market'];
  readonly selection: ListedMarket['selections'][number];
}

const isChosen = (chosen: Chosen | null, { id }: Event, market: string, { selection, line }: Chosen['selection']): boolean =>
  chosen?.event.id === id &&
  chosen.market === market &&
  chosen.selection.selection === selection &&
  chosen.selection.line === line;

export function Events() {
  const [league, setLeague] = useState('');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const events = useLoad(
    () => call(ListEvents, { query: { limit: 100, ...(league !== '' && { league: league as 'nfl' }) } }),
    [league],
    { every: 20_000 },
  );
  return (
    <>
      <div class="row">
        <label class="short">
          <span>League</span>
          <select value={league} onChange={({ currentTarget }) => setLeague(currentTarget.value)}>
            <option value="">all</option>
            <option value="nfl">NFL</option>
            <option value="epl">Premier League</option>
          </select>
        </label>
      </div>
      {chosen && (
        <Slip
          {...{ chosen }}
          onEnd={() => setChosen(null)}
          key={`${chosen.event.id} ${chosen.market} ${chosen.selection.selection}`}
        />
      )}
      <Items of={events} none="The backend knows no events yet: the job ingest-events reads them.">
        {(items) => (
          <ul class="cards">
            {items.map((event) => (
              <li class="card" key={event.id} data-event={gameName(event)}>
                <h3>
                  {gameName(event)} <span class={`badge ${event.status}`}>{event.status}</span>
                </h3>
                <p class="faint">
                  {event.league} · <Time at={event.startsAt} />
                  {event.result && event.result.home !== null && ` · ${event.result.home} : ${event.result.away}`}
                </p>
                {event.markets.map((market) => (
                  <fieldset class="row" key={market.market}>
                    <legend class="faint">{market.market}</legend>
                    {market.selections.map((selection) => (
                      <button
                        type="button"
                        class="price"
                        key={`${selection.selection} ${selection.line}`}
                        disabled={event.status !== 'upcoming'}
                        aria-pressed={isChosen(chosen, event, market.market, selection)}
                        title={`${selection.best.title}, ${selection.best.odds.decimal}`}
                        onClick={() => setChosen({ event, market: market.market, selection })}
                      >
                        {selection.selection} {selection.line} <b>{selection.best.odds.american}</b>
                      </button>
                    ))}
                  </fieldset>
                ))}
                {event.markets.length === 0 && <p class="faint">No book quotes it now.</p>}
                <Raw value={event} />
              </li>
            ))}
          </ul>
        )}
      </Items>
    </>
  );
}

function Slip({ chosen: { event, market, selection }, onEnd }: { readonly chosen: Chosen; readonly onEnd: () => void }) {
  const action = useAction();
  const [stake, setStake] = useState('1');
  const [analysis, setAnalysis] = useState('');
  const [terms, setTerms] = useState<'shown' | 'sealed'>('shown');
  const title = `${selection.selection} ${selection.line ?? ''} ${selection.best.odds.american}`;
  const place = async () => {
    const odds = { format: 'american', price: selection.best.odds.american } as const;
    const leg = {
      eventId: event.id,
      market,
      selection: selection.selection,
      ...(selection.line !== null && { line: selection.line }),
      odds,
    };
    await call(PlacePick, {
      body: {
        stakeUnits: stake,
        legs: [leg],
        book: selection.best.title,
        sealed: terms === 'sealed',
        ...(analysis !== '' && { analysis }),
      },
    });
    return 'Placed. It is in your picks.';
  };
  return (
    <section class="card slip" aria-label="Slip">
      <h2>
        {title}{' '}
        <span class="faint">
          {market}, {gameName(event)}
        </span>
      </h2>
      <div class="row">
        <Input
          {...{ action }}
          kind="short"
          name="stakeUnits"
          label="Stake in units"
          inputMode="decimal"
          value={stake}
          onValue={setStake}
        />
        <Input {...{ action }} name="analysis" label="Analysis" value={analysis} onValue={setAnalysis} />
        <Choice
          {...{ action }}
          kind="short"
          name="sealed"
          label="Terms"
          value={terms}
          onValue={setTerms}
          of={{ shown: 'Shown', sealed: 'Sealed' }}
        />
        <Button {...{ action }} name="place" work={place} kind="main">
          Place pick
        </Button>
        <button type="button" onClick={onEnd}>
          Close
        </button>
      </div>
      <Outcome {...{ action }} />
    </section>
  );
}
