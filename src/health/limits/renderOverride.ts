import type { Generation } from '../../tempo';
import type { TenantLimit } from './limitCatalogue';

/** A change of a limit in every form that people keep overrides in. */
export interface RenderedOverride {
  /** The runtime overrides in the scoped format (2.3 and later). */
  readonly scoped: string;
  /** The flat format, which 3.0 refuses. Undefined there. */
  readonly legacy: string | undefined;
  /** Values of the helm chart tempo-distributed. */
  readonly helm: string;
  /** For all tenants without a block of their own, in tempo.yaml. */
  readonly defaults: string;
}

/** As they stand in a block, beside the one that is changed: see `renderOverride`. */
export type LimitValues = ReadonlyArray<readonly [limit: TenantLimit, value: number]>;

const PLAIN_KEY = /^[a-z0-9_][a-z0-9_-]*$/i;
/** Words that YAML reads as something else. */
const RESERVED = /^(true|false|yes|no|on|off|null|~|y|n|\d+(\.\d+)?)$/i;

/**
 * The YAML that sets limits of a tenant.
 *
 * Give all limits of the block, not only the one that changes: a block of a tenant takes the place of the defaults as a whole,
 * and what it leaves out is 0 ({@link effectiveLimits}).
 *
 * @param tenant - any text; quoted where YAML needs it
 */
export function renderOverride(tenant: string, values: LimitValues, generation?: Generation): RenderedOverride {
  const name = yamlKey(tenant);
  const block = renderPaths(values.map(([limit, value]) => [limit.path, renderValue(limit, value)]));
  const flat = values.map(([limit, value]) => `${limit.legacyKey}: ${renderValue(limit, value)}`);
  return {
    scoped: `overrides:\n  ${name}:\n${indent(block, 4)}`,
    legacy: generation === '3.x' ? undefined : `overrides:\n  ${name}:\n${indent(flat, 4)}`,
    helm: `per_tenant_overrides:\n  ${name}:\n${indent(block, 4)}`,
    defaults: `overrides:\n  defaults:\n${indent(block, 4)}`,
  };
}

function renderPaths(entries: ReadonlyArray<readonly [path: string, value: string]>): string[] {
  const lines: string[] = [];
  let before: readonly string[] = [];
  for (const [path, value] of [...entries].sort(([a], [b]) => a.localeCompare(b))) {
    const keys = path.split('.');
    const shared = keys.findIndex((key, depth) => key !== before[depth]);
    keys.slice(shared).forEach((key, index) => {
      const depth = shared + index;
      lines.push(`${'  '.repeat(depth)}${key}:${depth === keys.length - 1 ? ` ${value}` : ''}`);
    });
    before = keys.slice(0, -1);
  }
  return lines;
}

const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_MINUTE = 60;

function renderValue({ unit }: TenantLimit, value: number): string {
  if (unit !== 'seconds') {
    return String(Math.round(value));
  }
  if (value > 0 && value % SECONDS_PER_HOUR === 0) {
    return `${value / SECONDS_PER_HOUR}h`;
  }
  return value > 0 && value % SECONDS_PER_MINUTE === 0 ? `${value / SECONDS_PER_MINUTE}m` : `${Math.round(value)}s`;
}

function yamlKey(text: string): string {
  return PLAIN_KEY.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text);
}

function indent(lines: readonly string[], spaces: number): string {
  return lines.map((line) => `${' '.repeat(spaces)}${line}`).join('\n');
}
