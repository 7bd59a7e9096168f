// Sends three spans of two traces with the OpenTelemetry SDK, as an application would.
// A process of its own: the SDK's exporters load modules in a way that Jest does not allow.
// node sendWithSdk.mjs json|protobuf URL none|gzip [tenant]
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

const [encoding, url, compression, tenant] = process.argv.slice(2);
const Exporter = encoding === 'json' ? JsonExporter : ProtobufExporter;
const exporter = new Exporter({ url, compression, headers: tenant ? { 'X-Scope-OrgID': tenant } : {} });

const provider = new BasicTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'sdk-test', 'service.version': '1.2.3' }),
  spanProcessors: [new BatchSpanProcessor(exporter)],
});
const tracer = provider.getTracer('instrumentation', '0.1');

const root = tracer.startSpan('parent work', { kind: SpanKind.SERVER, attributes: { 'http.route': '/a', n: 7 } });
const attributes = { 'list.of': ['a', 'b'], x: 0.5 };
const child = tracer.startSpan('child work', { kind: SpanKind.CLIENT, attributes }, trace.setSpan(ROOT_CONTEXT, root));
child.recordException(new RangeError('too far'));
child.setStatus({ code: SpanStatusCode.ERROR, message: 'failed' });
child.end();
root.end();
tracer.startSpan('linked work', { links: [{ context: root.spanContext(), attributes: { why: 'batch' } }] }).end();

await provider.forceFlush();
await provider.shutdown();
