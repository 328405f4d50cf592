import { useState } from 'preact/hooks';
import { BanUser, DecideReport, LiftBan, ListAuditTrail, ListReports, SetTier } from '../../../../client/index.ts';
import type { ConsoleSettings } from '../../shapes.ts';
import { call, type DataOf } from '../session.ts';
import { Button, Choice, Field, Input, Items, Outcome, Raw, Time, useAction, useLoad } from '../ui.tsx';
import { Desk } from './desk.tsx';

type Case = DataOf<typeof ListReports>[number];
type Scope = 'all' | 'posting' | 'messaging';

const SCOPES: Readonly<Record<Scope, string>> = { all: 'everything', posting: 'posting', messaging: 'messages' };
/** The text of each button, and the actions that a case takes. */
const ACTIONS = { dismiss: 'Dismiss', hide: 'Hide', ban: 'Ban the owner', restore: 'Restore' } as const;
type Act = keyof typeof ACTIONS;

/** An appeal is dismissed or upheld; what was decided is restored. */
function actsOf({ status, subject }: Case): readonly Act[] {
  if (subject.type === 'ban') return status === 'open' ? ['dismiss', 'restore'] : [];
  return status === 'open' ? ['dismiss', 'hide', 'ban'] : ['restore'];
}

/** The instant of a field of the browser, which is in its own time zone. Any other text goes to the API as it is. */
const instantOf = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString());

export const Moderation = ({ settings }: { readonly settings: ConsoleSettings }) => (
  <Desk roles={['moderator', 'admin']}>
    <Cases />
    <Measures {...{ settings }} />
    <Trail />
  </Desk>
);

function Cases() {
  const action = useAction();
  const [status, setStatus] = useState<Case['status']>('open');
  const cases = useLoad(() => call(ListReports, { query: { status } }), [status]);
  return (
    <section aria-label="Cases">
      <div class="row">
        <fieldset class="row">
          <legend class="hidden">Which cases</legend>
          {(['open', 'decided'] as const).map((name) => (
            <button type="button" key={name} aria-pressed={status === name} onClick={() => setStatus(name)}>
              {name === 'open' ? 'To decide' : 'Decided'}
            </button>
          ))}
        </fieldset>
        <button type="button" onClick={() => void cases.reload()}>
          Read again
        </button>
      </div>
      <Outcome {...{ action }} />
      <Items of={cases} none={status === 'open' ? 'Nothing waits: report a post in the feed.' : 'Nothing was decided yet.'}>
        {(all) => (
          <ul class="cards">
            {all.map((one) => (
              <CaseCard key={one.id} of={one} {...{ action }} onChange={cases.reload} />
            ))}
          </ul>
        )}
      </Items>
    </section>
  );
}

interface CaseCardProps {
  readonly of: Case;
  readonly action: ReturnType<typeof useAction>;
  readonly onChange: () => Promise<void>;
}

function CaseCard({ of, action: list, onChange }: CaseCardProps) {
  const { id, subject, owner, status, severity, reasons, reporters, openedAt, copies, notes, ban, decisions } = of;
  const action = useAction();
  const [reason, setReason] = useState('');
  const [scope, setScope] = useState<Scope>('posting');
  const [until, setUntil] = useState('');
  const decide = (act: Act) => async () => {
    const banned = act === 'ban' && { scope, ...(until !== '' && { until: instantOf(until) }) };
    await call(DecideReport, { params: { caseId: id }, body: { action: act, reason, ...banned } });
    // The case leaves this list: the list says what was done.
    void list.run('decided', async () => {
      await onChange();
      return `${ACTIONS[act]}: the ${subject.type} of @${owner?.handle ?? 'somebody who is gone'}.`;
    });
    return undefined;
  };
  const acts = actsOf(of);
  return (
    <li class="card" data-case={subject.type}>
      <h3>
        {subject.type} of {owner === null ? 'somebody who is gone' : `@${owner.handle}`}{' '}
        <span class={severity > 2 ? 'badge loss' : 'badge'}>severity {severity}</span>
      </h3>
      <p class="faint">
        {reporters} {reporters === 1 ? 'reporter' : 'reporters'}:{' '}
        {reasons.map(({ reason: name, count }) => `${name} × ${count}`).join(', ') || 'an appeal'} · since <Time at={openedAt} />
      </p>
      {ban && (
        <p>
          Banned from {SCOPES[ban.scope]}: {ban.reason}
        </p>
      )}
      {copies.map(({ at, text }) => (
        <blockquote key={at} class="text">
          {text ?? 'no text'}
        </blockquote>
      ))}
      {notes.map(({ note, at }) => note !== null && <p key={at}>“{note}”</p>)}
      {decisions.map(({ action: act, reason: why, at }) => (
        <p key={at} class="faint">
          {act} <Time at={at} />: {why}
        </p>
      ))}
      {acts.length > 0 && (
        <>
          <Input {...{ action }} name="reason" label="Reason" value={reason} onValue={setReason} />
          {acts.includes('ban') && (
            <div class="row">
              <Choice
                {...{ action }}
                kind="short"
                name="scope"
                label="A ban is from"
                value={scope}
                onValue={setScope}
                of={SCOPES}
              />
              <Field {...{ action }} kind="short" name="until" label="A ban ends">
                {(attributes) => (
                  <input
                    {...attributes}
                    type="datetime-local"
                    value={until}
                    onInput={({ currentTarget }) => setUntil(currentTarget.value)}
                  />
                )}
              </Field>
            </div>
          )}
          <div class="row">
            {acts.map((act) => (
              <Button
                {...{ action }}
                key={act}
                name={act}
                work={decide(act)}
                kind={act === 'ban' ? 'danger' : act === 'dismiss' ? 'plain' : 'main'}
                label={`${ACTIONS[act]}: ${subject.type} of @${owner?.handle ?? 'nobody'}`}
              >
                {ACTIONS[act]}
              </Button>
            ))}
          </div>
          <Outcome {...{ action }} />
        </>
      )}
      <Raw value={of} title={status === 'open' ? 'The case as JSON' : 'The decided case as JSON'} />
    </li>
  );
}

