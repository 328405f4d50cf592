import type { ComponentChildren } from 'preact';
import { GetMe } from '../../../../client/index.ts';
import { runJob } from '../jobs.ts';
import { call, type DataOf, refresh, sessions } from '../session.ts';
import { Button, Outcome, useAction, useLoad } from '../ui.tsx';

export type DeskRole = DataOf<typeof GetMe>['role'];

interface DeskProps {
  /** The roles that may do what is here. */
  readonly roles: readonly DeskRole[];
  readonly children: ComponentChildren;
}

/** Shows acts of some roles alone. Somebody else is told so, and can be given a role as an operator gives it. */
export function Desk({ roles, children }: DeskProps) {
  const action = useAction();
  const me = useLoad(() => call(GetMe), []);
  const handle = sessions.value.current;
  const promote = async () => {
    await runJob('set-role', { handle, role: 'admin', reason: 'Works at the desk of the local console.' });
    await refresh();
    await me.reload();
    return `@${handle} is an admin now.`;
  };
  if (me.error !== null) return <p class="error">{me.error}</p>;
  if (me.data === undefined) return <p class="faint">Reading …</p>;
  return (
    <>
      {(action.done ?? action.error) !== null && <Outcome {...{ action }} />}
      {roles.includes(me.data.role) ? (
        children
      ) : (
        <div class="card">
          <p>
            @{handle} is a {me.data.role}. This needs {roles.join(' or ')}: an operator gives a role by the job{' '}
            <code>set-role</code>.
          </p>
          <Button {...{ action }} name="promote" work={promote} kind="main">
            Make @{handle} an admin
          </Button>
        </div>
      )}
    </>
  );
}
