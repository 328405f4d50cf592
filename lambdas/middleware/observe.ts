import type { MiddlewareObj } from '@middy/core';
import { DomainError } from '#errors';
import { log } from '#platform/log';

let cold = true;

/** What one invocation's wide line will also say: who, what, how much. Never personal data. */
export const note = (fields: Readonly<Record<string, string | number | boolean | null>>): void => log.appendKeys(fields);

/** Every door's outermost middleware: one wide log line per invocation, whatever happened. */
export function observe(door: string): MiddlewareObj {
  let started = 0;
  const line = (level: 'info' | 'error', fields: { outcome: string; error?: Error }) => {
    log[level](door, { durationMs: Math.round(performance.now() - started), coldStart: cold, ...fields });
    cold = false;
  };
  return {
    before: ({ context }) => {
      started = performance.now();
      log.resetKeys();
      log.appendKeys({ door, invocation: context.awsRequestId });
    },
    after: () => line('info', { outcome: 'ok' }),
    // Middlewares inside this one may have turned a refusal into a reply: that is no fault.
    onError: ({ error, response }) => {
      if (response !== undefined && error instanceof DomainError) line('info', { outcome: 'refused' });
      else line('error', { outcome: 'failed', error: error ?? new Error('unknown') });
    },
  };
}
