import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type * as z from 'zod';
import { type GradeError, GradeLine, type GradeReply } from '#schemas/grade';
// Not from the domain's index, which also loads stores and the AWS SDK.
import { gradeLine } from '../../core/grading/grade-line.ts';
import { POLICY_VERSIONS } from '../../core/grading/policy.ts';
import { command, readArguments } from './command.ts';
import { newTally, summaryOf, type Tally, tally } from './grade-summary.ts';

/**
 * `npm run -s grade [-- --summary]`: reads one ticket per line of standard input, and writes one grade per line in the same order. A bad line
 * gives an error line, and the exit code is 1 if there was any. It needs neither network nor emulator. docs/settlement.md describes it.
 */

/** Grades one line. @returns the grade, or an error that names the field */
export function gradeText(text: string): GradeReply | GradeError {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return errorLine(null, 'INVALID_JSON', 'this line is not JSON', null);
  }
  const parsed = GradeLine.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return errorLine(idOf(input), 'INVALID_INPUT', issue?.message ?? 'not a ticket', fieldOf(issue));
  }
  const { version } = parsed.data.policy ?? {};
  if (version !== undefined && !POLICY_VERSIONS.includes(version)) {
    return errorLine(parsed.data.id, 'INVALID_INPUT', `there is no settlement policy ${version}`, 'policy.version');
  }
  return gradeLine(parsed.data);
}

const errorLine = (
  id: GradeError['id'],
  code: GradeError['error']['code'],
  message: string,
  field: string | null,
): GradeError => ({
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

/** The size of a write, in characters: one write per line would be slow. */
const BLOCK = 64 * 1024;

/** Grades every line of `input`, and waits while the reader of `output` is slower. @returns the counts of all lines */
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

if (import.meta.main) {
  await command(async () => {
    const options = { summary: { type: 'boolean', default: false } } as const;
    const { values } = readArguments('npm run -s grade -- [--summary] < tickets.ndjson', { options });
    // A reader that closes the pipe early, such as `head`, is not an error.
    process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
    const { errors } = await gradeStream(process.stdin, process.stdout, values.summary);
    process.exitCode = errors > 0 ? 1 : 0;
  });
}
