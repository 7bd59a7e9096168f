import type { AttributeType } from '../../tempo';

const INTS = [
  'client.port',
  'code.line.number',
  'code.lineno',
  'db.response.returned_rows',
  'db.operation.batch.size',
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.output_tokens',
  'http.request.body.size',
  'http.request.resend_count',
  'http.request_content_length',
  'http.resend_count',
  'http.response.body.size',
  'http.response.status_code',
  'http.response_content_length',
  'http.status_code',
  'message.id',
  'messaging.batch.message_count',
  'messaging.kafka.message.offset',
  'messaging.kafka.offset',
  'messaging.kafka.partition',
  'messaging.message.body.size',
  'messaging.message.envelope.size',
  'net.host.port',
  'net.peer.port',
  'net.sock.host.port',
  'net.sock.peer.port',
  'network.local.port',
  'network.peer.port',
  'process.parent_pid',
  'process.pid',
  'rpc.grpc.status_code',
  'server.port',
  'thread.id',
  'url.port',
];
const FLOATS = ['gen_ai.request.temperature', 'gen_ai.request.top_p', 'process.cpu.utilization'];
const BOOLS = ['error', 'exception.escaped', 'faas.coldstart', 'messaging.destination.temporary', 'sampled'];
const ARRAYS = ['aws.dynamodb.table_names', 'process.command_args'];
const STRINGS = [
  'browser.platform',
  'cluster',
  'code.function',
  'code.function.name',
  'code.namespace',
  'component',
  'container',
  'db.collection.name',
  'db.name',
  'db.namespace',
  'db.operation',
  'db.operation.name',
  'db.query.text',
  'db.sql.table',
  'db.statement',
  'db.system',
  'db.system.name',
  'deployment.environment',
  'deployment.environment.name',
  'enduser.id',
  'error.type',
  'exception.message',
  'exception.stacktrace',
  'exception.type',
  'http.host',
  'http.method',
  'http.request.method',
  'http.route',
  'http.scheme',
  'http.target',
  'http.url',
  'http.user_agent',
  'messaging.destination',
  'messaging.destination.name',
  'messaging.operation',
  'messaging.operation.name',
  'messaging.system',
  'namespace',
  'net.peer.name',
  'network.protocol.name',
  'network.protocol.version',
  'peer.service',
  'pod',
  'rpc.method',
  'rpc.service',
  'rpc.system',
  'server.address',
  'url.full',
  'url.path',
  'url.query',
  'url.scheme',
  'user_agent.original',
];
/** Every attribute that begins so is text. */
const STRING_PREFIXES = ['service.', 'k8s.', 'host.', 'os.', 'cloud.', 'telemetry.', 'deployment.'];

const TYPES: ReadonlyMap<string, AttributeType> = new Map(
  (
    [
      ['int', INTS],
      ['float', FLOATS],
      ['bool', BOOLS],
      ['array', ARRAYS],
      ['string', STRINGS],
    ] as const
  ).flatMap(([type, names]) => names.map((name): [string, AttributeType] => [name, type]))
);

/**
 * The type that an attribute has by the OpenTelemetry semantic conventions (1.20 to 1.38, old names too), or undefined.
 * Tempo lists names without types.
 */
export function conventionalType(name: string): AttributeType | undefined {
  return TYPES.get(name) ?? (STRING_PREFIXES.some((prefix) => name.startsWith(prefix)) ? 'string' : undefined);
}
