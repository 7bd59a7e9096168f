/**
 * Zipkin v2 JSON, as the collector's `zipkinreceiver/trace_receiver.go` answers it: any path and method is taken for
 * `POST /api/v2/spans`, errors are plain text, and a client learns nothing of limits but a 500.
 */
import { type Answer, text } from '../api/answer';
import { decodeZipkin } from './decodeZipkin';
import { type IngestRequest, readContent } from './ingestRequest';
import { Malformed } from './malformed';
import { type ReceiverOptions, receiverName } from './otlpReceiver';
import { countSpans } from './spansOf';
import { tenantOf } from './tenantHeader';

const ACCEPTED: Answer = { status: 202, body: '' };

export async function receiveZipkin(request: IngestRequest, options: ReceiverOptions): Promise<Answer> {
  let batches;
  try {
    refuseOtherEncodings(request);
    batches = decodeZipkin((await readContent(request)).toString('utf8'));
  } catch (error) {
    return text(400, `${error instanceof Malformed ? error.message : String(error)}\n`);
  }
  const { behaviour, distributor, multitenant } = options;
  const labels = [receiverName('zipkin', behaviour), 'http_v2_json'];
  const spans = countSpans(batches);
  try {
    distributor.push(tenantOf(request.headers['x-scope-orgid'], multitenant), batches);
    distributor.counters.accepted.add(labels, spans);
    return ACCEPTED;
  } catch {
    distributor.counters.refused.add(labels, spans);
    return text(500, '"Internal Server Error"');
  }
}

/** Tempo also reads Zipkin's v1 and protobuf; this one says that it does not. */
function refuseOtherEncodings({ path, headers }: IngestRequest): void {
  if (path.includes('api/v1/spans') || /^application\/x-(protobuf|thrift)/.test(headers['content-type'] ?? '')) {
    throw new Malformed('the embedded Tempo reads only Zipkin v2 JSON');
  }
}
