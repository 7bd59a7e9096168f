import type { Check } from './check';
import { ACCESS_CHECKS } from './checks/access';
import { CONFIGURATION_CHECKS } from './checks/configuration';
import { GENERATOR_CHECKS } from './checks/generator';
import { KAFKA_CHECKS } from './checks/kafka';
import { LIMIT_CHECKS } from './checks/limits';
import { OVERRIDES_CHECKS } from './checks/overrides';
import { PROCESS_CHECKS } from './checks/processes';
import { READ_CHECKS } from './checks/reads';
import { RESOURCE_CHECKS } from './checks/resources';
import { RETENTION_CHECKS } from './checks/retention';
import { RING_CHECKS } from './checks/rings';
import { STORAGE_CHECKS } from './checks/storage';
import { WRITE_CHECKS } from './checks/writes';

/** All checks, in the order of a report. */
export const CHECKS: readonly Check[] = [
  ...PROCESS_CHECKS,
  ...RESOURCE_CHECKS,
  ...RING_CHECKS,
  ...WRITE_CHECKS,
  ...KAFKA_CHECKS,
  ...LIMIT_CHECKS,
  ...OVERRIDES_CHECKS,
  ...GENERATOR_CHECKS,
  ...READ_CHECKS,
  ...STORAGE_CHECKS,
  ...RETENTION_CHECKS,
  ...CONFIGURATION_CHECKS,
  ...ACCESS_CHECKS,
];
