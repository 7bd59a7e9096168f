import { type EffectiveLimit, limitsOfTenant } from '../health';
import {
  configAt,
  isConfigList,
  isConfigMap,
  MASK,
  type ConfigMap,
  type ConfigNode,
  type Generation,
  type RuntimeConfig,
} from '../tempo';
import { renderTree, withValue } from './configTree';
import { appliesTo, formatsFor, type DeploymentSituation, type Snippet } from './snippet';

/** Beyond this a tenant should get more before it is refused. */
const TIGHT_HEADROOM = 0.3;
/** A raised limit is this many times the present use. */
const ROOM = 2;
/** As many tenants as somebody would look through; the tightest come first. */
const MOST_TENANTS = 20;

interface Tight {
  readonly tenant: string;
  readonly limits: readonly EffectiveLimit[];
}

/**
 * More room for each tenant that is near a limit or is refused everything; without such, the limits of all tenants as they
 * are in force.
 *
 * Blocks are complete: one of a tenant takes the place of the defaults as a whole, and what it leaves out is 0
 * (`effectiveLimits` of health), so all that holds for the tenant now is in it. Nothing where the limits are not known.
 */
export function limitSnippets(situation: DeploymentSituation): Snippet[] {
  const { runtimeConfig, generation = '3.x', topology } = situation;
  if (!runtimeConfig) {
    return [];
  }
  const tight = listTight(situation, runtimeConfig, generation);
  const formats = formatsFor(topology);
  if (tight.length === 0) {
    return formats.map((format) => defaultsSnippet(runtimeConfig, format, generation));
  }
  return tight.flatMap((each) => formats.map((format) => tenantSnippet(each, runtimeConfig, format, generation)));
}

function listTight({ tenants, limitUse }: DeploymentSituation, config: RuntimeConfig, generation: Generation): Tight[] {
  const names = [...new Set([...tenants, ...config.tenants.keys(), ...(limitUse?.keys() ?? [])])];
  return names
    .filter((tenant) => tenant !== '*')
    .map((tenant) => ({
      tenant,
      limits: limitsOfTenant(config, tenant, generation, limitUse?.get(tenant)).filter(
        (limit) => isTight(limit) || refusesAll(limit)
      ),
    }))
    .filter(({ limits }) => limits.length > 0)
    .sort((a, b) => leastHeadroom(a) - leastHeadroom(b) || a.tenant.localeCompare(b.tenant))
    .slice(0, MOST_TENANTS);
}

function isTight({ headroom }: EffectiveLimit): boolean {
  return headroom !== undefined && headroom < TIGHT_HEADROOM;
}

function refusesAll({ limit, value }: EffectiveLimit): boolean {
  return value === 0 && limit.zeroMeans === 'nothing is taken in';
}

function leastHeadroom({ limits }: Tight): number {
  return Math.min(...limits.map((limit) => (refusesAll(limit) ? 0 : (limit.headroom ?? 1))));
}

function tenantSnippet(
  { tenant, limits }: Tight,
  config: RuntimeConfig,
  format: Snippet['format'],
  generation: Generation
): Snippet {
  const { block, hidden } = withoutEmpty(config.tenants.get(tenant) ?? config.tenants.get('*') ?? config.defaults);
  const raised = limits.reduce((tree, limit) => raise(tree, limit, generation), block);
  const top = format === 'helm' ? 'per_tenant_overrides' : 'overrides';
  return {
    id: `limits-${format}-${tenant}`,
    title: `Limits of ${tenant}`,
    why: limits.map((limit) => explain(limit, generation)).join(' '),
    format,
    file: format === 'helm' ? 'values.yaml' : 'overrides.yaml',
    text: renderTree(new Map([[top, new Map([[tenant, raised]])]])) + hidden.map((path) => warn(path)).join(''),
    appliesTo: appliesTo(generation, format),
  };
}

function defaultsSnippet(config: RuntimeConfig, format: Snippet['format'], generation: Generation): Snippet {
  const { block, hidden } = withoutEmpty(config.defaults);
  return {
    id: `limits-${format}`,
    title: 'Limits of all tenants',
    why: 'No tenant is known to be near a limit. These are in force for all without a block of their own: write them down, so that an upgrade with other defaults does not change them.',
    format,
    file: format === 'helm' ? 'values.yaml' : 'tempo.yaml',
    text:
      renderTree(new Map([['overrides', new Map([['defaults', block]])]])) + hidden.map((path) => warn(path)).join(''),
    appliesTo: appliesTo(generation, format),
  };
}

function warn(path: string): string {
  return `# Not shown, because it is secret, and to be added: ${path}\n`;
}

function explain({ limit, value, use }: EffectiveLimit, generation: Generation): string {
  if (use === undefined || value === 0) {
    return `${limit.title} (${limit.path}) is 0, so nothing is taken in: set to ${limit.defaults[generation] ?? 0}.`;
  }
  const percent = Math.round((100 * use) / value);
  return `${limit.title} (${limit.path}) is used to ${percent} % of ${value}.`;
}

/** At the path of the scoped format, or at the key of the flat one where the block is written so. */
function raise(block: ConfigMap, { limit, value, use }: EffectiveLimit, generation: Generation): ConfigMap {
  const wanted = value === 0 || use === undefined ? (limit.defaults[generation] ?? 0) : roundUp(use * ROOM);
  const isFlat = configAt(block, limit.path) === undefined && block.has(limit.legacyKey);
  return withValue(block, isFlat ? [limit.legacyKey] : limit.path.split('.'), String(wanted));
}

/** To two figures, upwards. */
function roundUp(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / step) * step;
}

const NOTHING = /^(0|0s|0\.0|false|null|~|)$/;

/** Without what says nothing: left out it is 0 or empty as well. Secrets cannot be repeated, so they are named instead. */
function withoutEmpty(config: ConfigMap, path = ''): { block: ConfigMap; hidden: string[] } {
  const hidden: string[] = [];
  const block = new Map<string, ConfigNode>();
  for (const [key, node] of config) {
    const here = path === '' ? key : `${path}.${key}`;
    if (isConfigMap(node)) {
      const below = withoutEmpty(node, here);
      hidden.push(...below.hidden);
      // An empty map may be meant: processors are shown as `span-metrics: {}`.
      if (below.block.size > 0 || (node.size === 0 && path !== '' && /processors$/.test(path))) {
        block.set(key, below.block);
      }
    } else if (node === MASK) {
      hidden.push(here);
    } else if (isConfigList(node) ? node.length > 0 : !NOTHING.test(node)) {
      block.set(key, node);
    }
  }
  return { block, hidden };
}
