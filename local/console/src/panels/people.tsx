import { useState } from 'preact/hooks';
import { FollowUser, ListFollowing, UnfollowUser, YouBetError } from '../../../../client/index.ts';
import type { ConsoleSettings } from '../../shapes.ts';
import { call, keepAccount, sessions, signIn, signOut, switchTo } from '../session.ts';
import { useStore } from '../store.ts';
import { Button, Copy, Outcome, useAction, useLoad } from '../ui.tsx';

type Somebody = ConsoleSettings['people'][number];

export function People({ settings }: { readonly settings: ConsoleSettings }) {
  const action = useAction();
  const { current } = useStore(sessions);
  const following = useLoad(current === null ? null : () => call(ListFollowing, { params: { user: current } }), [current]);
  return (
    <>
      <Outcome {...{ action }} />
      {following.error !== null && <p class="error">{following.error}</p>}
      <ul class="cards">
        {[...settings.people, settings.admin].map((person) => (
          <PersonCard
            key={person.handle}
            {...{ person, action }}
            isAdmin={person === settings.admin}
            isFollowed={following.data?.some(({ user }) => user.handle === person.handle)}
          />
        ))}
      </ul>
    </>
  );
}

interface PersonCardProps {
  readonly person: Somebody;
  readonly isAdmin: boolean;
  readonly action: ReturnType<typeof useAction>;
  /** By the current person; undefined until it is known. */
  readonly isFollowed: boolean | undefined;
}

function PersonCard({ person, isAdmin, action, isFollowed }: PersonCardProps) {
  const { name, handle, address } = person;
  const { all, current } = useStore(sessions);
  const session = all[handle];
  const isCurrent = current === handle;
  /** Of an account that is being deleted: what keeps it. */
  const [cancelToken, setCancelToken] = useState<string | null>(null);
  const enter = async () => {
    if (session) switchTo(handle);
    else
      await signIn(person).catch((error: unknown) => {
        const token = error instanceof YouBetError && error.code === 'ACCOUNT_DELETING' ? error.details.cancelToken : null;
        if (typeof token === 'string') setCancelToken(token);
        throw error;
      });
    return `You are ${name} now.`;
  };
  const keep = async () => {
    await keepAccount(cancelToken ?? '');
    setCancelToken(null);
    return `${name} keeps the account, and can sign in again.`;
  };
  const leave = async () => {
    await signOut(handle);
    return `${name} is signed out.`;
  };
  return (
    <li class={isCurrent ? 'card current' : 'card'} data-person={handle}>
      <h3>
        {name} <span class="faint">@{handle}</span> {isAdmin && <span class="badge">admin</span>}
      </h3>
      <p class="faint">{address}</p>
      <div class="row">
        <Button {...{ action }} name={`in-${handle}`} work={enter} kind="main" disabled={isCurrent} label={`Sign in as ${name}`}>
          {isCurrent ? 'You are here' : session ? 'Switch to' : 'Sign in'}
        </Button>
        {isFollowed !== undefined && !isCurrent && <Follow {...{ handle, name, isFollowed }} key={current} />}
        {cancelToken !== null && (
          <Button {...{ action }} name={`keep-${handle}`} work={keep} label={`Keep the account of ${name}`}>
            Keep the account
          </Button>
        )}
        {session && (
          <Button {...{ action }} name={`out-${handle}`} work={leave} label={`Sign ${name} out`}>
            Sign out
          </Button>
        )}
      </div>
      {session && (
        <div class="row">
          <label class="grow">
            <span>Access token</span>
            <input readOnly value={session.tokens.accessToken} onFocus={({ currentTarget }) => currentTarget.select()} />
          </label>
          <Copy text={session.tokens.accessToken} label={`the token of ${name}`} />
        </div>
      )}
    </li>
  );
}

interface FollowProps extends Pick<Somebody, 'handle' | 'name'> {
  readonly isFollowed: boolean;
}

function Follow({ handle, name, isFollowed }: FollowProps) {
  const action = useAction();
  const [state, setState] = useState<'following' | 'requested' | null>(isFollowed ? 'following' : null);
  const work = async () => {
    const params = { user: handle };
    if (state === null) setState((await call(FollowUser, { params })).state);
    else setState(await call(UnfollowUser, { params }));
    return undefined;
  };
  return (
    <>
      <Button {...{ action, work }} name="follow" pressed={state !== null} label={`${state ? 'Unfollow' : 'Follow'} ${name}`}>
        {state === null ? 'Follow' : state === 'following' ? 'Following' : 'Requested'}
      </Button>
      {action.error !== null && <span class="error">{action.error}</span>}
    </>
  );
}
