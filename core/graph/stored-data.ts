import type { DomainData } from '#data/data-row';

/** The register of what the graph of people stores. */
export const graphData: DomainData = {
  follow: {
    purpose: 'who follows whom, and who asks to',
    retention: 'until the follow has ended and is counted off both people',
    personal: ['followeeId', 'followerId', 'state', 'since', 'bell'],
    other: ['counted'],
  },
  bell: {
    purpose: 'lists those who are told of each new item of an author',
    retention: 'as long as the follow',
    personal: ['followeeId', 'followerId'],
    other: [],
    unexported: 'repeats `follow`',
  },
  followcount: {
    purpose: 'the numbers of followers and of followed people',
    retention: 'as long as the account',
    personal: ['followers', 'following', 'userId'],
    other: [],
    unexported: { userId: 'names the row' },
  },
  contact: {
    purpose: 'who may message whom without asking',
    retention: 'until either person ends it',
    personal: ['userId', 'otherId', 'state', 'since'],
    other: [],
  },
  pair: {
    purpose: 'keeps two people apart of whom one blocks the other',
    retention: 'until the last block between the two ends',
    personal: ['lowId', 'highId', 'lowBlockedAt', 'highBlockedAt'],
    other: [],
    unexported: { highBlockedAt: "of the two instants, only that of the person's own block" },
  },
  hidden: {
    purpose: 'the people whom lists leave out, since they are blocked or muted',
    retention: 'until the block or the mute ends',
    personal: ['ids', 'kind', 'userId'],
    other: ['part'],
    unexported: { kind: 'blocks and mutes stand apart', userId: 'names the row' },
  },
};
