export { commitOnce } from './commit-once.ts';
