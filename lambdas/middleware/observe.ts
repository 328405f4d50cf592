import type { MiddlewareObj } from '@middy/core';
import { DomainError } from '#errors';
import { log } from '#platform/log';

let cold = true;
/** The error that this invocation's door answered with, if any. */
let answered: Error | undefined;

/** Adds fields to the invocation's wide log line. They are never personal data. */
export const note = (fields: Readonly<Record<string, string | number | boolean | null>>): void => log.appendKeys(fields);

/** The codes of refusals for a person's own care, with those that the log has in their place. */
const IN_LOG: Readonly<Record<string, string>> = { EXCLUDED: 'FORBIDDEN', STAKE_LIMIT_REACHED: 'LIMIT_REACHED' };

/**
 * Notes an error that the door turns into an answer. The log line calls a DomainError refused and any other error failed. The care that somebody has
 * chosen for themselves stands in no log, so that a refusal for it has the name of a general one there.
 */
export function noteFailure(error: unknown, code: string): void {
  answered = error instanceof Error ? error : new Error(String(error));
  note({ code: IN_LOG[code] ?? code });
}

/** The outermost middleware of every door. It writes one wide log line per invocation, also after a failure. */
export function observe(door: string): MiddlewareObj {
  let started = 0;
  const line = (level: 'info' | 'error', fields: { outcome: string; error?: Error }) => {
    log[level](door, { durationMs: Math.round(performance.now() - started), coldStart: cold, ...fields });
    cold = false;
  };
  return {
    before: ({ context }) => {
      started = performance.now();
      answered = undefined;
      log.resetKeys();
      log.appendKeys({ door, invocation: context.awsRequestId });
    },
    after: () => {
      if (!answered) line('info', { outcome: 'ok' });
      else if (answered instanceof DomainError) line('info', { outcome: 'refused' });
      else line('error', { outcome: 'failed', error: answered });
    },
    onError: ({ error }) => line('error', { outcome: 'failed', error: error ?? new Error('unknown') }),
  };
}
