/** Tags that describe the resource, of those that the collector's Zipkin translator knows. */
export const RESOURCE_TAGS: ReadonlySet<string> = new Set([
  ...['provider', 'account.id', 'region', 'availability_zone', 'platform'].map((name) => `cloud.${name}`),
  ...['name', 'id', 'runtime', 'image.name', 'image.tag'].map((name) => `container.${name}`),
  'deployment.environment',
  ...['name', 'id', 'version', 'instance', 'max_memory'].map((name) => `faas.${name}`),
  ...['id', 'name', 'type', 'arch', 'image.name', 'image.id', 'image.version'].map((name) => `host.${name}`),
  ...['cluster.name', 'node.name', 'node.uid', 'namespace.name'].map((name) => `k8s.${name}`),
  ...['pod', 'replicaset', 'deployment', 'statefulset', 'daemonset', 'job', 'cronjob'].flatMap((name) => [
    `k8s.${name}.uid`,
    `k8s.${name}.name`,
  ]),
  'k8s.container.name',
  'k8s.container.restart_count',
  ...['type', 'description', 'name', 'version'].map((name) => `os.${name}`),
  ...['pid', 'executable.name', 'executable.path', 'command', 'command_line', 'command_args', 'owner'].map(
    (name) => `process.${name}`
  ),
  ...['name', 'version', 'description'].map((name) => `process.runtime.${name}`),
  ...['name', 'namespace', 'instance.id', 'version'].map((name) => `service.${name}`),
  ...['sdk.name', 'sdk.language', 'sdk.version', 'auto.version'].map((name) => `telemetry.${name}`),
  ...['name', 'version', 'description'].map((name) => `webengine.${name}`),
]);
