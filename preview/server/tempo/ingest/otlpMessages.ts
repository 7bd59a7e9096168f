import protobuf from 'protobufjs';

import { OTLP_DESCRIPTOR } from './otlpDescriptor';

const root = protobuf.Root.fromJSON(OTLP_DESCRIPTOR);

/** The messages as protobufjs knows them; tests encode with them what the decoder has to read. */
export const EXPORT_REQUEST = root.lookupType('ExportTraceServiceRequest');
export const RPC_STATUS = root.lookupType('Status');

/** A `google.rpc.Status`, the body of a refusal to a client that speaks protobuf. */
export function encodeStatus(code: number, message: string): Uint8Array {
  return RPC_STATUS.encode({ code, message }).finish();
}
