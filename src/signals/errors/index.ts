import type { Chapter } from '../signal';
import { CLUSTER } from './cluster';
import { GENERATOR_ERRORS, LOSSES } from './losses';
import { OVERLOAD } from './overload';
import { REQUEST_ERRORS } from './requests';
import { STORAGE_ERRORS } from './storage';
import { SUMMARY } from './summary';

/** What goes wrong in Tempo itself. */
export const ERRORS: Chapter = {
  id: 'errors',
  title: 'Errors',
  sections: [SUMMARY, REQUEST_ERRORS, OVERLOAD, LOSSES, GENERATOR_ERRORS, STORAGE_ERRORS, CLUSTER],
};
