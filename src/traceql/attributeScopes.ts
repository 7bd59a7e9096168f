/**
 * To which scope well-known attributes belong, by the OpenTelemetry semantic conventions.
 */
import { AttributeScope } from './ast';

const RESOURCE_PREFIXES = [
  'service.',
  'k8s.',
  'host.',
  'os.',
  'process.',
  'container.',
  'cloud.',
  'deployment.',
  'telemetry.sdk.',
  'telemetry.distro.',
  'faas.',
  'device.',
  'aws.ecs.',
  'aws.eks.',
  'gcp.cloud_run.',
  'webengine.',
  'oci.',
  'browser.',
  'heroku.',
];

const RESOURCE_NAMES = new Set(['cluster', 'namespace', 'pod', 'container', 'compose_project', 'compose_service']);

const SPAN_PREFIXES = [
  'http.',
  'db.',
  'rpc.',
  'messaging.',
  'net.',
  'network.',
  'url.',
  'user_agent.',
  'server.',
  'client.',
  'peer.',
  'enduser.',
  'user.',
  'graphql.',
  'gen_ai.',
  'code.',
  'thread.',
  'error.',
  'otel.',
  'aws.',
  'feature_flag.',
  'tls.',
  'dns.',
  'component',
];

const EVENT_PREFIXES = ['exception.', 'message.', 'log.'];

/** Names that begin like those of a resource and are set on spans. */
const SPAN_EXCEPTIONS = new Set(['faas.trigger', 'faas.invocation_id', 'faas.coldstart', 'service.peer.name']);

/** The scope in which the attribute is set by convention, or null where there is none. */
export function conventionalScope(name: string): Exclude<AttributeScope, 'none'> | null {
  const has = (prefixes: readonly string[]) => prefixes.some((prefix) => name.startsWith(prefix));
  if (SPAN_EXCEPTIONS.has(name)) {
    return 'span';
  }
  if (RESOURCE_NAMES.has(name) || has(RESOURCE_PREFIXES)) {
    return 'resource';
  }
  if (has(EVENT_PREFIXES)) {
    return 'event';
  }
  return has(SPAN_PREFIXES) ? 'span' : null;
}
