import { useState } from 'preact/hooks';
import type { AuditRun, ConsoleSettings } from '../../shapes.ts';
import { BadField } from '../bad-field.ts';
import { runJob } from '../jobs.ts';
import { own } from '../own.ts';
import { Button, Input, Outcome, Raw, useAction } from '../ui.tsx';

const isCount = (line: string): boolean => /^\d+ differences?$/.test(line);

export function Audit({ settings }: { readonly settings: ConsoleSettings }) {
  const action = useAction();
  const [run, setRun] = useState<AuditRun>();
  const audit = async () => {
    setRun(undefined);
    setRun(await own<AuditRun>('POST', '/audit'));
    return undefined;
  };
  return (
    <>
      <div class="row">
        <Button {...{ action }} name="audit" work={audit} kind="main">
          {action.busy === 'audit' ? 'Recomputing …' : 'Run the audit'}
        </Button>
      </div>
      <Outcome {...{ action }} />
      {run && (
        <section class="card" aria-label="Audit" role="status">
          <h2 class={run.failed ? 'error' : 'done'}>{run.lines.find(isCount) ?? 'The audit did not end'}</h2>
          <pre>{run.lines.filter((line) => !isCount(line)).join('\n')}</pre>
        </section>
      )}
      <Jobs {...{ settings }} />
    </>
  );
}

/** @throws BadField for a text that is no JSON; the console's server refuses what is no object */
function objectIn(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw new BadField('input', `this is no JSON: ${(error as Error).message}`);
  }
}

function Jobs({ settings: { jobs } }: { readonly settings: ConsoleSettings }) {
  const action = useAction();
  const [name, setName] = useState(jobs.find((job) => job === 'ingest-events') ?? jobs[0] ?? '');
  const [input, setInput] = useState('{}');
  const [reply, setReply] = useState<unknown>();
  const work = async () => {
    setReply(undefined);
    setReply(await runJob(name, objectIn(input)));
    return `${name} is done.`;
  };
  return (
    <section aria-label="Jobs">
      <h2>Run a job</h2>
      <div class="row">
        <label class="grow">
          <span>Job</span>
          <select value={name} onChange={({ currentTarget }) => setName(currentTarget.value)}>
            {jobs.toSorted().map((job) => (
              <option key={job}>{job}</option>
            ))}
          </select>
        </label>
        <Input {...{ action }} name="input" label="Input, as JSON" value={input} onValue={setInput} />
        <Button {...{ action, work }} name="job">
          Run
        </Button>
      </div>
      <Outcome {...{ action }} />
      {reply !== undefined && <Raw title="Its reply" value={reply} />}
    </section>
  );
}