/** Bans and tiers of a person, without a case. */
function Measures({ settings: { people } }: { readonly settings: ConsoleSettings }) {
  const action = useAction();
  const [user, setUser] = useState<string>(people.at(0)?.handle ?? '');
  const [scope, setScope] = useState<Scope>('messaging');
  const [reason, setReason] = useState('');
  const params = { user };
  const ban = async () => {
    const { endsAt } = await call(BanUser, { params, body: { scope, reason } });
    return `@${user} is banned from ${SCOPES[scope]}${endsAt === null ? '' : ` until ${endsAt}`}.`;
  };
  const lift = async () => {
    await call(LiftBan, { params, body: { scope, reason } });
    return `@${user} is not banned from ${SCOPES[scope]} any more.`;
  };
  const tier = (name: 'free' | 'premium') => async () => {
    const { tier: given } = await call(SetTier, { params, body: { tier: name, reason } });
    return `@${user} has the tier ${given}.`;
  };
  return (
    <section class="card" aria-label="A person">
      <h2>A person</h2>
      <div class="row">
        <Input {...{ action }} kind="short" name="user" label="Handle or id" value={user} onValue={setUser} />
        <Choice {...{ action }} kind="short" name="scope" label="From" value={scope} onValue={setScope} of={SCOPES} />
        <Input {...{ action }} name="reason" label="Reason" value={reason} onValue={setReason} />
      </div>
      <div class="row">
        <Button {...{ action }} name="ban" work={ban} kind="danger">
          Ban
        </Button>
        <Button {...{ action }} name="lift" work={lift}>
          Lift the ban
        </Button>
        <Button {...{ action }} name="premium" work={tier('premium')}>
          Give premium
        </Button>
        <Button {...{ action }} name="free" work={tier('free')}>
          Take premium
        </Button>
      </div>
      <Outcome {...{ action }} />
    </section>
  );
}

/** The newest acts of moderators and admins, which admins read. */
function Trail() {
  const trail = useLoad(() => call(ListAuditTrail, { query: { limit: 20 } }), []);
  return (
    <section aria-label="Trail">
      <h2>The trail</h2>
      <button type="button" onClick={() => void trail.reload()}>
        Read the trail again
      </button>
      <Items of={trail} none="Nobody has acted this month.">
        {(all) => (
          <div class="scroll">
            <table>
              <caption>Acts of moderators and admins, the newest first</caption>
              <thead>
                <tr>
                  <th>Act</th>
                  <th>Reason</th>
                  <th class="number">Status</th>
                  <th class="wide">At</th>
                </tr>
              </thead>
              <tbody>
                {all.map(({ id, route, reason, status, at }) => (
                  <tr key={id} data-act={route}>
                    <td>{route}</td>
                    <td>{reason ?? '–'}</td>
                    <td class="number">{status ?? '…'}</td>
                    <td class="wide">
                      <Time at={at} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Items>
    </section>
  );
}
