/** Exceptions in the spans of the traced services: how to ask for them, and what the answers say. */
export * from './exceptionQueries';
export type * from './exceptionRow';
export { joinExceptions } from './joinExceptions';
export { readExceptionCounts } from './readExceptionCounts';
export { readExceptionSample } from './readExceptionSample';
