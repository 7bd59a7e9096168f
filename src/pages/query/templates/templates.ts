import { t } from '@grafana/i18n';
import { parse, quoteString, render } from '../../../traceql';

/** What the author of a query fills in; empty for any. */
export interface TemplateParameters {
  readonly service: string;
  /** The service that is called; only for templates that ask for it. */
  readonly target: string;
}

export interface QueryTemplate {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Whether a second service is asked for. */
  readonly hasTarget: boolean;
  build(parameters: TemplateParameters): string;
}

/**
 * Starting points for common questions. Built on every opening, because titles are translated. What a release cannot do
 * is marked by checking the text that comes out.
 *
 * Attribute names follow OpenTelemetry's semantic conventions; where they changed (`http.status_code`,
 * `http.response.status_code`; `db.statement`, `db.query.text`) both are asked for.
 */
export function listTemplates(): QueryTemplate[] {
  return [...listRequestTemplates(), ...listCauseTemplates(), ...listMetricsTemplates()];
}

function listRequestTemplates(): QueryTemplate[] {
  return [
    template(
      'slow',
      t('query.templates.slow', 'Slow requests'),
      t('query.templates.slow-why', 'Requests that a service took longer than a second to answer'),
      ({ service }) => `{ ${of(service)}kind = server && duration > 1s }`
    ),
    template(
      'failing',
      t('query.templates.failing', 'Failing requests'),
      t('query.templates.failing-why', 'Requests that ended with an error, with what was said of it'),
      ({ service }) => `{ ${of(service)}kind = server && status = error } | select(statusMessage)`
    ),
    template(
      'failing-http',
      t('query.templates.failing-http', 'HTTP answers of 500 and above'),
      t('query.templates.failing-http-why', 'By the status code, in the old and the new name of the attribute'),
      ({ service }) =>
        `{ ${of(service)}(span.http.response.status_code >= 500 || span.http.status_code >= 500) } | select(span.url.path, span.http.route)`
    ),
    template(
      'between',
      t('query.templates.between', 'From one service to another'),
      t('query.templates.between-why', 'Spans of the second service below a span of the first'),
      ({ service, target }) => `{ ${only(service)} } >> { ${only(target)} }`,
      true
    ),
  ];
}

function listCauseTemplates(): QueryTemplate[] {
  return [
    template(
      'n-plus-one',
      t('query.templates.n-plus-one', 'The same database call again and again'),
      t('query.templates.n-plus-one-why', 'Traces in which one statement is run more than ten times (N+1 queries)'),
      ({ service }) => `{ ${of(service)}span.db.system != nil } | by(name) | count() > 10`
    ),
    template(
      'fan-out',
      t('query.templates.fan-out', 'Fan-out'),
      t('query.templates.fan-out-why', 'Traces in which work of a service made more than ten calls itself'),
      ({ service }) => `{ ${of(service)}kind != client } > { kind = client } | count() > 10`
    ),
    template(
      'exceptions',
      t('query.templates.exceptions', 'Exceptions'),
      t('query.templates.exceptions-why', 'Spans that recorded an exception, with its type and message'),
      ({ service }) =>
        `{ ${of(service)}event:name = "exception" } | select(event.exception.type, event.exception.message)`
    ),
    template(
      'messaging',
      t('query.templates.messaging', 'Slow handling of messages'),
      t('query.templates.messaging-why', 'Consumers that took longer than 100 ms over a message'),
      ({ service }) =>
        `{ ${of(service)}kind = consumer && duration > 100ms } | select(span.messaging.system, span.messaging.destination.name)`
    ),
    template(
      'without-child',
      t('query.templates.without-child', 'Calls that nobody answered'),
      t('query.templates.without-child-why', 'Client spans without a server span below: not traced, or never arrived'),
      ({ service }) => `{ kind = server } !< { ${of(service)}kind = client }`
    ),
  ];
}

function listMetricsTemplates(): QueryTemplate[] {
  return [
    template(
      'rate',
      t('query.templates.rate', 'Requests a second by service'),
      t('query.templates.rate-why', 'How many requests are served, over time'),
      ({ service }) => `{ ${of(service)}kind = server } | rate() by(resource.service.name)`
    ),
    template(
      'error-rate',
      t('query.templates.error-rate', 'Errors a second by operation'),
      t('query.templates.error-rate-why', 'Which operations fail, over time'),
      ({ service }) => `{ ${of(service)}status = error } | rate() by(name)`
    ),
    template(
      'latency',
      t('query.templates.latency', 'Latency by operation'),
      t('query.templates.latency-why', 'Median, 95th and 99th percentile of the duration'),
      ({ service }) => `{ ${of(service)}kind = server } | quantile_over_time(duration, .5, .95, .99) by(name)`
    ),
    template(
      'heatmap',
      t('query.templates.heatmap', 'Durations as a heatmap'),
      t('query.templates.heatmap-why', 'How durations are distributed, over time'),
      ({ service }) => `{ ${of(service)}kind = server } | histogram_over_time(duration)`
    ),
    template(
      'compare',
      t('query.templates.compare', 'What is different about errors'),
      t('query.templates.compare-why', 'Compares the attributes of failing spans with those of all others'),
      ({ service }) => `{ ${of(service)}kind = server } | compare({ status = error })`
    ),
    template(
      'busiest',
      t('query.templates.busiest', 'The five busiest operations'),
      t('query.templates.busiest-why', 'Of all services, or of one'),
      ({ service }) => `{ ${of(service)}kind = server } | rate() by(name) | topk(5)`
    ),
  ];
}

function template(
  id: string,
  title: string,
  description: string,
  write: QueryTemplate['build'],
  hasTarget = false
): QueryTemplate {
  // Rendered, so that the query looks as the builder writes it and an empty condition leaves no trace.
  return { id, title, description, hasTarget, build: (parameters) => render(parse(write(parameters)).query) };
}

/** The condition on the service with the `&&` after it; nothing for any service. */
function of(service: string): string {
  return service === '' ? '' : `${only(service)} && `;
}

function only(service: string): string {
  return service === '' ? '' : `resource.service.name = ${quoteString(service)}`;
}
