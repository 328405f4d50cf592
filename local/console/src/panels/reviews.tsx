import { useRef, useState } from 'preact/hooks';
import { DecideEvent, ListEvents, ListReviews, ListWaitingEvents, ReviewPick } from '../../../../client/index.ts';
import { call, type DataOf } from '../session.ts';
import { Button, Choice, gameName, Input, Items, Outcome, Raw, Time, useAction, useLoad } from '../ui.tsx';
import { Desk } from './desk.tsx';

type WaitingReview = DataOf<typeof ListReviews>[number];

const STATES = {
  final: 'played to its end',
  forfeit: 'awarded',
  postponed: 'postponed',
  cancelled: 'cancelled',
  abandoned: 'abandoned',
  suspended: 'suspended',
  walkover: 'never begun',
  retired: 'retired',
} as const;
type State = keyof typeof STATES;
const RESULTS = {
  win: 'won',
  loss: 'lost',
  push: 'push',
  void: 'void',
  half_win: 'half won',
  half_loss: 'half lost',
} as const;
type ReviewedAs = keyof typeof RESULTS;

/** A number as it was typed, or the text itself, which the API refuses. */
const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

export const Reviews = () => (
  <Desk roles={['admin']}>
    <Waiting />
    <Open />
  </Desk>
);

/** The games that wait for a result, and a form that decides these or any other. */
function Waiting() {
  const action = useAction();
  const waiting = useLoad(() => call(ListWaitingEvents, { query: {} }), []);
  const events = useLoad(() => call(ListEvents, { query: { limit: 100 } }), []);
  const [eventId, setEventId] = useState('');
  const [state, setState] = useState<State>('final');
  const [score, setScore] = useState({ home: '', away: '' });
  const [reason, setReason] = useState('');
  const games = Object.fromEntries([
    ['', 'choose a game'],
    ...(waiting.data ?? []).map((event) => [event.eventId, `${gameName(event)} (waits)`]),
    ...(events.data ?? []).map((event) => [event.id, `${gameName(event)} (${event.status})`]),
  ]) as Readonly<Record<string, string>>;
  const form = useRef<HTMLDivElement>(null);
  const choose = (id: string) => {
    setEventId(id);
    form.current?.querySelector('select')?.focus();
  };
  const decide = async () => {
    const isStated = score.home !== '' || score.away !== '';
    const stated = isStated && { score: { home: numberIn(score.home), away: numberIn(score.away) } };
    const { happened, confirmation } = await call(DecideEvent, {
      params: { eventId },
      body: { state, reason, ...stated },
    });
    await Promise.all([waiting.reload(), events.reload()]);
    return `${games[eventId]}: ${STATES[state]}, ${happened}${confirmation === 'waiting' ? ', and another admin has to say the same' : ''}.`;
  };
  return (
    <section aria-label="Games without a result">
      <h2>Games without a result</h2>
      <div class="card" ref={form}>
        <h3>Decide a game</h3>
        <div class="row">
          <Choice {...{ action }} name="eventId" label="Game" value={eventId} onValue={setEventId} of={games} />
          <Choice {...{ action }} kind="short" name="state" label="It was" value={state} onValue={setState} of={STATES} />
        </div>
        <div class="row">
          {(['home', 'away'] as const).map((side) => (
            <Input
              {...{ action }}
              key={side}
              kind="short"
              name={`score.${side}`}
              label={`Score ${side}`}
              inputMode="numeric"
              value={score[side]}
              onValue={(value) => setScore({ ...score, [side]: value })}
            />
          ))}
          <Input {...{ action }} name="reason" label="Reason" value={reason} onValue={setReason} />
          <Button {...{ action }} name="decide" work={decide} kind="main" disabled={eventId === ''}>
            Decide
          </Button>
        </div>
        <Outcome {...{ action }} />
      </div>
      <Items of={waiting} none="No game waits for a result.">
        {(all) => (
          <ul class="list">
            {all.map((event) => (
              <li class="card row" key={event.eventId}>
                <div class="grow">
                  {gameName(event)}{' '}
                  <span class="faint">
                    {event.league}, waits since <Time at={event.waitsSince} />
                  </span>
                </div>
                <button type="button" aria-label={`Choose ${gameName(event)}`} onClick={() => choose(event.eventId)}>
                  Choose
                </button>
              </li>
            ))}
          </ul>
        )}
      </Items>
    </section>
  );
}

/** The events and picks that wait for an admin. */
function Open() {
  const action = useAction();
  const reviews = useLoad(() => call(ListReviews, { query: {} }), []);
  return (
    <section aria-label="Reviews">
      <h2>The list of reviews</h2>
      <button type="button" onClick={() => void reviews.reload()}>
        Read the list again
      </button>
      <Outcome {...{ action }} />
      <Items of={reviews} none="Nothing waits for an admin.">
        {(all) => (
          <ul class="cards">
            {all.map((review) => (
              <ReviewCard key={`${review.eventId} ${review.pickId}`} {...{ review, action }} onChange={reviews.reload} />
            ))}
          </ul>
        )}
      </Items>
    </section>
  );
}

interface ReviewCardProps {
  readonly review: WaitingReview;
  readonly action: ReturnType<typeof useAction>;
  readonly onChange: () => Promise<void>;
}

function ReviewCard({ review, action: list, onChange }: ReviewCardProps) {
  const { kind, pickId, reason: code, openedAt, claim } = review;
  const action = useAction();
  const [result, setResult] = useState<ReviewedAs>('void');
  const [reason, setReason] = useState('');
  const decide = async () => {
    const { outcome } = await call(ReviewPick, { params: { pickId: pickId ?? '' }, body: { result, reason } });
    void list.run('reviewed', async () => {
      await onChange();
      return `The pick is ${RESULTS[result]}: ${outcome}.`;
    });
    return undefined;
  };
  return (
    <li class="card" data-review={code}>
      <h3>
        {kind} <span class="badge">{code}</span>
      </h3>
      <p class="faint">
        since <Time at={openedAt} />
        {claim && `; the provider shows ${claim.home} : ${claim.away}`}
      </p>
      {pickId !== null && (
        <>
          <div class="row">
            <Choice {...{ action }} kind="short" name="result" label="It is" value={result} onValue={setResult} of={RESULTS} />
            <Input {...{ action }} name="reason" label="Reason, which its readers see" value={reason} onValue={setReason} />
          </div>
          <Button {...{ action }} name="review" work={decide} kind="main">
            Decide the pick
          </Button>
          <Outcome {...{ action }} />
        </>
      )}
      <Raw value={review} />
    </li>
  );
}
