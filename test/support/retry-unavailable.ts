/** Calls again while the reply is UNAVAILABLE, as clients do. */
export const retryUnavailable = <T>(call: () => Promise<T>): Promise<T> =>
  call().catch((error: { code?: string }) => {
    if (error.code !== 'UNAVAILABLE') throw error;
    return retryUnavailable(call);
  });
