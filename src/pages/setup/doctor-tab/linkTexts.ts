import { t } from '@grafana/i18n';
import type { BadgeColor } from '@grafana/ui';
import type { CorrelationLink, LinkStatus } from '../../../correlations';

/** What a link leads from and to, in a few words. */
export function linkTitle(link: CorrelationLink): string {
  switch (link) {
    case 'trace-to-logs':
      return t('setup.link.trace-to-logs', 'Trace to logs');
    case 'logs-to-trace':
      return t('setup.link.logs-to-trace', 'Logs to trace');
    case 'trace-to-metrics':
      return t('setup.link.trace-to-metrics', 'Trace to metrics');
    case 'metrics-to-trace':
      return t('setup.link.metrics-to-trace', 'Metrics to trace (exemplars)');
    case 'service-map':
      return t('setup.link.service-map', 'Service map');
    case 'node-graph':
      return t('setup.link.node-graph', 'Node graph');
    case 'search':
      return t('setup.link.search', 'Search');
    case 'trace-query':
      return t('setup.link.trace-query', 'Trace by ID');
    case 'streaming':
      return t('setup.link.streaming', 'Streaming');
  }
}

export const STATUS_COLOURS: Readonly<Record<LinkStatus, BadgeColor>> = {
  works: 'green',
  broken: 'red',
  doubtful: 'orange',
  'not-configured': 'blue',
  untested: 'darkgrey',
};

export function statusText(status: LinkStatus): string {
  switch (status) {
    case 'works':
      return t('setup.status.works', 'Works');
    case 'broken':
      return t('setup.status.broken', 'Broken');
    case 'doubtful':
      return t('setup.status.doubtful', 'Doubtful');
    case 'not-configured':
      return t('setup.status.not-configured', 'Not set up');
    case 'untested':
      return t('setup.status.untested', 'Not tested');
  }
}
