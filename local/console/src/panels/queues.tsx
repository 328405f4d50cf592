import { useState } from 'preact/hooks';
import type { DeadLetter, QueueCounts } from '../../shapes.ts';
import { own } from '../own.ts';
import { Items, Raw, useLoad } from '../ui.tsx';

/** The name without the parts that all queues of an environment share, and the hash at its end. */
const shortName = (name: string): string => name.replace(/^youbet-local-/, '').replace(/-?[0-9A-F]{8,}.*$/, '');
const bodyOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

export function Queues() {
  const queues = useLoad(() => own<QueueCounts[]>('GET', '/queues'), [], { every: 3_000 });
  const [open, setOpen] = useState<string | null>(null);
  const dead = new Map(queues.data?.map((queue) => [queue.name, queue.waiting + queue.inFlight]));
  const working = queues.data?.filter(({ isDeadLetters }) => !isDeadLetters);
  return (
    <>
      <Items of={{ ...queues, data: working }} none="The stack has no queues.">
        {(items) => (
          <div class="scroll">
            <table>
              <caption>Messages now; read again every three seconds</caption>
              <thead>
                <tr>
                  <th>Queue</th>
                  <th class="number">Waiting</th>
                  <th class="number">Taken</th>
                  <th class="number wide">Delayed</th>
                  <th class="number">Dead</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ name, waiting, inFlight, delayed, deadLetters }) => (
                  <tr key={name}>
                    <td title={name}>{shortName(name)}</td>
                    <td class="number">{waiting}</td>
                    <td class="number">{inFlight}</td>
                    <td class="number wide">{delayed}</td>
                    <td class="number">
                      {deadLetters === null ? (
                        '–'
                      ) : (
                        <button
                          type="button"
                          class={dead.get(deadLetters) ? 'danger' : 'plain'}
                          aria-pressed={open === deadLetters}
                          aria-label={`Dead letters of ${shortName(name)}`}
                          onClick={() => setOpen(open === deadLetters ? null : deadLetters)}
                        >
                          {dead.get(deadLetters) ?? 0}
                        </button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Items>
      {open !== null && <Letters name={open} key={open} />}
    </>
  );
}

function Letters({ name }: { readonly name: string }) {
  const letters = useLoad(() => own<DeadLetter[]>('GET', `/queues/${name}`), [name]);
  return (
    <section aria-label="Dead letters">
      <h2>Dead letters of {shortName(name)}</h2>
      <Items of={letters} none="None: nothing failed at each of its tries.">
        {(items) => (
          <ul class="list">
            {items.map(({ id, body }) => (
              <li class="card" key={id}>
                <Raw title={id} value={bodyOf(body)} />
              </li>
            ))}
          </ul>
        )}
      </Items>
    </section>
  );
}
