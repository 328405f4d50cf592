import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type * as z from 'zod';
import { type GradeError, GradeLine, type GradeReply } from '#schemas/grade';
// Past the domain's door, which also opens on stores: the command loads the rules alone.
import { gradeLine } from '../../core/grading/grade-line.ts';
import { POLICY_VERSIONS } from '../../core/grading/policy.ts';
import { newTally, summaryOf, type Tally, tally } from './grade-summary.ts';

/**
 * `npm run -s grade [-- --summary]`: one ticket a line in, one grade a line out, in order. A bad line gives an error line and the rest goes on; the exit
 * code is 1 if any was bad. Needs neither network nor emulator. docs/settlement.md has the shapes.
 */
export function gradeText(text: string): GradeReply | GradeError {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return refusal(null, 'INVALID_JSON', 'this line is not JSON', null);
  }
  const parsed = GradeLine.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refusal(idOf(input), 'INVALID_INPUT', issue?.message ?? 'not a ticket', fieldOf(issue));
  }
  const { version } = parsed.data.policy ?? {};
  if (version !== undefined && !POLICY_VERSIONS.includes(version)) {
    return refusal(parsed.data.id, 'INVALID_INPUT', `there is no settlement policy ${version}`, 'policy.version');
  }
  return gradeLine(parsed.data);
}

const refusal = (id: GradeError['id'], code: GradeError['error']['code'], message: string, field: string | null): GradeError => ({
  id,
  error: { code, message, field },
});
function fieldOf(issue: z.core.$ZodIssue | undefined): string | null {
  const path = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : (issue?.path ?? []);
  return path.join('.') || null;
}
function idOf(input: unknown): GradeError['id'] {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

/** Output is written in blocks of this size, so that a million lines are not a million writes. */
const BLOCK = 64 * 1024;

/** Grades every line of `input` into `output` and waits whenever the reader is slower; returns what came of them. */
export async function gradeStream(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, summary: boolean): Promise<Tally> {
  const counts = newTally();
  let block = '';
  const flush = async () => {
    const full = !output.write(block);
    block = '';
    if (full) await once(output, 'drain');
  };
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() === '') continue;
    const reply = gradeText(text);
    tally(counts, reply);
    block += `${JSON.stringify(reply)}\n`;
    if (block.length >= BLOCK) await flush();
  }
  if (summary) block += `${JSON.stringify(summaryOf(counts))}\n`;
  if (block !== '') await flush();
  return counts;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { summary: { type: 'boolean', default: false } } });
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const { errors } = await gradeStream(process.stdin, process.stdout, values.summary);
  process.exitCode = errors > 0 ? 1 : 0;
}
