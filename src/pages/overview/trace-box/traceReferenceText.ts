import { t } from '@grafana/i18n';
import type { TraceReferenceForm, TraceReferenceProblem } from '../../../tempo';

/** What a text was recognised as, to stand before the ID. */
export function describeReference(form: TraceReferenceForm): string {
  switch (form) {
    case 'trace-id':
      return t('overview.trace.form-id', 'Trace ID:');
    case 'base64':
      return t('overview.trace.form-base64', 'Trace ID in base64:');
    case 'traceparent':
      return t('overview.trace.form-traceparent', 'W3C traceparent header, trace:');
    case 'b3':
      return t('overview.trace.form-b3', 'B3 header, trace:');
    case 'uber-trace-id':
      return t('overview.trace.form-uber', 'Jaeger’s uber-trace-id header, trace:');
    case 'x-amzn-trace-id':
      return t('overview.trace.form-amzn', 'X-Amzn-Trace-Id header, trace:');
    case 'url':
      return t('overview.trace.form-url', 'Link to a trace:');
  }
}

/** What is wrong with a text that names no trace, and what to do. */
export function explainProblem(problem: TraceReferenceProblem): string {
  switch (problem) {
    case 'empty':
      return t('overview.trace.empty', 'Enter a trace ID, a header or a link.');
    case 'zero':
      return t(
        'overview.trace.zero',
        'This ID is all zeros, which means that there is no trace: whoever wrote it had none at hand.'
      );
    case 'too-short':
      return t(
        'overview.trace.too-short',
        'Too short for a trace ID: it has 32 hexadecimal digits, or 16 from older tracers. Was all of it copied?'
      );
    case 'too-long':
      return t(
        'overview.trace.too-long',
        'Too long for a trace ID: it has at most 32 hexadecimal digits. Was something else copied with it?'
      );
    case 'url-without-id':
      return t(
        'overview.trace.url-without-id',
        'This link names no trace. Copy the link of an opened trace, or its ID.'
      );
    case 'header-without-id':
      return t('overview.trace.header-without-id', 'This header is incomplete, or says that there is no trace.');
    case 'traceql':
      return t(
        'overview.trace.traceql',
        'This is a TraceQL query: open it on the Query page. Here a single trace is opened.'
      );
    case 'unknown':
      return t(
        'overview.trace.unknown',
        'Not recognised. A trace ID has 32 or 16 digits, 0 to 9 and a to f. To search by anything else, go to the Query page.'
      );
  }
}
