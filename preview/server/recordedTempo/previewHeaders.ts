import type { IncomingHttpHeaders } from 'node:http';

import { parseSystemFault, type SystemFault } from './systemFaults';

const VISITOR = 'x-preview-visitor';
const FAULT = 'x-preview-fault';

/** How the preview tells its Tempo who asks, and which fault they want to see. No real Grafana sends these. */
export function toPreviewHeaders({ visitor, fault }: { visitor: string; fault: SystemFault | undefined }) {
  return { [VISITOR]: visitor, ...(fault === undefined ? {} : { [FAULT]: fault }) };
}

export function readPreviewHeaders(headers: IncomingHttpHeaders): { visitor: string; fault: SystemFault | undefined } {
  return { visitor: String(headers[VISITOR] ?? ''), fault: parseSystemFault(headers[FAULT]?.toString()) };
}
