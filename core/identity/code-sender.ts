/** Sends a code to an address. A repeat sends the same code again. @throws when the code was not accepted, for the queue's retry */
export type CodeSender = (address: string, code: string) => Promise<void>;
