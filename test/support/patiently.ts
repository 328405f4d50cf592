/** As a client does when it is told that we are too busy right now: again, until there is an answer. */
export const patiently = <T>(call: () => Promise<T>): Promise<T> =>
  call().catch((error: { code?: string }) => {
    if (error.code !== 'UNAVAILABLE') throw error;
    return patiently(call);
  });
