import { CountUnread, ListNotifications, MarkRead, MarkSeen } from '../../../../client/index.ts';
import { call, type DataOf } from '../session.ts';
import { Button, Items, Outcome, Raw, Time, useAction, useLoad } from '../ui.tsx';

type Told = DataOf<typeof ListNotifications>[number];

const CHANGES = ['notification'];

/** `Ben and 2 others`, or nobody for what happened by itself. */
function whoOf({ actors, count }: Pick<Told, 'actors' | 'count'>): string {
  const [first] = actors;
  if (!first) return '';
  return count > 1 ? `@${first.handle} and ${count - 1} more` : `@${first.handle}`;
}

export function Notifications() {
  const action = useAction();
  const list = useLoad(() => call(ListNotifications, { query: {} }), [], { on: CHANGES });
  const unread = useLoad(() => call(CountUnread), [], { on: CHANGES });
  const newest = list.data?.[0];
  const again = () => Promise.all([list.reload(), unread.reload()]);
  const seen = async () => {
    if (newest) await call(MarkSeen, { body: { through: newest.id } });
    await again();
    return undefined;
  };
  const read = (notificationId: Told['id']) => async () => {
    await call(MarkRead, { params: { notificationId } });
    await again();
    return undefined;
  };
  return (
    <>
      <div class="row">
        <p role="status">{unread.data ? `${unread.data.unread} unread` : ' '}</p>
        <Button {...{ action }} name="seen" work={seen} kind="main" disabled={!unread.data?.unread}>
          Mark all as seen
        </Button>
      </div>
      <Outcome {...{ action }} />
      <Items of={list} none="You were told nothing yet.">
        {(all) => (
          <ul class="cards">
            {all.map((told) => (
              <li class="card" key={told.id} data-kind={told.kind}>
                <h3>
                  {told.kind} <span class="badge">{told.subject.type}</span>
                </h3>
                <p>
                  {whoOf(told)}{' '}
                  <span class="faint">
                    <Time at={told.updatedAt} />
                  </span>
                </p>
                {!told.read ? (
                  <Button {...{ action }} name={told.id} work={read(told.id)} label={`Mark ${told.kind} as read`}>
                    Mark as read
                  </Button>
                ) : (
                  <span class="faint">read</span>
                )}
                <Raw value={told} />
              </li>
            ))}
          </ul>
        )}
      </Items>
    </>
  );
}
