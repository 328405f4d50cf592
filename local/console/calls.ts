import { execFile } from 'node:child_process';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { invoke, isJob } from '../client/invoke.ts';
import { mailbox } from '../client/mailbox.ts';
import { clientOf } from '../dev/cloud/aws.ts';
import { cleanEnv, ROOT } from '../dev/cloud/paths.ts';
import { readStackFile } from '../dev/cloud/stack-file.ts';
import { ADMIN, PEOPLE } from '../dev/people.ts';
import { queuesOf } from './queues.ts';
import type { AuditRun, ConsoleMail, ConsoleSettings } from './shapes.ts';

/** A request of the page. */
export interface PageRequest {
  readonly method: string;
  readonly path: string;
  /** With its question mark, or empty. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** A reply to the page. A body that is neither text nor bytes is sent as JSON. */
export interface PageAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const NOTHING_THERE: PageAnswer = { status: 404, body: { error: 'the console has no such call' } };
/** Headers of a call that go on to the API, and those of its reply that come back. */
const SENT = ['accept', 'authorization', 'content-type', 'idempotency-key', 'if-none-match'];
const NOT_RETURNED = ['connection', 'content-encoding', 'content-length', 'keep-alive', 'transfer-encoding'];

/**
 * The calls of the page, which the console makes in its place: those of the API, of the replay server, and of the emulator.
 * @param stackFile the path of the stack's file
 */
export function answersOf(stackFile: string) {
  const { apiUrl, feedUrl, awsEndpoint, functions } = readStackFile(stackFile);
  const { messagesTo } = mailbox(() => awsEndpoint);
  const queues = queuesOf(awsEndpoint);
  const settings: ConsoleSettings = {
    ...{ apiUrl, feedUrl, awsEndpoint },
    ...{ people: PEOPLE, admin: ADMIN },
    jobs: Object.keys(functions).filter(isJob),
  };

  async function mail(): Promise<ConsoleMail[]> {
    const kinds = ['email', 'sms'] as const;
    const all = await Promise.all(
      kinds.map(async (kind) => (await messagesTo(kind, () => true)).map((message) => ({ kind, ...message }))),
    );
    return all.flat();
  }

  async function job(name: string, body: Uint8Array): Promise<PageAnswer> {
    if (!settings.jobs.includes(name)) return NOTHING_THERE;
    const input = objectIn(body);
    if (input === null) return { status: 400, body: { error: 'the input is not a JSON object', field: 'input' } };
    return { status: 200, body: await invoke(clientOf(awsEndpoint), functions, name, input) };
  }

  async function answer(request: PageRequest): Promise<PageAnswer> {
    const { method, path, body } = request;
    if (path.startsWith('/api/v1/')) return passOn(apiUrl, request);
    if (/^\/_replay(\/|$)/.test(path)) return passOn(feedUrl, request);
    const [, name = '', rest] = /^\/([\w-]+)(?:\/([\w-]+))?$/.exec(path) ?? [];
    const call = `${method} ${name}${rest === undefined ? '' : '/*'}`;
    if (call === 'GET settings') return { status: 200, body: settings };
    if (call === 'GET mail') return { status: 200, body: await mail() };
    if (call === 'GET queues') return { status: 200, body: await queues.counts() };
    if (call === 'GET queues/*') {
      const letters = await queues.letters(rest ?? '');
      return letters === null ? NOTHING_THERE : { status: 200, body: letters };
    }
    if (call === 'POST jobs/*') return job(rest ?? '', body);
    if (call === 'POST audit') return { status: 200, body: await audit(stackFile) };
    return NOTHING_THERE;
  }

  return { answer, close: queues.close };
}

async function passOn(base: string, { method, path, search, headers, body }: PageRequest): Promise<PageAnswer> {
  const sent = Object.fromEntries(SENT.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])));
  const reply = await fetch(`${base}${path}${search}`, {
    method,
    headers: sent,
    ...(body.length > 0 && { body: Buffer.from(body) }),
    redirect: 'manual',
  });
  const returned = Object.fromEntries([...reply.headers].filter(([name]) => !NOT_RETURNED.includes(name)));
  return { status: reply.status, headers: returned, body: new Uint8Array(await reply.arrayBuffer()) };
}

function objectIn(body: Uint8Array): object | null {
  if (body.length === 0) return {};
  try {
    const input: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : null;
  } catch {
    return null;
  }
}

/** The audits that run, by the stack. */
const audits = new Map<string, Promise<AuditRun>>();

/** Runs `npm run audit`, a process of its own since it takes on the environment of a function. Two calls at once are one run. */
function audit(stackFile: string): Promise<AuditRun> {
  const begun = audits.get(stackFile);
  if (begun) return begun;
  const run = new Promise<AuditRun>((resolve, reject) => {
    const options = { env: cleanEnv({ NO_COLOR: '1', YOUBET_STACK: stackFile }), cwd: ROOT, maxBuffer: 10_000_000 };
    execFile('node', [join(ROOT, 'local/cli/audit.ts')], options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ lines: `${stdout}${stderr}`.split('\n').filter((line) => line.trim() !== ''), failed: error !== null });
    });
  }).finally(() => audits.delete(stackFile));
  audits.set(stackFile, run);
  return run;
}
